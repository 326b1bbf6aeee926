using System.Globalization;
using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;

namespace Ingot.Data;

/// <summary>
/// Infers a generous schema from the cleaned training data: no ranges, unseen categories and lower presence only warn.
/// </summary>
internal sealed class SchemaInference(DuckDbSession session, ModelSpec spec)
{
    private const string Table = "training";
    private const int MaxClasses = 100;
    private const int MaxDomain = 1000;
    private const int EntityRows = 100;
    private const double EntityShare = 0.95;

    /// <param name="columns">The columns with their types.</param>
    /// <exception cref="IngotException">INGOT1011: the label does not fit the task.</exception>
    public ModelSchema Infer(IReadOnlyList<SchemaColumn> columns)
    {
        var counts = session.Aggregate(Table, columns, Counts);
        var wide = NeedingDoubles(columns, counts);
        var inferred = columns.Select((c, i) => InferColumn(c, counts[i], wide.Contains(c.Name))).ToList();
        AddDomains(inferred);
        var label = inferred.Single(c => c.Role == ColumnRole.Label);
        if (label.Type == ColumnType.Number)
        {
            return new ModelSchema { Task = ModelTask.Regression, Columns = inferred };
        }

        var task = spec.Task ?? (label.Distinct == 2 ? ModelTask.BinaryClassification : ModelTask.MulticlassClassification);
        var classes = Values(label.Name, MaxClasses);
        if (classes.Count < 2 || (task == ModelTask.BinaryClassification && classes.Count != 2) || classes.Count > MaxClasses)
        {
            throw new IngotException(PrepareDiagnostics.BadLabel.At(
                spec.LocationOf("ModelLabel"),
                $"The label '{DiagnosticText.Shorten(label.Name)}' has {(classes.Count > MaxClasses ? $"more than {MaxClasses}" : classes.Count.ToString(CultureInfo.InvariantCulture))} classes in the training data ({DiagnosticText.List(classes)}); {task} expects {(task == ModelTask.BinaryClassification ? "2" : $"2 to {MaxClasses}")}. Provide rows of every class, or correct the ModelLabel or the ModelTask."));
        }

        inferred[inferred.IndexOf(label)] = label with { Domain = classes, MinDomainMass = 1 };
        return new ModelSchema
        {
            Task = task,
            PositiveClass = task == ModelTask.BinaryClassification ? PositiveClass(label.Name, classes) : null,
            Columns = inferred,
        };
    }

    private static string[] Counts(SchemaColumn column)
    {
        var name = DuckDbSession.Name(column.Name);
        string[] counts = ["count(*)", $"count({name})", $"count(DISTINCT {name})"];
        return column.Type == ColumnType.Number ? [.. counts, $"count(CASE WHEN {name} IS DISTINCT FROM TRY_CAST({name} AS FLOAT)::DOUBLE THEN 1 END)"] : counts;
    }

    /// <summary>The columns with distinct values that become equal, or overflow, in 32 bits.</summary>
    private HashSet<string> NeedingDoubles(IReadOnlyList<SchemaColumn> columns, List<object?[]> counts)
    {
        // Most columns survive the conversion to 32 bits exactly, and need no second look.
        var rounded = columns.Select((c, i) => (Column: c, Counts: counts[i]))
            .Where(c => c.Column.Type == ColumnType.Number && DuckDbSession.Integer(c.Counts[3]) > 0).ToList();
        var distinct = session.Aggregate(Table, rounded, c => [$"count(DISTINCT TRY_CAST({DuckDbSession.Name(c.Column.Name)} AS FLOAT))"]);
        return [.. rounded.Where((c, i) => DuckDbSession.Integer(distinct[i][0]) != DuckDbSession.Integer(c.Counts[2])).Select(c => c.Column.Name)];
    }

    private SchemaColumn InferColumn(SchemaColumn column, object?[] values, bool wide)
    {
        var counts = values.Select(DuckDbSession.Integer).ToArray();
        var (rows, present, distinct) = (counts[0], counts[1], counts[2]);
        var isText = column.Type == ColumnType.String;
        var role = column.Role == ColumnRole.Label ? ColumnRole.Label
            : spec.Columns.FirstOrDefault(c => c.Name == column.Name)?.Role
            ?? (isText && rows > EntityRows && distinct > EntityShare * present ? ColumnRole.Entity : ColumnRole.Feature);
        return column with
        {
            Role = role,
            Precision = wide ? NumberPrecision.Float64 : NumberPrecision.Float32,
            MinFraction = present == rows ? 1 : 0,
            Distinct = distinct,
        };
    }

    private void AddDomains(List<SchemaColumn> columns)
    {
        var categories = columns.Where(c => c is { Type: ColumnType.String, Role: ColumnRole.Feature, Distinct: > 0 and <= MaxDomain }).ToList();
        var domains = session.Aggregate(Table, categories, c => [$"list(DISTINCT {DuckDbSession.Name(c.Name)}) FILTER ({DuckDbSession.Name(c.Name)} IS NOT NULL)"]);
        for (var i = 0; i < categories.Count; i++)
        {
            columns[columns.IndexOf(categories[i])] = categories[i] with { Domain = [.. ((IEnumerable<string>)domains[i][0]!).Order(StringComparer.Ordinal)] };
        }
    }

    private string PositiveClass(string label, IReadOnlyList<string> classes)
    {
        if (spec.PositiveClass is { } said)
        {
            return classes.Contains(said) ? said : throw new IngotException(PrepareDiagnostics.BadLabel.At(
                spec.LocationOf("ModelPositiveClass"),
                $"The ModelPositiveClass '{DiagnosticText.Shorten(said)}' is not a class of the label '{DiagnosticText.Shorten(label)}'; expected {string.Join(" or ", classes.Select(DiagnosticText.Shorten))}."));
        }

        var n = DuckDbSession.Name(label);
        return classes.FirstOrDefault(c => c.ToUpperInvariant() is "1" or "TRUE" or "YES")
            ?? (string)session.Query($"SELECT {n} FROM {Table} WHERE {n} IS NOT NULL GROUP BY 1 ORDER BY count(*), 1 LIMIT 1")[0][0]!;
    }

    private List<string> Values(string name, int most) =>
        [.. session.Query($"SELECT DISTINCT {DuckDbSession.Name(name)} FROM {Table} WHERE {DuckDbSession.Name(name)} IS NOT NULL LIMIT {most + 1}")
            .Select(r => (string)r[0]!).Order(StringComparer.Ordinal)];
}
