using System.Text;
using System.Text.Json;
using Ingot.Core.Diagnostics;
using Ingot.Serving.Models;

namespace Ingot.Serving.Requests;

/// <summary>Reads the input tensors of an <c>infer</c> request into a batch.</summary>
/// <param name="signature">The model's inputs.</param>
/// <param name="maxRows">Rows that a request may have.</param>
internal sealed class TensorReader(ModelSignature signature, int maxRows)
{
    private const int MostExtents = 4;
    private const int LongestExtent = 20;

    private readonly bool[] _given = new bool[signature.Inputs.Length];
    private HashSet<string>? _unused;
    private InputBatch? _batch;
    private int _next;
    private int _read;

    /// <summary>Reads one tensor.</summary>
    /// <param name="reader">It stands at the tensor's start.</param>
    /// <param name="binary">What stands behind the JSON.</param>
    /// <exception cref="RequestException">It is none of the model's, is given twice, or has another type or shape.</exception>
    public void Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> binary)
    {
        var header = new TensorHeader();
        var postponed = default(Utf8JsonReader);
        var isPostponed = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!reader.ValueTextEquals("data"u8))
            {
                ReadMember(ref reader, ref header);
            }
            else if (NextIsGiven(ref reader, ref header, TensorMembers.Data, "data"))
            {
                isPostponed = !header.IsComplete;
                if (isPostponed)
                {
                    // The data stand before what says how to read them.
                    postponed = reader;
                    reader.Skip();
                }
                else
                {
                    ReadData(ref reader, in header, FindInput(in header));
                }
            }
        }

        if (header.BinarySize >= 0)
        {
            ReadBinary(in header, binary);
        }
        else if (isPostponed || !header.IsComplete || !header.Has(TensorMembers.Data))
        {
            var input = Judge(in header);
            ReadData(ref postponed, in header, input);
        }
    }

    /// <summary>The batch, when every input was given.</summary>
    /// <param name="binary">What stands behind the JSON.</param>
    /// <exception cref="RequestException">An input is missing, or something stands behind the JSON that is no input's.</exception>
    public InputBatch Finish(ReadOnlySpan<byte> binary)
    {
        for (var i = 0; i < _given.Length; i++)
        {
            if (!_given[i] && !signature.Inputs[i].IsPresence)
            {
                throw RequestException.Wrong($"Input '{signature.Inputs[i].Name}' is missing; the model wants it as {TensorType.NameOf(signature.Inputs[i].DataType)} with the shape [N, 1], null where a value is missing.", signature.Inputs[i].Name);
            }
        }

        if (_read < binary.Length)
        {
            throw RequestException.Wrong($"{binary.Length - _read} bytes behind the JSON are no input's: the inputs' binary_data_size are {_read} together, and {binary.Length} bytes stand there.");
        }

        return _batch ?? throw RequestException.Wrong($"The request has no inputs.");
    }

    private void ReadMember(ref Utf8JsonReader reader, ref TensorHeader header)
    {
        if (reader.ValueTextEquals("name"u8))
        {
            if (NextIsGiven(ref reader, ref header, TensorMembers.Name, "name"))
            {
                InferFormat.Expect(ref reader, JsonTokenType.String, "The name of an input");
                ReadName(ref reader, ref header);
            }
        }
        else if (reader.ValueTextEquals("datatype"u8))
        {
            if (NextIsGiven(ref reader, ref header, TensorMembers.Type, "datatype"))
            {
                header.Type = reader.TokenType == JsonTokenType.String ? TensorType.Find(ref reader) : null;
                header.WrongType = header.Type is not null ? null : reader.TokenType == JsonTokenType.String ? $"'{reader.GetString()}'" : CellReader.Describe(reader.TokenType);
                reader.Skip();
            }
        }
        else if (reader.ValueTextEquals("shape"u8))
        {
            if (NextIsGiven(ref reader, ref header, TensorMembers.Shape, "shape"))
            {
                ReadShape(ref reader, ref header);
            }
        }
        else if (reader.ValueTextEquals("parameters"u8))
        {
            if (NextIsGiven(ref reader, ref header, TensorMembers.Parameters, "parameters"))
            {
                header.BinarySize = TensorParameters.ReadInput(ref reader, header.Name);
            }
        }
        else
        {
            reader.Skip();
        }
    }

    /// <summary>Goes to a member's value; false when it is null, which many clients write for what they do not give.</summary>
    private static bool NextIsGiven(ref Utf8JsonReader reader, ref TensorHeader header, TensorMembers member, string name)
    {
        reader.Read();
        return reader.TokenType != JsonTokenType.Null
            && (header.Note(member) ? true : throw RequestException.Wrong($"Input '{header.Name}' has '{name}' twice.", header.Name));
    }

    /// <summary>Reads an input's name. Requests mostly have them in one order, and may leave out presence inputs.</summary>
    private void ReadName(ref Utf8JsonReader reader, ref TensorHeader header)
    {
        for (var i = _next; i < Math.Min(_next + 2, signature.Inputs.Length); i++)
        {
            if (reader.ValueTextEquals(signature.Inputs[i].Utf8Name))
            {
                (header.Name, header.Input, _next) = (signature.Inputs[i].Name, i, i + 1);
                return;
            }
        }

        var name = reader.GetString()!;
        (header.Name, header.Input) = (name, signature.IndexOfInput(name));
        _next = header.Input + 1;
    }

    /// <summary>Reads a shape. What is wrong with it is said when the name is known: a wrong name mostly has a wrong shape, too.</summary>
    private static void ReadShape(ref Utf8JsonReader reader, ref TensorHeader header)
    {
        var start = reader;
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            Span<long> shape = stackalloc long[2];
            var count = 0;
            while (reader.Read() && reader.TokenType == JsonTokenType.Number && count < 2 && reader.TryGetInt64(out var extent))
            {
                shape[count++] = extent;
            }

            // Clients also send columns as [N].
            if (reader.TokenType == JsonTokenType.EndArray && count > 0 && (count == 1 || shape[1] == 1) && shape[0] is > 0 and <= int.MaxValue)
            {
                header.Rows = (int)shape[0];
                return;
            }
        }

        reader = start;
        reader.Skip();
        header.WrongShape = start.TokenType == JsonTokenType.StartArray ? Extents(ref start) : CellReader.Describe(start.TokenType);
    }

    private static string Extents(ref Utf8JsonReader reader)
    {
        var extents = new List<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (extents.Count == MostExtents || reader.TokenType != JsonTokenType.Number || reader.ValueSpan.Length > LongestExtent)
            {
                extents.Add("…");
                break;
            }

            extents.Add(Encoding.UTF8.GetString(reader.ValueSpan));
        }

        return $"[{string.Join(", ", extents)}]";
    }

    /// <summary>Looks at the tensor as a whole: first whether there is such an input, then whether it is given as it is to be.</summary>
    private int Judge(in TensorHeader header)
    {
        if (header.Name is null)
        {
            throw Lacks(in header, "name");
        }

        var input = FindInput(in header);
        if (header.WrongType is { } type)
        {
            throw RequestException.Wrong(
                $"Input '{header.Name}' has the datatype {type}; expected one of {string.Join(", ", TensorType.All.Select(t => t.Name))}.", header.Name);
        }

        if (header.WrongShape is { } shape)
        {
            throw RequestException.Wrong($"Input '{header.Name}' has another shape than the model's: {shape}; expected [N, 1] with the number of rows as N.", header.Name);
        }

        return header.Type is null ? throw Lacks(in header, "datatype")
            : header.Rows < 0 ? throw Lacks(in header, "shape")
            : header.Has(TensorMembers.Data) || header.BinarySize >= 0 ? input
            : throw Lacks(in header, "data");
    }

    private static RequestException Lacks(in TensorHeader header, string member) => RequestException.Wrong(
        $"An input{(header.Name is null ? string.Empty : $" '{header.Name}'")} has no '{member}'; each has name, shape, datatype and data.", header.Name);

    private void ReadData(ref Utf8JsonReader reader, in TensorHeader header, int input)
    {
        var name = header.Name!;
        InferFormat.Expect(ref reader, JsonTokenType.StartArray, "The data of input", name);
        var cell = input < 0 ? default : Cell(in header, input);
        var read = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var isNested = reader.TokenType == JsonTokenType.StartArray;
            if (isNested)
            {
                reader.Read();
            }

            if (read == header.Rows)
            {
                throw OtherLength(in header, "more");
            }

            if (input >= 0)
            {
                cell.Read(ref reader, read);
            }
            else
            {
                reader.Skip();
            }

            read++;
            if (isNested && (!reader.Read() || reader.TokenType != JsonTokenType.EndArray))
            {
                throw RequestException.Wrong($"Row {read - 1} of input '{name}' does not have exactly one value; its shape says [{header.Rows}, 1].", name, read - 1);
            }
        }

        if (read < header.Rows)
        {
            throw OtherLength(in header, FormattableString.Invariant($"{read}"));
        }
    }

    private void ReadBinary(in TensorHeader header, ReadOnlySpan<byte> binary)
    {
        if (header.Has(TensorMembers.Data))
        {
            throw RequestException.Wrong($"Input '{header.Name}' has both 'data' and a 'binary_data_size'; its values stand in one of the two places.", header.Name);
        }

        var input = Judge(in header);
        var name = header.Name!;
        var left = binary.Length - _read;
        if (header.BinarySize > left)
        {
            throw RequestException.Wrong(
                $"Input '{name}' has a binary_data_size of {header.BinarySize}, but {left} bytes are left behind the JSON; the header {InferenceHeader.Name} says where they begin.", name);
        }

        BinaryTensor.CheckSize(name, header.Type!, header.Rows, header.BinarySize);
        if (input >= 0)
        {
            BinaryTensor.Read(Cell(in header, input), name, header.Type!, binary.Slice(_read, (int)header.BinarySize), header.Rows);
        }

        _read += (int)header.BinarySize;
    }

    private static RequestException OtherLength(in TensorHeader header, string found) =>
        RequestException.Wrong($"Input '{header.Name}' has {found} values; its shape says {header.Rows}.", header.Name);

    private TensorCell Cell(in TensorHeader header, int input)
    {
        var batch = Batch(in header);
        var definition = signature.Inputs[input];
        if (!definition.IsPresence)
        {
            return new TensorCell(batch, input, header.Type!);
        }

        batch.KeepPresence(input);
        return new TensorCell(batch, input, header.Type!, follows: signature.IndexOfInput(definition.Column.Name) is >= 0 and var values && _given[values]);
    }

    /// <summary>The place of an input; -1 for a feature that the ONNX file does not need.</summary>
    private int FindInput(in TensorHeader header)
    {
        var name = header.Name!;
        var input = header.Input;
        if (input < 0 && !signature.Schema.Features.Any(c => c.Name == name))
        {
            throw RequestException.Wrong(
                $"The model has no input '{DiagnosticText.Shorten(name)}'{NearestName.Hint(name, signature.Inputs.Select(i => i.Name))}; each feature is an input of its own with the shape [N, 1]: {InferFormat.Names(signature)}.",
                name);
        }

        if (input < 0 ? !(_unused ??= new(StringComparer.Ordinal)).Add(name) : _given[input])
        {
            throw RequestException.Wrong($"Input '{name}' is given twice.", name);
        }

        if (input >= 0)
        {
            _given[input] = true;
        }

        return input;
    }

    private InputBatch Batch(in TensorHeader header)
    {
        if (_batch is null)
        {
            if (header.Rows > maxRows)
            {
                throw RequestException.TooLarge($"Input '{header.Name}' has {header.Rows} rows; {maxRows} are allowed in a request.");
            }

            _batch = new InputBatch(signature, header.Rows) { Rows = header.Rows };
        }

        return header.Rows == _batch.Rows
            ? _batch
            : throw RequestException.Wrong($"Input '{header.Name}' has {header.Rows} rows, and an input before it has {_batch.Rows}; all must have the same.", header.Name);
    }
}
