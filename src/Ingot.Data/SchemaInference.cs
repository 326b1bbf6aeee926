using System.Globalization;
using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;

namespace Ingot.Data;

/// <summary>Infers a generous schema from the training data: no ranges, unseen categories and lower presence only warn.</summary>
internal sealed class SchemaInference(DuckDbSession session, ModelSpec spec)
{
    private const int MaxClasses = 100;
    private const int MaxDomain = 1000;
    private const int EntityRows = 100;
    private const double EntityShare = 0.95;

    public ModelSchema Infer(IReadOnlyList<(string Name, string SqlType)> raw)
    {
        if (!raw.Any(c => c.Name == spec.Label))
        {
            throw new IngotException(PrepareDiagnostics.MissingColumn.At(
                new SourceLocation(spec.ProjectFile),
                $"The label '{spec.Label}' is no column of the training data; found {string.Join(", ", raw.Select(c => c.Name).Take(50))}. Correct the property Label."));
        }

        var columns = raw.Select(c => InferColumn(c.Name, c.SqlType)).ToList();
        var label = columns.Single(c => c.Role == ColumnRole.Label);
        var task = spec.Task ?? TaskOf(label);
        if (task == ModelTask.Regression)
        {
            return new ModelSchema { Task = task, Columns = columns };
        }

        var classes = Values($"raw_training", label.Name, MaxClasses);
        if (classes.Count < 2 || (task == ModelTask.BinaryClassification && classes.Count != 2) || classes.Count > MaxClasses)
        {
            throw new IngotException(PrepareDiagnostics.BadLabel.At(
                new SourceLocation(spec.ProjectFile),
                $"The label '{label.Name}' has {(classes.Count > MaxClasses ? $"more than {MaxClasses}" : classes.Count.ToString(CultureInfo.InvariantCulture))} classes in the training data ({string.Join(", ", classes.Take(5))}); {task} expects {(task == ModelTask.BinaryClassification ? "2" : $"2 to {MaxClasses}")}. Correct the Label or the ModelTask."));
        }

        columns[columns.IndexOf(label)] = label with { Type = ColumnType.String, Domain = classes, MinDomainMass = 1, Precision = NumberPrecision.Float32 };
        return new ModelSchema
        {
            Task = task,
            PositiveClass = task == ModelTask.BinaryClassification ? PositiveClass(label.Name, classes) : null,
            Columns = columns,
        };
    }

    private SchemaColumn InferColumn(string name, string sqlType)
    {
        var said = spec.Columns.FirstOrDefault(c => c.Name == name);
        var n = DuckDbSession.Name(name);
        var text = sqlType == "VARCHAR";
        var counts = session.Query(
            $"SELECT count(*), count({n}), count(TRY_CAST({n} AS DOUBLE)), count(TRY_CAST({n} AS TIMESTAMP)), count(CASE WHEN lower({n}::VARCHAR) IN ('true', 'false') THEN 1 END), count(DISTINCT {n}) FROM raw_training")[0]
            .Select(v => Convert.ToInt64(v, CultureInfo.InvariantCulture)).ToArray();
        var (rows, present, distinct) = (counts[0], counts[1], counts[5]);
        var type = said?.Type ?? (present == 0 ? ColumnType.Number
            : (!text && IsNumber(sqlType)) || (text && counts[2] == present) ? ColumnType.Number
            : sqlType == "BOOLEAN" || counts[4] == present ? ColumnType.Boolean
            : sqlType.StartsWith("TIMESTAMP", StringComparison.Ordinal) || sqlType == "DATE" || (text && counts[3] == present) ? ColumnType.Date
            : ColumnType.String);
        var role = name == spec.Label ? ColumnRole.Label
            : said?.Role ?? (type == ColumnType.String && rows > EntityRows && distinct > EntityShare * present ? ColumnRole.Entity : ColumnRole.Feature);
        return new SchemaColumn
        {
            Name = name,
            Type = type,
            Role = role,
            Precision = type == ColumnType.Number ? PrecisionOf(n) : NumberPrecision.Float32,
            MinFraction = present == rows ? 1 : 0,
            Domain = type == ColumnType.String && role == ColumnRole.Feature && distinct <= MaxDomain ? Values("raw_training", name, MaxDomain) : null,
            Distinct = distinct,
        };
    }

    private static bool IsNumber(string sqlType) =>
        sqlType.Contains("INT", StringComparison.Ordinal) || sqlType is "DOUBLE" or "FLOAT" || sqlType.StartsWith("DECIMAL", StringComparison.Ordinal);

    /// <summary>64 bits only where distinct values fall together, or overflow, in 32.</summary>
    private NumberPrecision PrecisionOf(string quoted) => session.Count(
        $"SELECT CASE WHEN count(DISTINCT v) = count(DISTINCT TRY_CAST(v AS FLOAT)) THEN 1 ELSE 0 END FROM (SELECT TRY_CAST({quoted} AS DOUBLE) AS v FROM raw_training) WHERE isfinite(v)") == 1
        ? NumberPrecision.Float32
        : NumberPrecision.Float64;

    private static ModelTask TaskOf(SchemaColumn label) =>
        label.Distinct == 2 ? ModelTask.BinaryClassification
        : label.Type == ColumnType.Number ? ModelTask.Regression
        : ModelTask.MulticlassClassification;

    private string PositiveClass(string label, IReadOnlyList<string> classes)
    {
        if (spec.PositiveClass is { } said)
        {
            return classes.Contains(said) ? said : throw new IngotException(PrepareDiagnostics.BadLabel.At(
                new SourceLocation(spec.ProjectFile),
                $"The PositiveClass '{said}' is no class of the label '{label}'; expected {string.Join(" or ", classes)}."));
        }

        var n = DuckDbSession.Name(label);
        return classes.FirstOrDefault(c => c.ToUpperInvariant() is "1" or "TRUE" or "YES")
            ?? (string)session.Query($"SELECT {n}::VARCHAR FROM raw_training WHERE {n} IS NOT NULL GROUP BY 1 ORDER BY count(*), 1 LIMIT 1")[0][0]!;
    }

    private List<string> Values(string table, string name, int most) =>
        [.. session.Query($"SELECT DISTINCT {DuckDbSession.Name(name)}::VARCHAR FROM {table} WHERE {DuckDbSession.Name(name)} IS NOT NULL LIMIT {most + 1}")
            .Select(r => (string)r[0]!).Order(StringComparer.Ordinal)];
}
