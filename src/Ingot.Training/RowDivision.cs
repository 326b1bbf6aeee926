using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Tables;
using Ingot.Training.Splits;

namespace Ingot.Training;

/// <summary>How the training rows are divided, by what the project and the schema say; and what is doubtful of it.</summary>
internal sealed class RowDivision
{
    // On so few groups, or times, chance decides.
    private const int FewParts = 10;
    private const double Uneven = 2;

    private readonly ModelSpec _spec;
    private readonly ModelSchema _schema;
    private readonly float[] _labels;
    private readonly IRowSplitter _splitter;
    private readonly int[] _groups = [];
    private readonly long[] _times = [];
    private readonly int _without;
    private readonly int[] _queries = [];

    private RowDivision(ModelSpec spec, ModelSchema schema, Table data, float[] labels)
    {
        (_spec, _schema, _labels) = (spec, schema, labels);
        Plan = SplitPlan.Of(spec, schema);
        switch (Plan.Kind)
        {
            case SplitKind.Group:
                (_groups, _without) = RowGroups.Of(data[Plan.Column!.Name]);
                _splitter = new GroupSplitter(_groups, spec.Seed);
                break;
            case SplitKind.Time:
                _times = ((DateColumn)data[Plan.Column!.Name]).Values;
                _without = _times.Count(t => t == DateColumn.Missing);
                _queries = schema.Task == ModelTask.Ranking ? RowGroups.Of(data[schema.Group!.Name]).Groups : [];
                _splitter = new TimeSplitter(_times, Plan.Gap.Ticks / TimeSpan.TicksPerMicrosecond);
                break;
            default:
                _splitter = new RandomSplitter(schema.Classes.Count > 0 ? Array.ConvertAll(labels, l => (int)l) : new int[labels.Length], spec.Seed);
                break;
        }
    }

    /// <summary>How rows are divided.</summary>
    public SplitPlan Plan { get; }

    /// <summary>The division of the training data.</summary>
    /// <exception cref="IngotException">INGOT1046: the column that it takes is not there, or cannot be used.</exception>
    public static RowDivision Of(ModelSpec spec, ModelSchema schema, Table data, float[] labels) => new(spec, schema, data, labels);

    /// <summary>Holds out the validation rows.</summary>
    /// <param name="rows">The rows of which some are held out, in ascending order.</param>
    /// <exception cref="IngotException">INGOT2005, INGOT2045: they do not give two parts to learn from and to hold out.</exception>
    public RowSplit HoldOut(int[] rows) => Learnable(_splitter.HoldOut(rows, _spec.ValidationFraction) ?? throw CannotHoldOut(rows));

    /// <summary>Makes the folds of all rows.</summary>
    /// <param name="count">How many.</param>
    /// <exception cref="IngotException">INGOT2045: the rows do not give so many.</exception>
    public IReadOnlyList<RowSplit> Folds(int count)
    {
        var folds = _splitter.Folds([.. Enumerable.Range(0, _labels.Length)], count) ?? throw CannotFold(count);
        return [.. folds.Select(Learnable)];
    }

    /// <summary>Reports what is doubtful of the rows, and of a division of all of them.</summary>
    public void Check(RowSplit split, IReadOnlyList<RowSplit> folds, IDiagnosticSink sink)
    {
        if (_without > 0)
        {
            var what = Plan.Kind == SplitKind.Group ? "group" : "time";
            sink.Report(TrainDiagnostics.RowsWithout.At(
                _spec.SchemaLocation,
                $"{_without:N0} of {DiagnosticText.Count(_labels.Length, "training row")} {DiagnosticText.Agree(_without, "has", "have")} no {what} '{DiagnosticText.Shorten(Plan.Column!.Name)}': {(Plan.Kind == SplitKind.Group ? "each is taken for a group of its own, though some may belong together" : "they are learned from in every part, though some may be newer than what is held out")}. Add the missing values, or leave such rows out with ModelFilter."));
        }

        CheckQueries(split, sink);
        CheckParts(split, sink);
        CheckEvenness(split, folds, sink);
    }

    private void CheckQueries(RowSplit split, IDiagnosticSink sink)
    {
        if (_queries.Length == 0)
        {
            return;
        }

        var learned = split.Training.Select(r => _queries[r]).ToHashSet();
        var divided = split.HeldOut.Select(r => _queries[r]).Where(learned.Contains).Distinct().Count();
        if (divided > 0)
        {
            sink.Report(TrainDiagnostics.DividedQueries.At(
                _spec.LocationOf("ModelSplit"),
                $"{DiagnosticText.Count(divided, "query", "queries")} of '{DiagnosticText.Shorten(_schema.Group!.Name)}' {DiagnosticText.Agree(divided, "has", "have")} rows of several times in '{DiagnosticText.Shorten(Plan.Column!.Name)}', some that are learned from and some that are held out for validation: each part is ranked by itself, and the model knows one of them. Give all rows of a query one time, or remove ModelSplit, which then divides by query."));
        }
    }

    /// <summary>What some rows are, for the report.</summary>
    public RowsReport Describe(int[] rows)
    {
        var times = _times.Length > 0 ? rows.Select(r => _times[r]).Where(t => t != DateColumn.Missing).ToList() : [];
        return new RowsReport(rows.Length)
        {
            Groups = _groups.Length > 0 ? rows.Select(r => _groups[r]).Distinct().Count() : null,
            From = times.Count > 0 ? Text(times.Min()) : null,
            To = times.Count > 0 ? Text(times.Max()) : null,
            Classes = _schema.Classes.Count > 0 ? [.. _schema.Classes.Select((_, c) => rows.Count(r => _labels[r] == c))] : null,
        };
    }

    private static string Text(long microseconds) => FormattableString.Invariant($"{DateTime.UnixEpoch.AddMicroseconds(microseconds):yyyy-MM-ddTHH:mm:ss}");

    private void CheckParts(RowSplit split, IDiagnosticSink sink)
    {
        if (Plan.Kind == SplitKind.Random)
        {
            return;
        }

        var (all, held, what) = Plan.Kind == SplitKind.Group
            ? (_groups.Distinct().Count(), split.HeldOut.Select(r => _groups[r]).Distinct().Count(), "group")
            : (_times.Distinct().Count(), split.HeldOut.Select(r => _times[r]).Distinct().Count(), "time");
        if (all < FewParts)
        {
            sink.Report(TrainDiagnostics.FewParts.At(
                _spec.SchemaLocation,
                $"The training rows are of {DiagnosticText.Count(all, what)} of '{DiagnosticText.Shorten(Plan.Column!.Name)}', of which {held:N0} {DiagnosticText.Agree(held, "is", "are")} held out for validation: what is measured there, and the number of iterations, is little more than chance. {(Plan.Kind == SplitKind.Group ? "Give rows of more groups, take a finer group, or cross-validate with ModelFolds" : "Take times that tell rows apart")}{OrRandom($" if what is predicted later is of the same {what}s")}."));
        }
    }

    private void CheckEvenness(RowSplit split, IReadOnlyList<RowSplit> folds, IDiagnosticSink sink)
    {
        var said = new List<string>();
        if (Plan.Kind != SplitKind.Random)
        {
            Lacking(said, "the rows that are learned from have", split.Training, split.HeldOut);
            Lacking(said, "the rows held out for validation have", split.HeldOut, split.Training);
            var share = split.HeldOut.Length / (double)_labels.Length;
            if (share > _spec.ValidationFraction * Uneven || share < _spec.ValidationFraction / Uneven)
            {
                said.Add(FormattableString.Invariant($"{share:P1} of the rows are held out for validation instead of {_spec.ValidationFraction:P1}, since rows of one {(Plan.Kind == SplitKind.Group ? "group" : "time")} stay together"));
            }
        }

        for (var fold = 0; fold < folds.Count; fold++)
        {
            Lacking(said, FormattableString.Invariant($"the rows that fold {fold + 1} learns from have"), folds[fold].Training, folds[fold].HeldOut);
            Lacking(said, FormattableString.Invariant($"fold {fold + 1} has"), folds[fold].HeldOut, folds[fold].Training);
        }

        if (said.Count > 0)
        {
            sink.Report(TrainDiagnostics.UnevenSplit.At(
                _spec.LocationOf(Plan.Kind == SplitKind.Random ? "ModelFolds" : "ModelSplit"),
                $"{char.ToUpperInvariant(said[0][0])}{string.Join("; ", said.Take(5))[1..]}{(said.Count > 5 ? FormattableString.Invariant($"; and {said.Count - 5} more") : string.Empty)}. What is measured there says nothing of what is missing: add rows, change ModelValidationFraction or ModelFolds, or divide rows otherwise."));
        }
    }

    private void Lacking(List<string> said, string where, int[] rows, int[] others)
    {
        var there = rows.Concat(others).Select(r => _labels[r]).ToHashSet();
        var here = rows.Select(r => _labels[r]).ToHashSet();
        said.AddRange(_schema.Classes
            .Where((_, c) => there.Contains(c) && !here.Contains(c))
            .Select(name => $"{where} no row of class '{DiagnosticText.Shorten(name)}'"));
    }

    // A learner of classes needs two of them.
    private RowSplit Learnable(RowSplit split)
    {
        if (_schema.Classes.Count == 0 || Plan.Kind == SplitKind.Random || split.Training.Select(r => _labels[r]).Distinct().Skip(1).Any())
        {
            return split;
        }

        throw Wrong(
            $"All {DiagnosticText.Count(split.Training.Length, "row")} that would be learned from, when {DiagnosticText.Count(split.HeldOut.Length, "row")} {DiagnosticText.Agree(split.HeldOut.Length, "is", "are")} held out by '{DiagnosticText.Shorten(Plan.Column!.Name)}', {DiagnosticText.Agree(split.Training.Length, "is", "are")} of class '{DiagnosticText.Shorten(_schema.Classes[(int)_labels[split.Training[0]]])}'. Add rows, or divide them otherwise (ModelSplit, ModelFolds, ModelValidationFraction).");
    }

    private IngotException CannotHoldOut(int[] rows) => Plan.Kind switch
    {
        SplitKind.Group => Wrong(
            $"The {DiagnosticText.Count(rows.Length, "training row")} {DiagnosticText.Agree(rows.Length, "is", "are")} of one group of '{DiagnosticText.Shorten(Plan.Column!.Name)}'; expected two or more, of which some are held out for validation. Give rows of other groups, or take another column{OrRandom()}."),
        SplitKind.Time => Wrong(
            $"The {DiagnosticText.Count(rows.Length, "training row")} cannot be divided by '{DiagnosticText.Shorten(Plan.Column!.Name)}': {(rows.Select(r => _times[r]).Distinct().Skip(1).Any() ? $"no row is older than the newest tenth of them by ModelSplitGap ({Gap})" : "all are of the same time")}. {(Plan.Gap > TimeSpan.Zero ? "Shorten the gap, give older rows" : "Give rows of other times, take another column")}{OrRandom()}."),
        _ => new IngotException(TrainDiagnostics.TooFewRows.At(
            _spec.Trainer.Location,
            $"There {DiagnosticText.Agree(rows.Length, "is", "are")} {DiagnosticText.Count(rows.Length, "training row")}, too few to hold some out for validation; at least two rows{(_schema.Classes.Count > 0 ? " of one class" : string.Empty)} are needed. Add training data, or correct the ModelFilter if it leaves out too many.")),
    };

    private IngotException CannotFold(int count) => Plan.Kind switch
    {
        SplitKind.Group => Wrong(
            $"{Asked(count)}, and the training rows are of {DiagnosticText.Count(_groups.Distinct().Count(), "group")} of '{DiagnosticText.Shorten(Plan.Column!.Name)}'; every fold needs a group of its own. {Fewer(count)}, or give rows of more groups."),
        SplitKind.Time => Wrong(
            $"{Asked(count)}, and the {DiagnosticText.Count(_labels.Length, "training row")} do not give so many folds one after the other by '{DiagnosticText.Shorten(Plan.Column!.Name)}' with rows before each{(Plan.Gap > TimeSpan.Zero ? $" and a gap of {Gap}" : string.Empty)}: they have {DiagnosticText.Count(_times.Distinct().Count(), "different time")}. {Fewer(count)}{(Plan.Gap > TimeSpan.Zero ? ", or a shorter ModelSplitGap" : string.Empty)}."),
        _ => Wrong($"{Asked(count)}, and there {DiagnosticText.Agree(_labels.Length, "is", "are")} {DiagnosticText.Count(_labels.Length, "training row")}; every fold needs one. {Fewer(count)}, or add training data."),
    };

    // Rows of a ranking are never divided at random.
    private string OrRandom(string when = "") => _schema.Task == ModelTask.Ranking ? string.Empty : $", or divide rows with ModelSplit=Random{when}";

    // Calibrations and thresholds ask for folds where the project does not.
    private string Asked(int count) => _spec.Folds == count
        ? FormattableString.Invariant($"ModelFolds is {count}")
        : FormattableString.Invariant($"The rows are divided into {count} folds, since what is asked of the model's scores rests on rows that were not learned from, and the final model learns from all (ModelRefit)");

    private string Fewer(int count) => _spec.Folds == count ? "Set fewer folds" : "Set ModelFolds to fewer, or ModelRefit to false";

    private string Gap => SplitReport.Text(Plan.Gap);

    private IngotException Wrong(FormattableString message) =>
        new(TrainDiagnostics.CannotSplit.At(_spec.LocationOf(_spec.Split is null && Plan.Kind == SplitKind.Random ? "ModelFolds" : "ModelSplit"), message));
}
