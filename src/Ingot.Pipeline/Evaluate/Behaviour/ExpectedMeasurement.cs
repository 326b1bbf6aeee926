using System.Globalization;
using Ingot.Core.Behaviour;
using Ingot.Core.Diagnostics;
using Ingot.Core.Metrics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Tables;
using Ingot.Data;
using Ingot.Pipeline.Shared;

namespace Ingot.Pipeline.Evaluate.Behaviour;

/// <summary>Measures an <see cref="ExpectedPrediction"/>: what the model says of rows that people know.</summary>
internal static class ExpectedMeasurement
{
    private const string LabelColumn = "expected_label";
    private const string ProbabilityColumn = "expected_probability";
    private const string ValueColumn = "expected_value";

    public static BehaviourResult Of(ExpectedPrediction test, TestBench bench) => test.File is { } file ? OfFile(test, file, bench) : OfItem(test, bench);

    private static BehaviourResult OfItem(ExpectedPrediction test, TestBench bench)
    {
        if (HasValues(bench) && test.Label is not null)
        {
            throw new UndecidedException($"Label is set, but a model of the task {bench.Schema.Task} has no classes. Use Min and Max.");
        }

        var view = ScoreView.Of(bench.Schema, bench.Spec.ClassificationThreshold, test.Class, needsClass: test.Min is not null || test.Max is not null);
        if (!HasValues(bench))
        {
            RequireProbability(test.Min, isLeast: true);
            RequireProbability(test.Max, isLeast: false);
        }

        var given = new Dictionary<string, TableColumn>(StringComparer.Ordinal);
        foreach (var (name, value) in test.Values)
        {
            var constant = ColumnChanges.Constant(bench.Feature(name), bench.Reference[name], 1, value);
            if (!given.TryAdd(name, constant))
            {
                throw new UndecidedException($"Values has '{name}' twice. Remove one of the two.");
            }
        }

        var scores = Score(bench, given, 1);
        var worst = new WorstRows();
        if (test.Label is { } label)
        {
            CompareLabel(bench, view, scores, 0, label, worst);
        }

        var score = view.Score(scores, 0);
        if (test.Min is { } min && !(score >= min))
        {
            worst.Add(min - score, 0, () => new BrokenRow(0, $"at least {Text(min)} expected") { After = score });
        }

        if (test.Max is { } max && !(score <= max))
        {
            worst.Add(score - max, 0, () => new BrokenRow(0, $"at most {Text(max)} expected") { After = score });
        }

        return new BehaviourResult { Test = test.Title, Rows = 1, Broken = Math.Min(worst.Count, 1), Examples = worst.Examples };
    }

    private static void RequireProbability(double? bound, bool isLeast)
    {
        if (bound is { } value && MetricRange.Share.WhyNoBound(new RangedValue("a probability", HigherIsBetter: isLeast, MetricUnit.None, "row"), isLeast, value) is { } why)
        {
            throw new UndecidedException($"{(isLeast ? "Min" : "Max")} is {Text(value)}, and {why}. Write the probability that is meant, or remove it.");
        }
    }

    private static BehaviourResult OfFile(ExpectedPrediction test, DataSource file, TestBench bench)
    {
        var label = bench.Schema.LabelIfAny;
        var hasValues = HasValues(bench);

        // A label that only measures is not what the model says.
        List<SchemaColumn> expected = bench.Schema.Task.IsUnsupervised()
            ? [new SchemaColumn { Name = ValueColumn, Type = ColumnType.Number, Role = ColumnRole.Ignored }]
            : hasValues ? [label! with { Name = ValueColumn }, label]
            : [label! with { Name = LabelColumn }, label, label with { Name = ProbabilityColumn, Type = ColumnType.Number, Role = ColumnRole.Ignored }];
        var rows = Read(file, [.. bench.Schema.Features, .. expected], bench);
        var labels = rows.Find(LabelColumn) ?? (label is null ? null : rows.Find(label.Name));
        var values = rows.Find(ValueColumn) ?? (bench.Schema.Task.IsNumeric() ? rows.Find(label!.Name) : null);
        var probabilities = rows.Find(ProbabilityColumn);
        if (labels is null && values is null && probabilities is null)
        {
            throw new UndecidedException($"The file '{file.DisplayName}' expects nothing. Add a column {(hasValues ? ValueColumn : $"{LabelColumn} or {ProbabilityColumn}")}.");
        }

        var view = ScoreView.Of(bench.Schema, bench.Spec.ClassificationThreshold, test.Class, needsClass: probabilities is not null);
        var given = bench.Schema.Features.Select(f => rows.Find(f.Name)).OfType<TableColumn>().ToDictionary(c => c.Name, StringComparer.Ordinal);
        var scores = Score(bench, given, rows.Rows);
        var worst = new WorstRows();
        long broken = 0;
        for (var row = 0; row < rows.Rows; row++)
        {
            var before = worst.Count;
            if (!hasValues && labels is StringColumn classes)
            {
                CompareLabel(bench, view, scores, row, classes[row] ?? throw Empty(file, row), worst);
            }

            if ((probabilities ?? values) is NumberColumn numbers)
            {
                CompareScore(test, view, scores, row, double.IsNaN(numbers.Values[row]) ? throw Empty(file, row) : numbers.Values[row], worst);
            }

            broken += worst.Count > before ? 1 : 0;
        }

        return new BehaviourResult { Test = test.Title, Rows = rows.Rows, Broken = broken, Examples = worst.Examples };
    }

    private static bool HasValues(TestBench bench) => bench.Schema.Task.IsNumeric() || bench.Schema.Task.IsUnsupervised();

    private static Table Read(DataSource file, IReadOnlyList<SchemaColumn> wanted, TestBench bench)
    {
        try
        {
            return ExpectedRows.Read(file, wanted, bench.Schema.Columns.Select(c => c.Name), bench.Schema.Reading);
        }
        catch (IngotException e)
        {
            throw new UndecidedException($"{e.Diagnostic.Message} ({e.Diagnostic.Location})");
        }
    }

    private static float[] Score(TestBench bench, Dictionary<string, TableColumn> given, int rows)
    {
        var columns = bench.Schema.Features.Select(f => given.GetValueOrDefault(f.Name) ?? MissingColumn.Of(f, rows)).ToList();
        foreach (var date in bench.Schema.Features.Where(f => f.Type == ColumnType.Date && f.MinFraction >= 1))
        {
            var column = columns.First(c => c.Name == date.Name);
            if (Enumerable.Range(0, rows).Any(column.IsMissing))
            {
                // The model has no input that says that it is missing: it would take it for 1970.
                throw new UndecidedException($"The date '{date.Name}' is missing, which the schema does not allow. Add it.");
            }
        }

        return bench.Scorer.Score(new Table(columns, rows), bench.Schema);
    }

    private static void CompareLabel(TestBench bench, ScoreView view, float[] scores, int row, string expected, WorstRows worst)
    {
        var classes = bench.Schema.Classes;
        if (!classes.Contains(expected))
        {
            throw new UndecidedException($"The class '{DiagnosticText.Shorten(expected)}' is expected, and there is none; expected one of {DiagnosticText.List(classes)}.");
        }

        var predicted = view.Predicted(scores, row);
        if (classes[predicted] != expected)
        {
            var probability = bench.Schema.Task == ModelTask.BinaryClassification
                ? (predicted == 1 ? scores[row] : 1 - scores[row])
                : scores[(row * view.Width) + predicted];
            worst.Add(probability, row, () => new BrokenRow(row, $"{DiagnosticText.Shorten(expected)} expected") { ClassAfter = classes[predicted], After = probability });
        }
    }

    private static void CompareScore(ExpectedPrediction test, ScoreView view, float[] scores, int row, double expected, WorstRows worst)
    {
        var score = view.Score(scores, row);
        var difference = Math.Abs(view.Relative(score - expected, expected));
        if (!(difference <= test.Tolerance))
        {
            worst.Add(difference, row, () => new BrokenRow(row, $"{Text(expected)} expected") { After = score });
        }
    }

    private static UndecidedException Empty(DataSource file, int row) =>
        new($"Row {row.ToString(CultureInfo.InvariantCulture)} of '{file.DisplayName}', from 0, expects nothing. Fill in its expected value or remove it.");

    private static string Text(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
