using System.Data;
using System.Globalization;
using Ingot.Core.Tables;
using Ingot.Monitoring.History;

namespace Ingot.Tests.Shared;

/// <summary>What a history hands out row by row, as a table to look at.</summary>
internal static class HistoryTable
{
    /// <summary>All rows; without rows there are no columns either.</summary>
    public static Table Table(this PredictionHistory history, HistoryFilter filter, IReadOnlyList<string>? columns = null)
    {
        List<(string Name, Type Type, List<object?> Values)>? read = null;
        var rows = 0;
        foreach (var row in history.Joined(filter, columns))
        {
            read ??= [.. Enumerable.Range(0, row.FieldCount).Select(i => (row.GetName(i), row.GetFieldType(i), new List<object?>()))];
            read.ForEach(c => c.Values.Add(row.IsDBNull(row.GetOrdinal(c.Name)) ? null : row.GetValue(row.GetOrdinal(c.Name))));
            rows++;
        }

        return new Table([.. (read ?? []).Select(c => Column(c.Name, c.Type, c.Values))], rows);
    }

    private static TableColumn Column(string name, Type type, List<object?> values)
    {
        if (type == typeof(string))
        {
            var words = values.OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
            return new StringColumn(name, [.. values.Select(v => v is string text ? Array.IndexOf(words, text) : -1)], words);
        }

        return type == typeof(bool) ? new BooleanColumn(name, [.. values.Select(v => v is bool truth ? truth ? (sbyte)1 : (sbyte)0 : (sbyte)-1)])
            : type == typeof(DateTime) ? new DateColumn(name, [.. values.Select(v => v is DateTime time ? DateColumn.Microseconds(time) : DateColumn.Missing)])
            : new NumberColumn(name, [.. values.Select(v => v is null ? double.NaN : Convert.ToDouble(v, CultureInfo.InvariantCulture))]);
    }
}
