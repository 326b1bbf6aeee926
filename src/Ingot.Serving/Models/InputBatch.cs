using Ingot.Core.Schemas;

namespace Ingot.Serving.Models;

/// <summary>The inputs of some rows, one array an input; the arrays may be longer than the rows are many.</summary>
internal sealed class InputBatch
{
    private readonly Array?[] _columns;
    private readonly bool[] _keptPresence;
    private int _capacity;

    public InputBatch(ModelSignature signature, int capacity)
    {
        Signature = signature;
        _columns = new Array?[signature.Inputs.Length];
        _keptPresence = new bool[signature.Inputs.Length];
        _capacity = Math.Max(1, capacity);
    }

    public ModelSignature Signature { get; }

    /// <summary>Number of rows; whoever fills the batch sets it.</summary>
    public int Rows { get; set; }

    /// <summary>The array of an input: float, double, bool, long or string. It is made when it is first asked for.</summary>
    public Array Column(int input) => _columns[input] ??= Create(Signature.Inputs[input].DataType, _capacity);

    /// <summary>Makes room for one more row.</summary>
    public void EnsureCapacity(int rows)
    {
        if (rows <= _capacity)
        {
            return;
        }

        _capacity = Math.Max(rows, _capacity * 2);
        for (var i = 0; i < _columns.Length; i++)
        {
            if (_columns[i] is { } column)
            {
                var larger = Create(Signature.Inputs[i].DataType, _capacity);
                Array.Copy(column, larger, column.Length);
                _columns[i] = larger;
            }
        }
    }

    /// <summary>Sets a number, of an input of numbers.</summary>
    public void SetNumber(int input, int row, double value)
    {
        if (Signature.Inputs[input].DataType == TensorDataType.Float32)
        {
            ((float[])Column(input))[row] = (float)value;
        }
        else
        {
            ((double[])Column(input))[row] = value;
        }
    }

    public void SetInteger(int input, int row, long value)
    {
        ((long[])Column(input))[row] = value;
        SetPresent(input, row, present: true);
    }

    public void SetBoolean(int input, int row, bool value)
    {
        ((bool[])Column(input))[row] = value;
        SetPresent(input, row, present: true);
    }

    public void SetText(int input, int row, string? value) => ((string?[])Column(input))[row] = value;

    /// <summary>Says that a row has no value.</summary>
    public void SetMissing(int input, int row)
    {
        switch (Signature.Inputs[input].DataType)
        {
            case TensorDataType.Float32 or TensorDataType.Float64:
                SetNumber(input, row, double.NaN);
                break;
            case TensorDataType.String:
                SetText(input, row, null);
                break;
            default:
                // The value behind an absence is read by nobody; it is what training saw there.
                Array.Clear(Column(input), row, 1);
                SetPresent(input, row, present: false);
                break;
        }
    }

    /// <summary>Lets a presence input be as it was given, whatever the values beside it.</summary>
    public void KeepPresence(int input) => _keptPresence[input] = true;

    /// <summary>Whether a presence input that was given says that a row of this input has a value.</summary>
    public bool IsSaidPresent(int input, int row) =>
        Signature.Inputs[input].Presence is >= 0 and var presence && _keptPresence[presence] && ((bool[])Column(presence))[row];

    /// <summary>Copies the rows of another batch of the same signature behind this one's.</summary>
    public void Append(InputBatch other)
    {
        EnsureCapacity(Rows + other.Rows);
        for (var i = 0; i < _columns.Length; i++)
        {
            Array.Copy(other.Column(i), 0, Column(i), Rows, other.Rows);
        }

        Rows += other.Rows;
    }

    private void SetPresent(int input, int row, bool present)
    {
        if (Signature.Inputs[input].Presence is >= 0 and var presence && !_keptPresence[presence])
        {
            ((bool[])Column(presence))[row] = present;
        }
    }

    private static Array Create(TensorDataType kind, int length) => kind switch
    {
        TensorDataType.Float32 => new float[length],
        TensorDataType.Float64 => new double[length],
        TensorDataType.Boolean => new bool[length],
        TensorDataType.Int64 => new long[length],
        _ => new string?[length],
    };
}
