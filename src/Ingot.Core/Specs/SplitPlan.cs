using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;

namespace Ingot.Core.Specs;

/// <summary>How the rows of a model are divided, and by which column: what the project says, brought together with the schema.</summary>
/// <param name="Kind">How.</param>
/// <param name="Column">The column of groups or times; null: rows are divided at random.</param>
/// <param name="Gap">By time: how much time before the held-out rows is left out of those that are learned from. Default none.</param>
/// <param name="Why">What decided it, such as <c>ModelSplit=Time</c>.</param>
public sealed record SplitPlan(SplitKind Kind, SchemaColumn? Column, TimeSpan Gap, string Why)
{
    /// <summary>
    /// The plan. Where the project says nothing, a column of groups decides, since it has no other purpose; times have others (staleness, monitoring), so
    /// rows with times are divided at random until the project says otherwise.
    /// </summary>
    /// <param name="spec">What the project says.</param>
    /// <param name="schema">Has the roles of the columns.</param>
    /// <exception cref="IngotException">INGOT1046: the column that it takes is not there, or cannot be used. INGOT1051: nothing names the queries of a ranking.</exception>
    public static SplitPlan Of(ModelSpec spec, ModelSchema schema)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(schema);
        var groups = schema.Columns.Where(c => c.Role == ColumnRole.Group).ToList();
        if (groups.Count > 1)
        {
            throw Wrong(spec, $"The columns {DiagnosticText.List(groups.Select(c => c.Name))} have the role Group; rows are divided by one. Give the others the role Ignored, or join them to one column in the data.");
        }

        if (schema.Task == ModelTask.Ranking && groups.Count == 0)
        {
            throw new IngotException(PrepareDiagnostics.NoQueries.At(
                spec.LocationOf("ModelTask"),
                $"The task is Ranking, and no column has the role Group, so nothing says which rows are to be put in order with each other. Say which column names the query, or the list, that a row belongs to: <Column Include=\"query\" Role=\"Group\" />, or that role in the schema file; without queries the task is Regression."));
        }

        if (schema.Task == ModelTask.Ranking && spec.Split == SplitKind.Random)
        {
            throw Wrong(spec, $"ModelSplit is Random, and the task is Ranking: rows of one query, of '{DiagnosticText.Shorten(groups[0].Name)}', would be on both sides, and an order of some of them is not what is learned or measured. Remove ModelSplit, which divides by query, or say Time.");
        }

        return (spec.Split ?? (groups.Count > 0 ? SplitKind.Group : SplitKind.Random)) switch
        {
            SplitKind.Group => groups.Count == 1
                ? new SplitPlan(SplitKind.Group, groups[0], TimeSpan.Zero, spec.Split is null ? $"the column '{groups[0].Name}' has the role Group" : "ModelSplit=Group")
                : throw Wrong(spec, $"ModelSplit is Group, and no column has the role Group. Say which one has the groups: <Column Include=\"customer\" Role=\"Group\" />, or that role in the schema file."),
            SplitKind.Time => new SplitPlan(SplitKind.Time, Time(spec, schema), spec.SplitGap, "ModelSplit=Time"),
            _ => new SplitPlan(SplitKind.Random, null, TimeSpan.Zero, spec.Split is null ? "the default" : "ModelSplit=Random"),
        };
    }

    private static SchemaColumn Time(ModelSpec spec, ModelSchema schema)
    {
        var times = schema.Columns.Where(c => c.Role == ColumnRole.Timestamp).ToList();
        return times switch
        {
            [] => throw Wrong(
                spec,
                $"ModelSplit is Time, and no column has the role Timestamp. Say which one has the times: <Column Include=\"{schema.Columns.FirstOrDefault(c => c.Type == ColumnType.Date)?.Name ?? "sold_at"}\" Role=\"Timestamp\" />, or that role in the schema file; a column of the role Timestamp is no feature."),
            [{ Type: ColumnType.Date } one] => one,
            [var one] => throw Wrong(
                spec, $"ModelSplit is Time, and the column '{DiagnosticText.Shorten(one.Name)}' of the role Timestamp is a {one.Type} column; expected dates. Say how they are written with its metadata Format, or divide rows otherwise."),
            _ => throw Wrong(spec, $"ModelSplit is Time, and {times.Count} columns have the role Timestamp: {DiagnosticText.List(times.Select(c => c.Name))}. Give the others the role Ignored."),
        };
    }

    private static IngotException Wrong(ModelSpec spec, FormattableString message) =>
        new(PrepareDiagnostics.CannotSplit.At(spec.LocationOf("ModelSplit"), message));
}
