using System.Globalization;
using Apache.Arrow;
using Array = System.Array;

namespace Ingot.Monitoring.Columns;

/// <summary>Collects the values of one column of a log.</summary>
internal abstract class ColumnWriter
{
    public static ColumnWriter Create(LogColumnType type) => type switch
    {
        LogColumnType.Float32 => new Floats(),
        LogColumnType.Float64 => new Doubles(),
        LogColumnType.Boolean => new Booleans(),
        LogColumnType.Text => new Texts(),
        _ => new Integers(),
    };

    /// <summary>Whether an array's elements can go into a column of a type.</summary>
    public static bool Takes(LogColumnType type, Array values) => type switch
    {
        LogColumnType.Float32 or LogColumnType.Float64 => values is float[] or double[],
        LogColumnType.Boolean => values is bool[],
        LogColumnType.Text => values is string?[],
        _ => values is long[],
    };

    public abstract void AppendNull();

    /// <summary>Takes over one element of an array that the column takes.</summary>
    public abstract void Append(Array values, int index);

    /// <summary>A text, into a column of texts.</summary>
    public virtual void Append(string? value) => throw new NotSupportedException("The column holds no text.");

    /// <summary>A whole number, into a column of whole numbers or times.</summary>
    public virtual void Append(long value) => throw new NotSupportedException("The column holds no whole numbers.");

    public abstract IArrowArray Build();

    /// <summary>A value as text that is the same everywhere; null is missing.</summary>
    public static string? TextOf(Array values, int index) => values switch
    {
        float[] v => float.IsNaN(v[index]) ? null : v[index].ToString("R", CultureInfo.InvariantCulture),
        double[] v => double.IsNaN(v[index]) ? null : v[index].ToString("R", CultureInfo.InvariantCulture),
        bool[] v => v[index] ? "true" : "false",
        long[] v => v[index].ToString(CultureInfo.InvariantCulture),
        _ => ((string?[])values)[index],
    };

    private sealed class Floats : ColumnWriter
    {
        private readonly FloatArray.Builder _values = new();

        public override void AppendNull() => _values.AppendNull();

        public override void Append(Array values, int index) => _values.Append(values is float[] v ? v[index] : (float)((double[])values)[index]);

        public override IArrowArray Build() => _values.Build();
    }

    private sealed class Doubles : ColumnWriter
    {
        private readonly DoubleArray.Builder _values = new();

        public override void AppendNull() => _values.AppendNull();

        public override void Append(Array values, int index) => _values.Append(values is float[] v ? v[index] : ((double[])values)[index]);

        public override IArrowArray Build() => _values.Build();
    }

    private sealed class Booleans : ColumnWriter
    {
        private readonly BooleanArray.Builder _values = new();

        public override void AppendNull() => _values.AppendNull();

        public override void Append(Array values, int index) => _values.Append(((bool[])values)[index]);

        public override IArrowArray Build() => _values.Build();
    }

    private sealed class Integers : ColumnWriter
    {
        private readonly Int64Array.Builder _values = new();

        public override void AppendNull() => _values.AppendNull();

        public override void Append(Array values, int index) => _values.Append(((long[])values)[index]);

        public override void Append(long value) => _values.Append(value);

        public override IArrowArray Build() => _values.Build();
    }

    private sealed class Texts : ColumnWriter
    {
        private readonly StringArray.Builder _values = new();

        public override void AppendNull() => _values.AppendNull();

        public override void Append(Array values, int index) => Append(((string?[])values)[index]);

        public override void Append(string? value)
        {
            if (value is null)
            {
                _values.AppendNull();
            }
            else
            {
                // Parquet's texts are UTF-8: half a surrogate pair becomes U+FFFD here.
                _values.Append(value);
            }
        }

        public override IArrowArray Build() => _values.Build();
    }
}
