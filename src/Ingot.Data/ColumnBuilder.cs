using System.Runtime.CompilerServices;
using Apache.Arrow;
using Ingot.Core.Tables;

namespace Ingot.Data;

/// <summary>Collects one column of a query's result, batch by batch.</summary>
internal abstract class ColumnBuilder(string name)
{
    protected string Name { get; } = name;

    /// <summary>What the query selects for this column.</summary>
    public virtual string Expression => $"{DuckDbSession.Name(Name)}::DOUBLE";

    public static ColumnBuilder Create(string name, string sqlType, int rows) => sqlType switch
    {
        "VARCHAR" => new Strings(name, rows),
        "BOOLEAN" => new Booleans(name, rows),
        "TIMESTAMP" or "DATE" => new Dates(name, rows),
        _ => new Numbers(name, rows),
    };

    /// <summary>Takes the column's values of the rows from <paramref name="firstRow"/> on.</summary>
    public abstract void Add(IArrowArray values, int firstRow);

    public abstract TableColumn Build();

    private static T[] Filled<T>(int rows, T value)
    {
        var values = new T[rows];
        System.Array.Fill(values, value);
        return values;
    }

    /// <summary>Numbers as they lie in memory, then what is missing among them.</summary>
    private static void Copy<T>(PrimitiveArray<T> values, T[] target, int firstRow, T missing)
        where T : struct, IEquatable<T>
    {
        values.Values.CopyTo(target.AsSpan(firstRow));
        for (var i = 0; values.NullCount > 0 && i < values.Length; i++)
        {
            if (values.IsNull(i))
            {
                target[firstRow + i] = missing;
            }
        }
    }

    private sealed class Numbers(string name, int rows) : ColumnBuilder(name)
    {
        private readonly double[] _values = new double[rows];

        public override void Add(IArrowArray values, int firstRow) => Copy((DoubleArray)values, _values, firstRow, double.NaN);

        public override TableColumn Build() => new NumberColumn(Name, _values);
    }

    private sealed class Booleans(string name, int rows) : ColumnBuilder(name)
    {
        private readonly sbyte[] _values = Filled(rows, (sbyte)-1);

        public override string Expression => DuckDbSession.Name(Name);

        public override void Add(IArrowArray values, int firstRow)
        {
            var truths = (BooleanArray)values;
            for (var i = 0; i < truths.Length; i++)
            {
                if (truths.GetValue(i) is { } truth)
                {
                    _values[firstRow + i] = (sbyte)(truth ? 1 : 0);
                }
            }
        }

        public override TableColumn Build() => new BooleanColumn(Name, _values);
    }

    private sealed class Dates(string name, int rows) : ColumnBuilder(name)
    {
        private readonly long[] _values = new long[rows];

        public override string Expression => $"epoch_us({DuckDbSession.Name(Name)}::TIMESTAMP)";

        public override void Add(IArrowArray values, int firstRow) => Copy((Int64Array)values, _values, firstRow, DateColumn.Missing);

        public override TableColumn Build() => new DateColumn(Name, _values);
    }

    private sealed class Strings(string name, int rows) : ColumnBuilder(name)
    {
        private readonly int[] _codes = Filled(rows, -1);
        private readonly TextCodes _texts = new();

        public override string Expression => DuckDbSession.Name(Name);

        // Optimised at once: a column of millions of rows is over before .NET would do it by itself.
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public override void Add(IArrowArray values, int firstRow)
        {
            var texts = (StringArray)values;
            var offsets = texts.ValueOffsets;
            var bytes = texts.Values;
            for (var i = 0; i < texts.Length; i++)
            {
                if (texts.NullCount == 0 || !texts.IsNull(i))
                {
                    _codes[firstRow + i] = _texts.Of(bytes[offsets[i]..offsets[i + 1]]);
                }
            }
        }

        public override TableColumn Build()
        {
            // The dictionary in ordinal order, so that codes do not depend on the order of the rows.
            var texts = _texts.TakeStrings();
            string[] sorted = [.. texts.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
            var places = sorted.Select((text, place) => (text, place)).ToDictionary(p => p.text, p => p.place, StringComparer.Ordinal);
            var moved = System.Array.ConvertAll(texts, t => places[t]);
            return new StringColumn(Name, System.Array.ConvertAll(_codes, c => c < 0 ? -1 : moved[c]), sorted);
        }
    }
}
