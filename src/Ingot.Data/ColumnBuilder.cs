using DuckDB.NET.Data;
using Ingot.Core.Tables;

namespace Ingot.Data;

/// <summary>Collects one column of a query's result.</summary>
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

    public abstract void Set(DuckDBDataReader reader, int ordinal, int row);

    public abstract TableColumn Build();

    private static T[] Filled<T>(int rows, T value)
    {
        var values = new T[rows];
        Array.Fill(values, value);
        return values;
    }

    private sealed class Numbers(string name, int rows) : ColumnBuilder(name)
    {
        private readonly double[] _values = Filled(rows, double.NaN);

        public override void Set(DuckDBDataReader reader, int ordinal, int row) => _values[row] = reader.GetDouble(ordinal);

        public override TableColumn Build() => new NumberColumn(Name, _values);
    }

    private sealed class Booleans(string name, int rows) : ColumnBuilder(name)
    {
        private readonly sbyte[] _values = Filled(rows, (sbyte)-1);

        public override string Expression => DuckDbSession.Name(Name);

        public override void Set(DuckDBDataReader reader, int ordinal, int row) => _values[row] = (sbyte)(reader.GetBoolean(ordinal) ? 1 : 0);

        public override TableColumn Build() => new BooleanColumn(Name, _values);
    }

    private sealed class Dates(string name, int rows) : ColumnBuilder(name)
    {
        private readonly long[] _values = Filled(rows, DateColumn.Missing);

        public override string Expression => $"epoch_us({DuckDbSession.Name(Name)}::TIMESTAMP)";

        public override void Set(DuckDBDataReader reader, int ordinal, int row) => _values[row] = reader.GetInt64(ordinal);

        public override TableColumn Build() => new DateColumn(Name, _values);
    }

    private sealed class Strings(string name, int rows) : ColumnBuilder(name)
    {
        private readonly int[] _codes = Filled(rows, -1);
        private readonly Dictionary<string, int> _indexes = new(StringComparer.Ordinal);

        public override string Expression => DuckDbSession.Name(Name);

        public override void Set(DuckDBDataReader reader, int ordinal, int row)
        {
            var text = reader.GetString(ordinal);
            if (!_indexes.TryGetValue(text, out var code))
            {
                _indexes[text] = code = _indexes.Count;
            }

            _codes[row] = code;
        }

        public override TableColumn Build()
        {
            // The dictionary in ordinal order, so that codes do not depend on the order of the rows.
            var sorted = _indexes.Keys.Order(StringComparer.Ordinal).ToArray();
            var moved = new int[sorted.Length];
            for (var i = 0; i < sorted.Length; i++)
            {
                moved[_indexes[sorted[i]]] = i;
            }

            return new StringColumn(Name, Array.ConvertAll(_codes, c => c < 0 ? -1 : moved[c]), sorted);
        }
    }
}
