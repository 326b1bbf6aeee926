using Ingot.Core.Reading;
using Ingot.Core.Schemas;

namespace Ingot.Data;

/// <summary>How the numbers of a table are written, taken together: most files have one way.</summary>
internal static class NumberStyles
{
    private static readonly NumberStyle[] Rivals = [new('.', ',', null), new(',', null, null), new(',', '.', null), new('.', null, null)];

    /// <summary>
    /// Makes the way in which numbers are written that of all columns, when no column says otherwise: then a column that has had whole
    /// numbers so far is read rightly when fractions come.
    /// </summary>
    /// <param name="session">The database.</param>
    /// <param name="raw">The table.</param>
    /// <param name="columns">Its columns, with the styles that each has by itself.</param>
    /// <param name="reading">How texts are read so far.</param>
    /// <param name="agreed">How texts of all columns are read.</param>
    /// <param name="proven">The separators that some column cannot have otherwise.</param>
    public static IEnumerable<SchemaColumn> Agree(
        DuckDbSession session, RawData raw, IReadOnlyList<SchemaColumn> columns, TextReading reading, out TextReading agreed, out IReadOnlyList<(char Decimal, char? Thousands)> proven)
    {
        var settled = Settle(session, raw, columns, out proven);
        agreed = reading;
        var styles = settled.Where(c => c.Decimal is not null).Select(c => (Decimal: c.Decimal!.Value, c.Thousands)).Distinct().ToList();
        if (styles.Count != 1 || (styles[0].Decimal == ',' && AnyWithPoint(session, raw, settled)))
        {
            return settled.Select(c => c.Decimal is { } d && (d, c.Thousands) == (reading.Decimal, reading.Thousands) ? c with { Decimal = null, Thousands = null } : c);
        }

        agreed = reading with { Decimal = styles[0].Decimal, Thousands = styles[0].Thousands };
        return settled.Select(c => c.Decimal is null ? c : c with { Decimal = null, Thousands = null });
    }

    /// <summary>If all numbers of a column can be read in another way that gives other numbers: one of them.</summary>
    public static (string Text, double Taken, double Other, char Decimal)? OtherMeaning(
        DuckDbSession session, RawData raw, RawColumn column, SchemaColumn schema, TextReading reading)
    {
        var sample = ColumnSamples.Of(session, raw, [column])[0];
        var taken = reading.ReaderOf(schema);
        var separator = schema.Decimal ?? reading.Decimal;
        foreach (var rival in Rivals.Where(r => r.Decimal != separator))
        {
            var other = (rival with { Unit = schema.Unit }).Reader();
            var both = sample.Select(t => (Text: t, Taken: taken.Number(t), Other: other.Number(t))).Where(b => b.Taken is not null).ToList();
            if (both.Count > 0 && both.All(b => b.Other is not null) && both.FirstOrDefault(b => b.Taken != b.Other) is { Text: not null } one)
            {
                return (one.Text, one.Taken!.Value, one.Other!.Value, separator);
            }
        }

        return null;
    }

    /// <summary>Columns whose commas may mean two things take the meaning that other columns prove.</summary>
    private static List<SchemaColumn> Settle(
        DuckDbSession session, RawData raw, IReadOnlyList<SchemaColumn> columns, out IReadOnlyList<(char Decimal, char? Thousands)> proven)
    {
        var styled = columns.Where(c => c.Decimal is not null && raw.Columns.First(r => r.Name == c.Name).IsText).ToList();
        proven = [];
        if (styled.Count == 0)
        {
            return [.. columns];
        }

        var samples = ColumnSamples.Of(session, raw, [.. styled.Select(c => raw.Columns.First(r => r.Name == c.Name))]);
        var possible = styled.Zip(samples).ToDictionary(
            s => s.First.Name, s => NumberStyle.Find(s.Second, 0.95).Select(n => (n.Decimal, n.Thousands)).ToList(), StringComparer.Ordinal);
        var found = possible.Values.Where(p => p.Select(s => s.Decimal).Distinct().Count() == 1).SelectMany(p => p.Take(1)).Distinct().ToList();
        proven = found;
        return [.. columns.Select(c => possible.GetValueOrDefault(c.Name) is { } styles && styles.FirstOrDefault(s => found.Contains(s)) is { Decimal: not '\0' } style
            ? c with { Decimal = style.Decimal, Thousands = style.Thousands }
            : c)];
    }

    private static bool AnyWithPoint(DuckDbSession session, RawData raw, List<SchemaColumn> columns)
    {
        var plain = raw.Columns.Where((c, i) => c.IsText && columns[i] is { Type: ColumnType.Number, Decimal: null }).ToList();
        return session.Aggregate(raw.Table, plain, c => [$"coalesce(bool_or(contains({c.Sql}, '.')), false)"]).Any(v => (bool)v[0]!);
    }
}
