using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Tables;
using Ingot.Monitoring.Windows;
using Ingot.Pipeline.Shared;

namespace Ingot.Pipeline.Collect;

/// <summary>The labelled rows of a window as rows of the model's data, in the order of time: with all columns of the schema.</summary>
internal sealed class LabelledRows
{
    private const string Id = "ingot_id";
    private const string Time = "ingot_timestamp";
    private const string Label = "ingot_label";
    private readonly double[] _times;

    private LabelledRows(Table table, double[] times) => (Table, _times) = (table, times);

    /// <summary>The rows.</summary>
    public Table Table { get; }

    /// <summary>Number of rows.</summary>
    public int Count => Table.Rows;

    /// <summary>Reads them.</summary>
    /// <param name="window">The window.</param>
    /// <param name="schema">The schema.</param>
    /// <param name="location">Where it stands.</param>
    /// <exception cref="IngotException">INGOT8067: a column that every row must have is not logged.</exception>
    public static LabelledRows Of(ServedWindow window, ModelSchema schema, SourceLocation location)
    {
        var columns = window.Columns.Where(c => c.Role == WindowColumnRole.Feature && !c.IsHashed).ToDictionary(c => c.Name, StringComparer.Ordinal);
        var logged = columns.Keys.ToHashSet(StringComparer.Ordinal);
        var features = schema.Features.Where(f => logged.Contains(f.Name)).Select(f => columns[f.Name]).ToList();
        var rows = window.LabelledWithOrigin(features);

        // A column that is gone is there without a value.
        logged.RemoveWhere(name => rows.Rows > 0 && schema.Features.Any(f => f.Name == name) && Enumerable.Range(0, rows.Rows).All(rows[name].IsMissing));
        var lacking = schema.Columns.Where(c => c.MinFraction > 0 && !CanFill(c, logged)).Select(c => c.Name).ToList();
        if (lacking.Count > 0)
        {
            throw new IngotException(RetrainDiagnostics.ColumnNotLogged.At(
                location, $"Every row of training must have a value of {DiagnosticText.List(lacking)}, which rows of production do not have: not logged, dropped, or logged as a hash. Log {DiagnosticText.Agree(lacking.Count, "it", "them")} as a feature, or set presence.minFraction of {DiagnosticText.Agree(lacking.Count, "this column", "these columns")} to 0 in the schema."));
        }

        return new LabelledRows(
            new Table([.. schema.Columns.Select(c => Column(c, schema, rows, logged))], rows.Rows),
            ((NumberColumn)rows[Time]).Values);
    }

    /// <summary>When a row was predicted.</summary>
    public DateTimeOffset TimeOf(int row) => new(DateTime.UnixEpoch.AddMicroseconds(_times[row]), TimeSpan.Zero);

    /// <summary>How many rows were predicted from an instant on.</summary>
    public long CountFrom(DateTimeOffset instant)
    {
        var from = (instant - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        return _times.LongCount(t => t >= from);
    }

    // An id says what the row is about, as far as the log knows; each row counts as one.
    private static bool CanFill(SchemaColumn column, HashSet<string> logged) => column.Role switch
    {
        ColumnRole.Feature => logged.Contains(column.Name),
        ColumnRole.Label or ColumnRole.Weight => true,
        ColumnRole.Entity => column.Type == ColumnType.String,
        ColumnRole.Timestamp => column.Type == ColumnType.Date,
        _ => false,
    };

    private static TableColumn Column(SchemaColumn column, ModelSchema schema, Table rows, HashSet<string> logged)
    {
        var n = rows.Rows;
        return column.Role switch
        {
            ColumnRole.Feature when logged.Contains(column.Name) => rows[column.Name],
            ColumnRole.Label => rows[Label] is StringColumn or NumberColumn ? rows[Label] with { Name = column.Name } : throw new InvalidOperationException($"Labels of a {schema.Task} are a {rows[Label].GetType().Name}."),
            ColumnRole.Weight => new NumberColumn(column.Name, MissingColumn.Filled(n, 1.0)),
            ColumnRole.Entity when column.Type == ColumnType.String => rows[Id] with { Name = column.Name },
            ColumnRole.Timestamp when column.Type == ColumnType.Date => new DateColumn(column.Name, Array.ConvertAll(((NumberColumn)rows[Time]).Values, t => (long)t)),
            _ => MissingColumn.Of(column, n),
        };
    }
}
