using Microsoft.ML.OnnxRuntime;

namespace Ingot.Runtime;

/// <summary>The inputs of some rows, column by column: each becomes a tensor of shape <c>[rows, 1]</c>.</summary>
public sealed class ModelBatch
{
    private const long EpochTicks = 621355968000000000;
    private const long TicksOfMicrosecond = 10;

    // In step. Names are looked up once in a client's life, so a dictionary for every single prediction would be waste.
    private readonly List<string> _names = new(16);
    private readonly List<Array> _columns = new(16);

    /// <summary>Makes a batch.</summary>
    /// <param name="rows">Number of rows, at least one.</param>
    public ModelBatch(int rows)
    {
        Rows = rows > 0 ? rows : throw new ArgumentOutOfRangeException(nameof(rows), rows, "A batch has at least one row.");
    }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    internal IReadOnlyList<string> Names => _names;

    /// <summary>Adds an input of 32-bit numbers; NaN is missing.</summary>
    /// <returns>The array to fill, one element per row.</returns>
    public float[] Floats(string name) => Add(name, new float[Rows]);

    /// <summary>Adds an input of 64-bit numbers; NaN is missing.</summary>
    /// <returns>The array to fill, one element per row.</returns>
    public double[] Doubles(string name) => Add(name, new double[Rows]);

    /// <summary>Adds an input of truth values.</summary>
    /// <returns>The array to fill, one element per row.</returns>
    public bool[] Booleans(string name) => Add(name, new bool[Rows]);

    /// <summary>Adds an input of whole numbers, such as the microseconds of dates.</summary>
    /// <returns>The array to fill, one element per row.</returns>
    public long[] Integers(string name) => Add(name, new long[Rows]);

    /// <summary>Adds an input of text; null and the empty string are missing.</summary>
    /// <returns>The array to fill, one element per row.</returns>
    public string?[] Strings(string name) => Add(name, new string?[Rows]);

    /// <summary>A date as models take it: microseconds since 1970-01-01. Local times are converted to UTC, unspecified ones are taken as they are.</summary>
    public static long Microseconds(DateTime date)
    {
        var ticks = (date.Kind == DateTimeKind.Local ? date.ToUniversalTime() : date).Ticks - EpochTicks;
        var whole = ticks / TicksOfMicrosecond;

        // Down, before 1970 too.
        return ticks < whole * TicksOfMicrosecond ? whole - 1 : whole;
    }

    /// <summary>The date of microseconds since 1970-01-01, in UTC.</summary>
    internal static DateTime Date(long microseconds) => new(EpochTicks + (microseconds * TicksOfMicrosecond), DateTimeKind.Utc);

    internal bool Has(string name) => _names.Contains(name);

    internal Type ElementType(string name) => _columns[_names.IndexOf(name)].GetType().GetElementType()!;

    internal OrtValue[] ToValues()
    {
        long[] shape = [Rows, 1];
        var values = new OrtValue[_names.Count];
        try
        {
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = _columns[i] switch
                {
                    float[] floats => OrtValue.CreateTensorValueFromMemory(floats, shape),
                    double[] doubles => OrtValue.CreateTensorValueFromMemory(doubles, shape),
                    bool[] booleans => OrtValue.CreateTensorValueFromMemory(booleans, shape),
                    long[] integers => OrtValue.CreateTensorValueFromMemory(integers, shape),
                    var strings => Text((string?[])strings, shape),
                };
            }
        }
        catch
        {
            Free(values);
            throw;
        }

        return values;
    }

    internal static void Free(OrtValue?[] values)
    {
        foreach (var value in values)
        {
            value?.Dispose();
        }
    }

    private static OrtValue Text(string?[] strings, long[] shape)
    {
        var value = OrtValue.CreateTensorWithEmptyStrings(OrtAllocator.DefaultInstance, shape);
        for (var i = 0; i < strings.Length; i++)
        {
            if (!string.IsNullOrEmpty(strings[i]))
            {
                value.StringTensorSetElementAt(strings[i].AsSpan(), i);
            }
        }

        return value;
    }

    private T[] Add<T>(string name, T[] values)
    {
        _names.Add(name);
        _columns.Add(values);
        return values;
    }
}
