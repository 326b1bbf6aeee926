using Ingot.Core.Diagnostics;
using Ingot.Data;

namespace Ingot.Monitoring.Windows;

/// <summary>The columns that every window has, as SQL over files of one shape.</summary>
/// <param name="mapping">Which columns of the files they are.</param>
internal sealed class MappedColumns(ColumnMapping mapping)
{
    /// <summary>What the columns of a prediction log hold.</summary>
    public static ColumnMapping OfLog { get; } = new()
    {
        Timestamp = LogNames.Timestamp,
        Id = LogNames.Id,
        Row = LogNames.Row,
        Version = LogNames.Version,
        Channel = LogNames.Channel,
        Status = LogNames.Status,
        Latency = LogNames.Latency,
    };

    /// <summary>The columns of the table that the mapping names for something else than features and outputs.</summary>
    public IEnumerable<string> Own => new[]
    {
        mapping.Timestamp, mapping.Id, mapping.Row, mapping.Version, mapping.Channel, mapping.Status, mapping.Latency, mapping.Label, mapping.Labelled,
    }.OfType<string>();

    /// <summary>Expressions and names of the window's own columns.</summary>
    public IEnumerable<string> Select(FileShape shape)
    {
        yield return $"{Text(mapping.Id, shape)} AS _id";
        yield return $"coalesce({Cast(mapping.Row, "BIGINT", shape)}, 0) AS _row";
        yield return $"{Time(mapping.Timestamp, shape)} AS _ts";
        yield return $"{Cast(mapping.Latency, "DOUBLE", shape)} AS _latency";
        yield return $"coalesce({Text(mapping.Version, shape)}, '') AS _version";
        yield return $"{Text(mapping.Channel, shape)} AS _channel";
        yield return $"{Status(shape)} AS _status";
        yield return $"{Text(mapping.Label, shape)} AS _label";
        yield return $"{Time(mapping.Labelled, shape)} AS _labelled";
    }

    /// <summary>Expressions and names of labels that stand in files of their own.</summary>
    public IEnumerable<string> SelectLabels(FileShape shape)
    {
        yield return $"{Text(mapping.Id, shape)} AS _id";
        yield return $"coalesce({Cast(mapping.Row, "BIGINT", shape)}, 0) AS _row";
        yield return $"{Text(mapping.Label, shape)} AS _label";
        yield return $"{Time(mapping.Labelled, shape)} AS _labelled";
    }

    /// <summary>Checks that each column that is named exists somewhere and can hold what it is to hold.</summary>
    /// <exception cref="IngotException">INGOT8019, INGOT8020: one of them does not.</exception>
    public void Check(IReadOnlyList<FileShape> predictions, IReadOnlyList<FileShape> labels)
    {
        var wrong = new List<Diagnostic>();
        var inLabels = labels.Count > 0;
        Find(nameof(mapping.Timestamp), mapping.Timestamp, predictions, IsTime);
        Find(nameof(mapping.Row), mapping.Row, predictions, IsNumeric);
        Find(nameof(mapping.Latency), mapping.Latency, predictions, IsNumeric);
        Find(nameof(mapping.Id), mapping.Id, predictions, IsSingle);
        Find(nameof(mapping.Version), mapping.Version, predictions, IsSingle);
        Find(nameof(mapping.Channel), mapping.Channel, predictions, IsSingle);
        Find(nameof(mapping.Status), mapping.Status, predictions, IsSingle);
        Find(nameof(mapping.Label), mapping.Label, inLabels ? labels : predictions, IsSingle);
        Find(nameof(mapping.Labelled), mapping.Labelled, inLabels ? labels : predictions, IsTime);
        if (inLabels)
        {
            Find(nameof(mapping.Id), mapping.Id, labels, IsSingle);
        }

        foreach (var (name, column) in mapping.Outputs.Concat(mapping.Features).OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            Find(name, column, predictions, name == Core.Schemas.OutputNames.PredictedLabel || mapping.Features.ContainsKey(name) ? IsSingle : IsNumeric);
        }

        if (wrong.Count > 0)
        {
            throw new IngotException(wrong);
        }

        void Find(string what, string? column, IReadOnlyList<FileShape> shapes, Func<string, bool> fits)
        {
            if (column is null || shapes.Count == 0)
            {
                return;
            }

            var having = shapes.Where(s => s.Types.ContainsKey(column)).ToList();
            if (having.Count == 0)
            {
                wrong.Add(MonitorDiagnostics.MappedColumnMissing.At(
                    new SourceLocation(shapes[0].Files[0]),
                    $"The mapping says that {DiagnosticText.Shorten(what)} stands in the column '{DiagnosticText.Shorten(column)}', and no file has it; the columns are {DiagnosticText.List(shapes.SelectMany(s => s.Types.Keys).Distinct(StringComparer.Ordinal))}. Correct the mapping."));
            }
            else if (having.Find(s => !fits(s.Types[column])) is { } other)
            {
                wrong.Add(MonitorDiagnostics.MappedColumnUnusable.At(
                    new SourceLocation(other.Files[0]),
                    $"The mapping says that {DiagnosticText.Shorten(what)} stands in the column '{DiagnosticText.Shorten(column)}', which is {other.Types[column]}; expected {Expected(fits)}. Correct the mapping, or the files."));
            }
        }
    }

    private string Expected(Func<string, bool> fits) =>
        fits == IsTime ? $"times, or texts in ISO 8601{(mapping.TimestampUnit == TimestampUnit.None ? "; of numbers, say with TimestampUnit what they count" : ", or numbers")}"
        : fits == IsNumeric ? "numbers" : "single values";

    private bool IsTime(string type) =>
        ColumnTyping.IsDate(type) || type == "VARCHAR" || (ColumnTyping.IsNumber(type) && mapping.TimestampUnit != TimestampUnit.None);

    private static bool IsNumeric(string type) => ColumnTyping.IsNumber(type) || type == "VARCHAR";

    private static bool IsSingle(string type) => !type.EndsWith(']') && !type.StartsWith("STRUCT", StringComparison.Ordinal) && !type.StartsWith("MAP", StringComparison.Ordinal);

    private static string Text(string? column, FileShape shape) => Cast(column, "VARCHAR", shape);

    private static string Cast(string? column, string type, FileShape shape) =>
        column is null || !shape.Types.TryGetValue(column, out var found) ? $"NULL::{type}"
        : found == type ? DuckDbSession.Name(column)
        : $"TRY_CAST({DuckDbSession.Name(column)} AS {type})";

    private string Time(string? column, FileShape shape)
    {
        if (column is null || !shape.Types.TryGetValue(column, out var type))
        {
            return "NULL::BIGINT";
        }

        var name = DuckDbSession.Name(column);
        if (ColumnTyping.IsDate(type))
        {
            return type == "DATE" ? $"epoch_us({name}::TIMESTAMP)" : $"epoch_us({name})";
        }

        var factor = mapping.TimestampUnit switch { TimestampUnit.Seconds => 1_000_000, TimestampUnit.Milliseconds => 1_000, _ => 1 };
        var number = FormattableString.Invariant($"TRY_CAST(round({(type == "VARCHAR" ? $"TRY_CAST({name} AS DOUBLE)" : name)} * {factor}) AS BIGINT)");
        return type != "VARCHAR" ? number
            : mapping.TimestampUnit == TimestampUnit.None ? $"epoch_us(TRY_CAST({name} AS TIMESTAMPTZ))"
            : $"coalesce({number}, epoch_us(TRY_CAST({name} AS TIMESTAMPTZ)))";
    }

    private string Status(FileShape shape)
    {
        var status = Text(mapping.Status, shape);
        return mapping.Status is null
            ? $"'{Predictions.PredictionEntry.Ok}'"
            : $"CASE WHEN TRY_CAST({status} AS INTEGER) BETWEEN 200 AND 299 THEN '{Predictions.PredictionEntry.Ok}' ELSE {status} END";
    }
}
