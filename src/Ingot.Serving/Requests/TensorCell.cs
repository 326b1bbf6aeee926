using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Ingot.Core.Schemas;
using Ingot.Serving.Models;

namespace Ingot.Serving.Requests;

/// <summary>
/// Reads the values of one tensor. Whole numbers must be exact in the input's own type. Real numbers are rounded to it, as
/// those of the training data were; what would overflow is refused.
/// </summary>
internal readonly struct TensorCell
{
    private const double HalfOverflow = 65520;

    private readonly InputBatch _batch;
    private readonly int _input;
    private readonly TensorType _type;
    private readonly ModelInput _definition;
    private readonly Array _column;
    private readonly bool _follows;

    /// <param name="batch">Where the values go.</param>
    /// <param name="input">The place of the input.</param>
    /// <param name="type">The tensor's type.</param>
    /// <param name="follows">Whether this says what is present, and the values were given before.</param>
    /// <exception cref="RequestException">The tensor's type has no values that the input takes.</exception>
    public TensorCell(InputBatch batch, int input, TensorType type, bool follows = false)
    {
        _batch = batch;
        _input = input;
        _type = type;
        _follows = follows;
        _definition = batch.Signature.Inputs[input];
        _column = batch.Column(input);
        if ((type.Family == TensorFamily.Text) != (_definition.DataType == TensorDataType.String))
        {
            throw RequestException.Wrong($"Input '{_definition.Name}' has the datatype {type.Name}; the model wants {TensorType.NameOf(_definition.DataType)}.", _definition.Name);
        }
    }

    /// <summary>Reads the reader's token as the value of a row.</summary>
    public void Read(ref Utf8JsonReader reader, int row)
    {
        // What most cells are needs no more than this; all else is looked at closely.
        if (_column is float[] numbers && _type.Family == TensorFamily.Real && reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out var number) && IsUsual(number))
        {
            numbers[row] = (float)number;
            return;
        }

        if (_column is string?[] texts && reader.TokenType == JsonTokenType.String && _definition.Known?.Find(ref reader) is { } known)
        {
            texts[row] = known;
            return;
        }

        if (reader.TokenType == JsonTokenType.Null && !_definition.IsPresence)
        {
            SetMissing(row);
            return;
        }

        if (_type.Family == TensorFamily.Text)
        {
            CellReader.SetText(_batch, _input, row, reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw NotOfType(ref reader, row));
            return;
        }

        if (_type.Family == TensorFamily.Real)
        {
            SetReal(row, Real(ref reader, row));
            return;
        }

        SetWhole(row, _type.Family == TensorFamily.Integer ? Integer(ref reader, row) : reader.TokenType switch
        {
            JsonTokenType.True => 1,
            JsonTokenType.False => 0,
            _ => throw NotOfType(ref reader, row),
        });
    }

    /// <summary>Sets a real number; not a number means that the value is missing.</summary>
    public void SetReal(int row, double value)
    {
        if (_column is float[] numbers && IsUsual(value))
        {
            numbers[row] = (float)value;
            return;
        }

        switch (_definition.DataType)
        {
            case var _ when double.IsNaN(value):
                SetMissing(row);
                break;
            case TensorDataType.Float32 or TensorDataType.Float64:
                CellReader.SetNumber(_batch, _input, row, value);
                break;
            default:
                StoreWhole(row, double.IsInteger(value) && Math.Abs(value) < 1e19 ? (Int128)value : throw NotExact(row));
                break;
        }
    }

    /// <summary>Sets a whole number, which the input must hold exactly.</summary>
    public void SetWhole(int row, Int128 value)
    {
        switch (_definition.DataType)
        {
            case TensorDataType.Float32 when (Int128)(float)value != value:
            case TensorDataType.Float64 when (Int128)(double)value != value:
                throw NotExact(row);
            case TensorDataType.Float32 or TensorDataType.Float64:
                CellReader.SetNumber(_batch, _input, row, (double)value);
                break;
            default:
                StoreWhole(row, value);
                break;
        }
    }

    /// <summary>Sets a text by its UTF-8 bytes; the empty one is a missing value.</summary>
    public void SetText(int row, ReadOnlySpan<byte> utf8)
    {
        if (_definition.Known?.Find(utf8) is { } known)
        {
            ((string?[])_column)[row] = known;
            return;
        }

        CellReader.SetText(_batch, _input, row, Utf8.IsValid(utf8)
            ? Encoding.UTF8.GetString(utf8)
            : throw RequestException.Wrong($"Input '{_definition.Name}' has bytes in row {row} that are not UTF-8.", _definition.Name, row));
    }

    /// <summary>Whether a real number fits, for certain, into each type there is, and is in the column's range.</summary>
    private bool IsUsual(double value) => Math.Abs(value) < HalfOverflow && !(value < _definition.Column.Min) && !(value > _definition.Column.Max);

    private void StoreWhole(int row, Int128 value)
    {
        if (_definition.DataType == TensorDataType.Boolean && value is { } truth && (truth == 0 || truth == 1))
        {
            if (_follows && truth == 1 && !((bool[])_column)[row])
            {
                throw Contradicts(row);
            }

            _batch.SetBoolean(_input, row, truth == 1);
        }
        else if (_definition.DataType == TensorDataType.Int64 && value >= long.MinValue && value <= long.MaxValue)
        {
            _batch.SetInteger(_input, row, (long)value);
        }
        else
        {
            throw NotExact(row);
        }
    }

    private void SetMissing(int row)
    {
        if (_definition.IsPresence)
        {
            throw NotExact(row);
        }

        if (_batch.IsSaidPresent(_input, row))
        {
            throw Contradicts(row);
        }

        CellReader.SetMissing(_batch, _input, row);
    }

    private Int128 Integer(ref Utf8JsonReader reader, int row)
    {
        if (reader.TokenType == JsonTokenType.Number)
        {
            Int128? value = reader.TryGetInt64(out var signed) ? signed : reader.TryGetUInt64(out var unsigned) ? unsigned : null;
            if (value is { } whole && whole >= (Int128)_type.Min && whole <= (Int128)_type.Max)
            {
                return whole;
            }
        }

        throw NotOfType(ref reader, row);
    }

    private double Real(ref Utf8JsonReader reader, int row)
    {
        if (reader.TokenType != JsonTokenType.Number || !reader.TryGetDouble(out var value))
        {
            throw NotOfType(ref reader, row);
        }

        return _type.Name == "FP16" && Math.Abs(value) >= HalfOverflow ? throw NotOfType(ref reader, row) : value;
    }

    private RequestException NotOfType(ref Utf8JsonReader reader, int row) => RequestException.Wrong(
        $"Input '{_definition.Name}' has {CellReader.Describe(reader.TokenType)} in row {row}; its datatype is {_type.Name}.", _definition.Name, row);

    private RequestException Contradicts(int row) => RequestException.Wrong(
        $"Column '{_definition.Column.Name}' has no value in row {row}, but input '{_definition.Column.PresenceInput}' says that it has one. Give the value, or say false; without that input null says the same.",
        _definition.Column.Name,
        row);

    private RequestException NotExact(int row) => RequestException.Wrong(
        $"Input '{_definition.Name}' has a number in row {row} that {TensorType.NameOf(_definition.DataType)}, the model's type, cannot hold exactly.", _definition.Name, row);
}
