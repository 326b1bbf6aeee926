using Ingot.Core.Diagnostics;
using Ingot.Core.Predictions;
using Ingot.Core.Schemas;
using Ingot.Monitoring.Columns;

namespace Ingot.Monitoring.Predictions;

/// <summary>The log of one version of a model: its columns, and how a request becomes rows of them.</summary>
internal sealed class PredictionSchema
{
    public const string Folder = "predictions";

    private const string Reserved = "ingot_";

    /// <summary>The columns that every log of predictions begins with.</summary>
    internal static readonly LogColumn[] Own =
    [
        new(LogNames.Id, LogColumnType.Text),
        new(LogNames.Row, LogColumnType.Integer),
        new(LogNames.Timestamp, LogColumnType.Instant),
        new(LogNames.Latency, LogColumnType.Integer),
        new(LogNames.Package, LogColumnType.Text),
        new(LogNames.Version, LogColumnType.Text),
        new(LogNames.Channel, LogColumnType.Text),
        new(LogNames.Status, LogColumnType.Text),
    ];

    private readonly string _package;
    private readonly string _version;
    private readonly ColumnHash _hash;
    private readonly List<SchemaColumn> _inputs;
    private readonly HashSet<string> _hashed;
    private readonly List<(LogColumn Column, TensorSpec Output, int Offset)> _outputs;

    /// <exception cref="IngotException">INGOT8004: a column of the model has a name of the log's own.</exception>
    public PredictionSchema(string package, string version, ModelSchema schema, PredictionLogOptions options)
    {
        _package = package;
        _version = version;
        _hash = new ColumnHash(options.HashKey);
        _hashed = [.. options.HashedColumns];
        _inputs = [.. schema.Columns.Where(c => IsLogged(c, options))];
        _outputs = [.. OutputsOf(schema)];
        var taken = _outputs.Select(o => o.Column.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (_inputs.Find(c => c.Name.StartsWith(Reserved, StringComparison.OrdinalIgnoreCase) || taken.Contains(c.Name)) is { } wrong)
        {
            throw new IngotException(MonitorDiagnostics.ReservedColumn.At(
                SourceLocation.None,
                $"Column '{wrong.Name}' of {package} {version} cannot be logged: names with '{Reserved}' and the model's outputs ({string.Join(", ", taken)}) are the prediction log's own. Rename the column in the data, or list it among the columns that are dropped."));
        }

        Log = new LogSchema(
            [Folder, $"ingot_package={package}", $"ingot_version={version}"],
            [.. Own, .. _inputs.Select(c => new LogColumn(c.Name, TypeOf(c))), .. _outputs.Select(o => o.Column)],
            LogNames.Timestamp,
            _outputs.Count);
    }

    /// <summary>The columns in the files.</summary>
    public LogSchema Log { get; }

    /// <exception cref="ArgumentException">The entry does not fit the schema.</exception>
    public void Check(PredictionEntry entry)
    {
        foreach (var column in _inputs)
        {
            if (Find(entry.Inputs, column.Name) is { } values)
            {
                Check(entry, values, TypeOf(column.DataType), 1);
            }
        }

        foreach (var (column, output, _) in _outputs)
        {
            if (Find(entry.Outputs, output.Name) is { } values)
            {
                Check(entry, values, column.Type, output.Width);
            }
        }
    }

    public void Append(LogBatch batch, PredictionEntry entry)
    {
        for (var row = 0; row < entry.Rows; row++)
        {
            batch[0].Append(entry.Id);
            batch[1].Append(row);
            batch[2].Append(LogNames.Microseconds(entry.Timestamp));
            batch[3].Append((long)entry.Latency.TotalMicroseconds);
            batch[4].Append(_package);
            batch[5].Append(_version);
            batch[6].Append(entry.Channel);
            batch[7].Append(entry.Status);
        }

        var at = Own.Length;
        foreach (var column in _inputs)
        {
            AppendInput(batch[at++], column, Find(entry.Inputs, column.Name), entry.Rows);
        }

        foreach (var (_, output, offset) in _outputs)
        {
            AppendOutput(batch[at++], Find(entry.Outputs, output.Name), offset, entry.Rows);
        }

        batch.Rows += entry.Rows;
    }

    private static bool IsLogged(SchemaColumn column, PredictionLogOptions options) =>
        options.HashedColumns.Contains(column.Name, StringComparer.Ordinal)
        || (column.Role == ColumnRole.Feature && !options.DroppedColumns.Contains(column.Name, StringComparer.Ordinal));

    private static IEnumerable<(LogColumn Column, TensorSpec Output, int Offset)> OutputsOf(ModelSchema schema) => schema.Outputs.SelectMany(output =>
        output.Name == OutputNames.Probabilities
            ? ScoreColumns.Probabilities(schema.Classes).Select((name, i) => (new LogColumn(name, TypeOf(output.DataType)), output, i))
            : [(new LogColumn(output.Name, TypeOf(output.DataType)), output, 0)]);

    private LogColumnType TypeOf(SchemaColumn column) => _hashed.Contains(column.Name) ? LogColumnType.Text : TypeOf(column.DataType);

    private static LogColumnType TypeOf(TensorDataType type) => type switch
    {
        TensorDataType.Float32 => LogColumnType.Float32,
        TensorDataType.Float64 => LogColumnType.Float64,
        TensorDataType.Int64 => LogColumnType.Date,
        TensorDataType.Boolean => LogColumnType.Boolean,
        _ => LogColumnType.Text,
    };

    private static LoggedValues? Find(IReadOnlyList<LoggedValues> values, string name)
    {
        for (var i = 0; i < values.Count; i++)
        {
            if (values[i].Name == name)
            {
                return values[i];
            }
        }

        return null;
    }

    private static void Check(PredictionEntry entry, LoggedValues values, LogColumnType type, int width)
    {
        if (!ColumnWriter.Takes(type, values.Values) || values.Width != width
            || values.Values.Length < (long)entry.Rows * width || (values.Present is { } present && present.Length < entry.Rows))
        {
            throw new ArgumentException(
                $"The values of '{values.Name}' are {values.Values.Length} of {values.Values.GetType().GetElementType()?.Name}, {values.Width} a row; expected {type}, {width} a row, for {entry.Rows} rows.",
                nameof(entry));
        }
    }

    private void AppendInput(ColumnWriter target, SchemaColumn column, LoggedValues? values, int rows)
    {
        var isHashed = _hashed.Contains(column.Name);
        for (var row = 0; row < rows; row++)
        {
            if (values is null || IsMissing(values, row))
            {
                target.AppendNull();
            }
            else if (isHashed)
            {
                target.Append(_hash.Of(column.Name, ColumnWriter.TextOf(values.Values, row)));
            }
            else
            {
                target.Append(values.Values, row);
            }
        }
    }

    private static void AppendOutput(ColumnWriter target, LoggedValues? values, int offset, int rows)
    {
        for (var row = 0; row < rows; row++)
        {
            if (values is null || values.Present?[row] == false)
            {
                target.AppendNull();
            }
            else
            {
                target.Append(values.Values, (row * values.Width) + offset);
            }
        }
    }

    private static bool IsMissing(LoggedValues values, int row) => values.Present?[row] == false || values.Values switch
    {
        float[] v => float.IsNaN(v[row]),
        double[] v => double.IsNaN(v[row]),
        string?[] v => string.IsNullOrEmpty(v[row]),
        _ => false,
    };
}
