using System.Text.Json;
using Ingot.Serving.Models;

namespace Ingot.Serving.Requests;

/// <summary>Reads the input tensors of an <c>infer</c> request into a batch.</summary>
/// <param name="signature">The model's inputs.</param>
/// <param name="maxRows">Rows that a request may have.</param>
internal sealed class TensorReader(ModelSignature signature, int maxRows)
{
    private readonly bool[] _given = new bool[signature.Inputs.Length];
    private HashSet<string>? _unused;
    private InputBatch? _batch;
    private int _next;

    /// <summary>Reads one tensor; the reader stands at its start.</summary>
    /// <exception cref="RequestException">It is none of the model's, is given twice, or has another type or shape.</exception>
    public void Read(ref Utf8JsonReader reader)
    {
        var header = new TensorHeader();
        var postponed = default(Utf8JsonReader);
        var (hasData, isPostponed) = (false, false);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("data"u8))
            {
                reader.Read();
                if (hasData)
                {
                    throw RequestException.Wrong($"Input '{header.Name}' has data twice.", header.Name);
                }

                hasData = true;
                isPostponed = !header.IsComplete;
                if (isPostponed)
                {
                    // The data stand before what says how to read them.
                    postponed = reader;
                    reader.Skip();
                }
                else
                {
                    ReadData(ref reader, in header);
                }
            }
            else
            {
                ReadMember(ref reader, ref header, hasData && !isPostponed);
            }
        }

        Check(in header, hasData);
        if (isPostponed)
        {
            ReadData(ref postponed, in header);
        }
    }

    /// <summary>The batch, when every input was given.</summary>
    /// <exception cref="RequestException">An input is missing.</exception>
    public InputBatch Finish()
    {
        for (var i = 0; i < _given.Length; i++)
        {
            if (!_given[i] && !signature.Inputs[i].IsPresence)
            {
                throw RequestException.Wrong($"Input '{signature.Inputs[i].Name}' is missing; the model wants it as {TensorType.NameOf(signature.Inputs[i].DataType)} with the shape [N, 1], null where a value is missing.", signature.Inputs[i].Name);
            }
        }

        return _batch ?? throw RequestException.Wrong($"The request has no inputs.");
    }

    private void ReadMember(ref Utf8JsonReader reader, ref TensorHeader header, bool isLate)
    {
        if (reader.ValueTextEquals("name"u8))
        {
            RefuseTwice(in header, "name", isLate);
            reader.Read();
            InferFormat.Expect(ref reader, JsonTokenType.String, "The name of an input");
            ReadName(ref reader, ref header);
        }
        else if (reader.ValueTextEquals("datatype"u8))
        {
            RefuseTwice(in header, "datatype", isLate);
            reader.Read();
            InferFormat.Expect(ref reader, JsonTokenType.String, "The datatype of an input");
            header.Type = TensorType.Find(ref reader) ?? throw RequestException.Wrong(
                $"Input '{header.Name}' has the datatype '{reader.GetString()}'; expected one of {string.Join(", ", TensorType.All.Select(t => t.Name))}.", header.Name);
        }
        else if (reader.ValueTextEquals("shape"u8))
        {
            RefuseTwice(in header, "shape", isLate);
            reader.Read();
            header.Rows = ReadShape(ref reader, header.Name);
        }
        else
        {
            reader.Skip();
        }
    }

    private static void RefuseTwice(in TensorHeader header, string member, bool isLate)
    {
        if (isLate)
        {
            throw RequestException.Wrong($"Input '{header.Name}' has '{member}' twice.", header.Name);
        }
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

    private static int ReadShape(ref Utf8JsonReader reader, string? name)
    {
        InferFormat.Expect(ref reader, JsonTokenType.StartArray, "The shape of input", name);
        Span<long> shape = stackalloc long[2];
        var count = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.Number)
        {
            if (count == 2 || !reader.TryGetInt64(out var extent))
            {
                throw WrongShape(name);
            }

            shape[count++] = extent;
        }

        // Clients also send columns as [N].
        return reader.TokenType == JsonTokenType.EndArray && count > 0 && (count == 1 || shape[1] == 1) && shape[0] is > 0 and <= int.MaxValue
            ? (int)shape[0]
            : throw WrongShape(name);
    }

    private static RequestException WrongShape(string? name) =>
        RequestException.Wrong($"Input '{name}' has another shape than the model's; expected [N, 1] with the number of rows as N.", name);

    private static void Check(in TensorHeader header, bool hasData)
    {
        var missing = header.Name is null ? "name" : header.Type is null ? "datatype" : header.Rows < 0 ? "shape" : hasData ? null : "data";
        if (missing is not null)
        {
            throw RequestException.Wrong($"An input{(header.Name is null ? string.Empty : $" '{header.Name}'")} has no '{missing}'; each has name, shape, datatype and data.", header.Name);
        }
    }

    private void ReadData(ref Utf8JsonReader reader, in TensorHeader header)
    {
        var name = header.Name!;
        InferFormat.Expect(ref reader, JsonTokenType.StartArray, "The data of input", name);
        var input = FindInput(in header);
        var cell = input < 0 ? default : new TensorCell(Batch(in header), input, header.Type!);
        if (input >= 0 && signature.Inputs[input].IsPresence)
        {
            _batch!.KeepPresence(input);
        }

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

    private static RequestException OtherLength(in TensorHeader header, string found) =>
        RequestException.Wrong($"Input '{header.Name}' has {found} values; its shape says {header.Rows}.", header.Name);

    /// <summary>The place of an input; -1 for a feature that the ONNX file does not need.</summary>
    private int FindInput(in TensorHeader header)
    {
        var name = header.Name!;
        var input = header.Input;
        if (input < 0 && !signature.Schema.Features.Any(c => c.Name == name))
        {
            var names = signature.Inputs.Select(i => i.Name).ToList();
            throw RequestException.Wrong($"The model has no input '{name}'{NearestName.Hint(name, names)}; its inputs are {NearestName.Some(names)}.", name);
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
