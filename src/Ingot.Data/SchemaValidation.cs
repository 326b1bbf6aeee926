using System.Globalization;
using Ingot.Core.Diagnostics;
using Ingot.Core.Reading;
using Ingot.Core.Schemas;

namespace Ingot.Data;

/// <summary>Compares values with the schema. Every anomaly is reported, with its count and examples, at the schema's line.</summary>
internal sealed class SchemaValidation(DuckDbSession session, TextReading reading, ColumnPlaces places, IDiagnosticSink sink)
{
    private const int Examples = 5;
    private readonly TypedValues _values = new(session, reading);
    private readonly HashSet<(string Table, string Column)> _untyped = [];

    /// <summary>Checks that all raw values are of the columns' types; before anything is dropped, since what does not parse fulfils no filter.</summary>
    public void CheckTypes(RawData raw, IReadOnlyList<SchemaColumn> columns)
    {
        var byName = raw.Columns.ToDictionary(c => c.Name, StringComparer.Ordinal);
        var checks = columns
            .Where(c => c.Type != ColumnType.String && !(c.Type == ColumnType.Number && byName[c.Name].IsNumber) && !_values.AreRight(byName[c.Name], c))
            .Select(c => new ColumnCheck(
                new ColumnRule(c, ColumnRuleKind.WrongType, PrepareDiagnostics.WrongType, _values.IsWrong(byName[c.Name], c)), $"not of the type {c.Type}", string.Empty)
            {
                Count = _values.CountWrong(byName[c.Name], c),
                Advice = values => $"Expected {TypeRemedy.Expected(c, reading)}. {TypeRemedy.For(c, values, places.HasSchema, byName[c.Name].MissingWords)}",
            });
        var anomalies = Find(raw, [.. checks], raw.Table, "rowid", _ => null);
        _untyped.UnionWith(anomalies.Select(a => (raw.Name, a.Check.Column.Name)));
        Report(raw, anomalies);
    }

    /// <summary>Checks the values that are left after cleaning.</summary>
    /// <param name="raw">The data.</param>
    /// <param name="schema">The schema.</param>
    /// <param name="counts">What is told of the columns, which answers most questions.</param>
    public void CheckValues(RawData raw, ModelSchema schema, ValueCounts counts)
    {
        // Values of another type look missing by now, and have been reported as what they are.
        var typed = schema.Columns.Where(c => !_untyped.Contains((raw.Name, c.Name))).ToList();
        Report(raw, Find(raw, [.. typed.SelectMany(c => ChecksOf(c, schema.Task))], raw.Name, RawData.RowNumber, c => counts.Offending(c.Rule)));
        CheckPresence(raw, typed, counts);
        // What is learned without a label may well see no anomaly.
        if (!schema.Task.IsUnsupervised() && schema.Label is var label && typed.Contains(label) && raw.Name == "training" && counts.Distinct(label) < 2)
        {
            sink.Report(PrepareDiagnostics.BadLabel.At(
                places.Of(label), $"The label '{DiagnosticText.Shorten(label.Name)}' has only one value in the training data, so nothing can be learned. Provide rows of every class."));
        }
    }

    private static IEnumerable<ColumnCheck> ChecksOf(SchemaColumn column, ModelTask task) =>
        ColumnRules.Of(column, DuckDbSession.Name(column.Name)).Concat(GradeRules(column, task)).Select(rule => rule.Kind switch
        {
            ColumnRuleKind.MissingLabel => new ColumnCheck(
                rule, "missing, and the label needs a value in every row", $"Drop the rows with {ColumnItem.Of(column.Name, "Missing", "DropRow")}, or correct the data."),
            ColumnRuleKind.Infinite => new ColumnCheck(rule, "infinite", "Correct the data, or drop the rows with <ModelFilter>."),
            ColumnRuleKind.BelowMinimum => new ColumnCheck(
                rule, FormattableString.Invariant($"below the minimum {column.Min}"), "Correct the data, drop the rows with <ModelFilter>, or change the schema."),
            ColumnRuleKind.AboveMaximum => new ColumnCheck(
                rule, FormattableString.Invariant($"above the maximum {column.Max}"), "Correct the data, drop the rows with <ModelFilter>, or change the schema."),
            ColumnRuleKind.NoGrade => new ColumnCheck(
                rule, FormattableString.Invariant($"no grade, a whole number from 0 to {ModelTasks.MaxGrade}"),
                FormattableString.Invariant($"Grade the rows of a query from 0 (of no use) to {ModelTasks.MaxGrade}, most often up to 4: the gain of a grade is 2^grade - 1. Make grades of amounts in the data, such as by their quantiles, or say <ModelTask>Regression</ModelTask>.")),
            _ => new ColumnCheck(rule, "not in the domain", DomainRemedy(column, task)),
        });

    private static IEnumerable<ColumnRule> GradeRules(SchemaColumn column, ModelTask task)
    {
        var value = DuckDbSession.Name(column.Name);
        return task == ModelTask.Ranking && column.Role == ColumnRole.Label
            ? [new ColumnRule(column, ColumnRuleKind.NoGrade, PrepareDiagnostics.NotGrades, FormattableString.Invariant($"NOT isinf({value}) AND ({value} <> floor({value}) OR {value} < 0 OR {value} > {ModelTasks.MaxGrade})"))]
            : [];
    }

    private static string DomainRemedy(SchemaColumn column, ModelTask task) => column.Role == ColumnRole.Label
        ? $"The model cannot learn or predict them. {(task is ModelTask.BinaryClassification
            ? "Correct the data, or drop the rows with <ModelFilter>; a model of more than two classes has the ModelTask MulticlassClassification."
            : "Correct the data; or add them to the schema's domain, with training rows of each.")}"
        : "The model scores them as \"other\". Add them to the schema's domain, or correct the data.";

    /// <param name="raw">The data, for the values as they stand in the files.</param>
    /// <param name="checks">What to look for.</param>
    /// <param name="table">The table that the conditions are about.</param>
    /// <param name="rowNumber">Its column with the number of the row.</param>
    /// <param name="offending">How many rows offend, where that is known.</param>
    private List<ColumnAnomaly> Find(RawData raw, IReadOnlyList<ColumnCheck> checks, string table, string rowNumber, Func<ColumnCheck, long?> offending)
    {
        var rows = session.Count($"SELECT count(*) FROM {table}");
        var known = checks.Select(offending).ToList();
        var asked = session.Aggregate(table, [.. checks.Where((_, i) => known[i] is null)], c => [c.Count]);
        var next = 0;
        var byName = raw.Columns.ToDictionary(c => c.Name, StringComparer.Ordinal);
        var anomalies = new List<ColumnAnomaly>();
        for (var i = 0; i < checks.Count; i++)
        {
            var count = known[i] ?? DuckDbSession.Integer(asked[next++][0]);
            if (count > 0)
            {
                var first = session.Query($"SELECT {rowNumber} FROM {table} WHERE {checks[i].Rule.Condition} ORDER BY 1 LIMIT {Examples}")
                    .Select(r => DuckDbSession.Integer(r[0]));
                var values = session.Query(
                    $"SELECT {byName[checks[i].Column.Name].Sql}::VARCHAR, rowid FROM {raw.Table} WHERE rowid IN ({string.Join(", ", first.Select(r => r.ToString(CultureInfo.InvariantCulture)))}) ORDER BY rowid");
                anomalies.Add(new ColumnAnomaly(
                    checks[i], count, rows, [.. values.Select(v => ((string?)v[0] ?? string.Empty, DuckDbSession.Integer(v[1])))]));
            }
        }

        return anomalies;
    }

    private void Report(RawData raw, List<ColumnAnomaly> anomalies)
    {
        var rows = raw.PlacesOf(session, anomalies.SelectMany(a => a.Examples).Select(e => e.Row));
        foreach (var a in anomalies.Where(a => !a.Check.Rule.IsUsual(a.Count, a.Rows)))
        {
            var examples = a.Examples.Select(e => e.Value.Length == 0 ? rows[e.Row] : $"'{DiagnosticText.Shorten(e.Value)}' ({rows[e.Row]})");
            var diagnostic = a.Check.Rule.Descriptor.At(
                places.Of(a.Check.Column),
                $"{DiagnosticText.Count(a.Count, "value")} of column '{DiagnosticText.Shorten(a.Check.Column.Name)}' in the {raw.Name} data {DiagnosticText.Agree(a.Count, "is", "are")} {a.Check.What}: {string.Join(", ", examples)}. {a.Check.Advice?.Invoke([.. a.Examples.Select(e => e.Value)]) ?? a.Check.Remedy}");
            sink.Report(diagnostic with { Severity = a.Check.Rule.SeverityFor(a.Count, a.Rows) });
        }
    }

    private void CheckPresence(RawData raw, IEnumerable<SchemaColumn> typed, ValueCounts counts)
    {
        foreach (var column in typed)
        {
            var (rows, present) = (counts.Rows, counts.Present(column));
            if (ColumnRules.IsTooSparse(column, present, rows))
            {
                sink.Report(PrepareDiagnostics.Presence.At(
                    places.Of(column),
                    $"Column '{DiagnosticText.Shorten(column.Name)}' has {DiagnosticText.Count(present, "value")} in {DiagnosticText.Count(rows, "row")} of the {raw.Name} data, a share of {(double)present / rows:0.####}; the schema expects at least {column.MinFraction:0.####}. Correct the data, or lower presence.minFraction."));
            }
        }
    }
}
