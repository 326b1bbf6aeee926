using Ingot.Core.Tables;

namespace Ingot.Pipeline.Monitor;

/// <summary>What tells rows of a table apart: equal rows have one key, and different ones hardly ever do.</summary>
internal static class RowKeys
{
    /// <summary>The key of each row. Numbers count as float32: a prediction log has them as the model takes them.</summary>
    /// <param name="table">The table.</param>
    public static UInt128[] Of(Table table)
    {
        var (low, high) = (new ulong[table.Rows], new ulong[table.Rows]);
        foreach (var column in table.Columns)
        {
            for (var row = 0; row < low.Length; row++)
            {
                var value = column switch
                {
                    NumberColumn numbers => Bits(numbers.Values[row]),
                    DateColumn dates => (ulong)dates.Values[row],
                    BooleanColumn truths => (ulong)truths.Values[row],
                    StringColumn texts => (ulong)texts.Codes[row],
                    _ => throw new InvalidOperationException($"A column of type {column.GetType()}."),
                };
                low[row] = Mix(low[row] ^ value);
                high[row] = Mix(high[row] + value + 0x9E3779B97F4A7C15);
            }
        }

        return [.. low.Zip(high, (l, h) => new UInt128(h, l))];
    }

    // Zero has two signs, and NaN many bits.
    private static ulong Bits(double value) => double.IsNaN(value) ? ulong.MaxValue : value == 0 ? 0 : BitConverter.SingleToUInt32Bits((float)value);

    // G. L. Steele, D. Lea, C. H. Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.
    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
