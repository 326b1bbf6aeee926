using Ingot.Core.Diagnostics;
using Ingot.Data;

namespace Ingot.Monitoring.Windows;

/// <summary>Says of each column what the schema forbids and the window has: the anomalies of Prepare, with their codes and at their places.</summary>
internal sealed class QualityFindings(DuckDbSession session, WindowOptions options, IReadOnlyList<WindowChunk> chunks, IDiagnosticSink sink)
{
    private const int Examples = 5;
    private const string Window = "yyyy-MM-dd HH:mm";
    private long _rows;

    /// <summary>Reports what is wrong with a column.</summary>
    public void Report(FoundColumn column, IReadOnlyList<ColumnRule> rules, IReadOnlyList<ColumnQuality> quality)
    {
        _rows = quality.Sum(q => q.Rows);
        if (_rows == 0)
        {
            return;
        }

        if (column.Column.IsHashed)
        {
            sink.Report(MonitorDiagnostics.ColumnNotWatched.At(
                Place(column), $"Column {Name(column)} is logged as a hash, so neither its values nor its distribution can be compared with the model's data. Nothing needs to be done; leave it out of --log-hash if it is to be watched."));
            return;
        }

        ReportState(column, quality);
        foreach (var rule in rules)
        {
            ReportRule(column, rule, quality);
        }

        if (column is { Schema: { } schema, Column.Role: WindowColumnRole.Feature, Shapes.Count: > 0 } && quality.Sum(q => q.Present) is var present && ColumnRules.IsTooSparse(schema, present, _rows))
        {
            sink.Report(PrepareDiagnostics.Presence.At(
                Place(column),
                $"Column {Name(column)} has {DiagnosticText.Count(present, "value")} in {DiagnosticText.Count(_rows, "row")} of the window, a share of {(double)present / _rows:0.####}; the schema expects at least {schema.MinFraction:0.####}{Where(quality, q => ColumnRules.IsTooSparse(schema, q.Present, q.Rows))}. Find out who no longer sends it, or lower presence.minFraction."));
        }
    }

    /// <summary>Reports labels that are not what the schema says.</summary>
    public void ReportLabels(ColumnRule rule, long count, long labels, IReadOnlyList<(string Value, long Rows)> examples)
    {
        var shown = string.Join(", ", examples.Select(e => FormattableString.Invariant($"'{DiagnosticText.Shorten(e.Value)}' ({e.Rows:N0})")));
        var diagnostic = rule.Descriptor.At(
            options.SchemaFile is { } file ? new SourceLocation(file, rule.Column.Line) : SourceLocation.None,
            $"{DiagnosticText.Count(count, "label")} of the window's {labels:N0} {DiagnosticText.Agree(count, "is", "are")} {What(rule)}: {shown}. {(rule.Kind == ColumnRuleKind.WrongType ? "They count as none" : "No prediction can be right of them")}; find out who sends them, and correct that.");
        sink.Report(diagnostic with { Severity = DiagnosticSeverity.Warning });
    }

    private void ReportState(FoundColumn column, IReadOnlyList<ColumnQuality> quality)
    {
        if (column.Column.Role == WindowColumnRole.Feature && column.Schema is not null && quality.Any(q => q.State == QualityState.Vanished))
        {
            var rows = quality.Where(q => q.State == QualityState.Vanished).Sum(q => q.Rows);
            var diagnostic = PrepareDiagnostics.MissingColumn.At(
                Place(column),
                $"Column {Name(column)} is a feature of the model, and no file has it with {DiagnosticText.Count(rows, "row")} of the window{Where(quality, q => q.State == QualityState.Vanished)}; expected a value in every row, or a missing one. Log the column, or map it; if it was left out by --log-drop, it cannot be watched.");
            sink.Report(diagnostic with { Severity = DiagnosticSeverity.Warning });
        }

        if (quality.Any(q => q.State == QualityState.New))
        {
            var diagnostic = PrepareDiagnostics.NewColumn.At(
                Place(column), $"Column {Name(column)} is in what was served and not in the schema{Where(quality, q => q.State == QualityState.New)}. Nothing of it is compared; add it to the data and the schema if the model is to use it.");
            sink.Report(diagnostic with { Severity = DiagnosticSeverity.Info });
        }

        if (quality.Any(q => q.State == QualityState.TypeChanged))
        {
            var diagnostic = PrepareDiagnostics.WrongType.At(
                Place(column), $"Column {Name(column)} is {column.OtherType}{Where(quality, q => q.State == QualityState.TypeChanged)}; expected {DiagnosticText.Shorten(column.Column.Kind.ToString())}, as {(column.Schema is null ? "in the other files" : "the schema says")}. Its values are read as that as far as they can be. Write it with its type again.");
            sink.Report(diagnostic with { Severity = DiagnosticSeverity.Warning });
        }
    }

    private void ReportRule(FoundColumn column, ColumnRule rule, IReadOnlyList<ColumnQuality> quality)
    {
        var count = quality.Sum(q => Count(rule.Kind, q));
        if (count == 0 || rule.IsUsual(count, _rows))
        {
            return;
        }

        var value = rule.Kind == ColumnRuleKind.WrongType ? column.Raw : column.Column.Sql;
        var examples = session.Query($"SELECT {value}::VARCHAR, count(*) FROM served WHERE {rule.Condition} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {Examples}")
            .Select(r => FormattableString.Invariant($"'{DiagnosticText.Shorten((string?)r[0] ?? string.Empty)}' ({DuckDbSession.Integer(r[1]):N0})"));
        var diagnostic = rule.Descriptor.At(
            Place(column),
            $"{DiagnosticText.Count(count, "value")} of column {Name(column)} in the window's {DiagnosticText.Count(_rows, "row")} {DiagnosticText.Agree(count, "is", "are")} {What(rule)}: {string.Join(", ", examples)}{Where(quality, q => Count(rule.Kind, q) > 0)}. {Remedy(rule)}");
        sink.Report(diagnostic with { Severity = rule.SeverityFor(count, _rows) });
    }

    private static long Count(ColumnRuleKind kind, ColumnQuality quality) => kind switch
    {
        ColumnRuleKind.WrongType => quality.WrongType,
        ColumnRuleKind.Infinite => quality.Infinite,
        ColumnRuleKind.BelowMinimum => quality.BelowMinimum,
        ColumnRuleKind.AboveMaximum => quality.AboveMaximum,
        ColumnRuleKind.OutsideDomain => quality.OutsideDomain,
        _ => 0,
    };

    private static string What(ColumnRule rule) => rule.Kind switch
    {
        ColumnRuleKind.WrongType => $"not of the type {rule.Column.Type}",
        ColumnRuleKind.Infinite => "infinite",
        ColumnRuleKind.BelowMinimum => FormattableString.Invariant($"below the minimum {rule.Column.Min}"),
        ColumnRuleKind.AboveMaximum => FormattableString.Invariant($"above the maximum {rule.Column.Max}"),
        _ => "not in the domain",
    };

    private static string Remedy(ColumnRule rule) => rule.Kind == ColumnRuleKind.OutsideDomain
        ? "The model scored them as \"other\". Find out where they come from; train with rows of each if they stay, or correct who sends them."
        : "Find out who sends them, and correct that; or change the schema and build the model anew.";

    /// <summary>In which chunks; nothing where it is in all that have rows.</summary>
    private string Where(IReadOnlyList<ColumnQuality> quality, Func<ColumnQuality, bool> holds)
    {
        var served = quality.Where(q => q.Rows > 0).ToList();
        var found = served.Where(holds).ToList();
        return found.Count == served.Count || found.Count == 0
            ? string.Empty
            : FormattableString.Invariant($", in {found.Count:N0} of {DiagnosticText.Count(served.Count, "chunk")} with rows, first in that from {chunks[found[0].Chunk].From.UtcDateTime.ToString(Window, System.Globalization.CultureInfo.InvariantCulture)} on");
    }

    private static string Name(FoundColumn column) => $"'{DiagnosticText.Shorten(column.Column.Name)}'";

    private SourceLocation Place(FoundColumn column) => options.SchemaFile is { } file
        ? new SourceLocation(file, column.Schema?.Line ?? options.Schema?.Columns.FirstOrDefault(c => c.Name == column.Column.Name)?.Line ?? 0)
        : SourceLocation.None;
}
