using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;

namespace Ingot.Data;

/// <summary>
/// Infers the columns' types from the training data as they are, before anything is dropped: a type is inferred when every
/// value has it. Text with leading zeros (<c>007</c>) is not a number, since it names something; text is true and false only as
/// these words.
/// </summary>
internal sealed class TypeInference(DuckDbSession session, ModelSpec spec, RawData training)
{
    private const int MaxClasses = 1000;
    private const string Code = "'^\\s*[+-]?0[0-9]|_'";

    /// <summary>The columns with their types; the label with its role.</summary>
    /// <exception cref="IngotException">INGOT1005: there is no label.</exception>
    public IReadOnlyList<SchemaColumn> Infer()
    {
        if (!training.Columns.Any(c => c.Name == spec.Label))
        {
            throw new IngotException(PrepareDiagnostics.MissingColumn.At(
                spec.LocationOf("ModelLabel"),
                $"The label '{DiagnosticText.Shorten(spec.Label)}' is not a column of the training data; found {DiagnosticText.List(training.Columns.Select(c => c.Name))}. Correct the property ModelLabel."));
        }

        var types = InferTypes();
        return [.. training.Columns.Select((c, i) => c.Name == spec.Label ? LabelOf(c, types[i]) : new SchemaColumn
        {
            Name = c.Name,
            Type = types[i],
            Role = ColumnRole.Feature,
        })];
    }

    private List<ColumnType> InferTypes()
    {
        // One value is enough to see which type a column can have at most; then it is asked once whether all values have it.
        var samples = session.Aggregate(training.Table, training.Columns, c => c.IsText ? [$"any_value({c.Sql})", IsOne(c, "DOUBLE"), IsOne(c, "TIMESTAMP")] : []);
        var candidates = training.Columns.Select((c, i) => Said(c) ?? Candidate(c, samples[i])).ToList();
        var unsure = training.Columns.Select((c, i) => (Column: c, Type: candidates[i])).ToList();
        var exceptions = session.Aggregate(training.Table, unsure, u => u.Column.IsText && Said(u.Column) is null ? Exceptions(u.Column, u.Type) : []);
        return [.. candidates.Select((c, i) => exceptions[i].Length > 0 && DuckDbSession.Integer(exceptions[i][0]) > 0 ? ColumnType.String : c)];
    }

    private static string IsOne(RawColumn column, string sqlType) => $"TRY_CAST(any_value({column.Sql}) AS {sqlType}) IS NOT NULL";

    private ColumnType? Said(RawColumn column) => spec.Columns.FirstOrDefault(c => c.Name == column.Name)?.Type;

    private static ColumnType Candidate(RawColumn column, object?[] sample) =>
        column.IsNumber ? ColumnType.Number
        : column.IsDate ? ColumnType.Date
        : column.SqlType == "BOOLEAN" ? ColumnType.Boolean
        : !column.IsText ? ColumnType.String
        : sample[0] is null || (bool)sample[1]! ? ColumnType.Number
        : ((string)sample[0]!).ToUpperInvariant() is "TRUE" or "FALSE" ? ColumnType.Boolean
        : (bool)sample[2]! ? ColumnType.Date
        : ColumnType.String;

    private static string[] Exceptions(RawColumn column, ColumnType type) => type switch
    {
        ColumnType.Number => [$"count(CASE WHEN {column.Sql} IS NOT NULL AND (TRY_CAST({column.Sql} AS DOUBLE) IS NULL OR regexp_matches({column.Sql}, {Code})) THEN 1 END)"],
        ColumnType.Boolean => [$"count(CASE WHEN lower({column.Sql}) NOT IN ('true', 'false') THEN 1 END)"],
        ColumnType.Date => [$"count(CASE WHEN {column.Sql} IS NOT NULL AND TRY_CAST({column.Sql} AS TIMESTAMP) IS NULL THEN 1 END)"],
        _ => [],
    };

    /// <summary>A label is a number when it is regressed on, else text: the names of classes.</summary>
    private SchemaColumn LabelOf(RawColumn column, ColumnType type)
    {
        var label = new SchemaColumn { Name = column.Name, Type = ColumnType.String, Role = ColumnRole.Label };
        var present = session.Aggregate(training.Table, [column], c => [$"count(DISTINCT {c.Sql})", $"count(CASE WHEN NOT regexp_full_match({TypedValue.ClassOf(c, false)}, '-?(0|[1-9][0-9]*)(\\.0+)?') THEN 1 END)"])[0];
        if (spec.Task == ModelTask.Regression || (spec.Task is null && type == ColumnType.Number && DuckDbSession.Integer(present[0]) != 2))
        {
            return label with { Type = ColumnType.Number };
        }

        var whole = DuckDbSession.Integer(present[1]) == 0;
        var classes = session.Query($"SELECT DISTINCT {TypedValue.ClassOf(column, whole)} AS v FROM {training.Table} WHERE v IS NOT NULL LIMIT {MaxClasses}");
        return label with { Domain = [.. classes.Select(r => (string)r[0]!).Order(StringComparer.Ordinal)] };
    }
}
