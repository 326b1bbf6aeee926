using System.Globalization;
using System.Text;
using Ingot.Core.Diagnostics;
using Ingot.Scoring;

namespace Ingot.Releases.Models;

/// <summary>
/// One walk through an ONNX file. Field numbers are those of the official onnx.proto. Protobuf lets a field stand twice and joins both or
/// takes the last: here each one is judged, so that what is read by others is among it.
/// </summary>
internal sealed class OnnxWalk(SourceLocation place, bool allowControlFlow)
{
    private const string SameOperators = "Use a package that Ingot built, or convert the model to the operators of ai.onnx and ai.onnx.ml";
    private static readonly string[] Domains = ["", "ai.onnx", "ai.onnx.ml"];

    // What takes text apart and hashes it in models that Ingot builds: operators of ONNX Runtime itself, which take no more than linear time, as do the former's
    // expressions (RE2).
    private static readonly (string Domain, string Type)[] OfText = [("com.microsoft", "Tokenizer"), ("com.microsoft", "MurmurHash3")];

    private int _nodes;

    /// <summary>ModelProto.</summary>
    public void Model(ReadOnlySpan<byte> bytes)
    {
        var graphs = 0;
        for (var model = new ProtoReader(bytes); model.Read();)
        {
            switch (model.Field)
            {
                case 7:
                    graphs++;
                    Graph(Message(model), 1);
                    break;
                case 20:
                    throw Foreign($"it says how it would be trained further (training_info)");
                case 25:
                    throw Foreign($"it brings functions of its own (functions)");
            }
        }

        if (graphs == 0)
        {
            throw new InvalidDataException("it has no graph");
        }
    }

    private void Graph(ReadOnlySpan<byte> bytes, int depth)
    {
        if (depth > OnnxLimits.Depth)
        {
            throw OverLimit($"graphs within graphs, more than {OnnxLimits.Depth} deep");
        }

        for (var graph = new ProtoReader(bytes); graph.Read();)
        {
            switch (graph.Field)
            {
                case 1:
                    Node(Message(graph), depth);
                    break;
                case 5:
                    Tensor(Message(graph));
                    break;
                case 15:
                    SparseTensor(Message(graph));
                    break;
            }
        }
    }

    private void Node(ReadOnlySpan<byte> bytes, int depth)
    {
        if (++_nodes > OnnxLimits.Nodes)
        {
            throw OverLimit($"more than {OnnxLimits.Nodes:N0} nodes");
        }

        var (type, domain) = (string.Empty, string.Empty);
        for (var node = new ProtoReader(bytes); node.Read();)
        {
            switch (node.Field)
            {
                case 4:
                    type = Text(Message(node));
                    break;
                case 7 when !Domains.Contains(domain, StringComparer.Ordinal):
                    throw Foreign($"its node {Shown(type)} is an operator of two domains, one of them '{Shown(domain)}'");
                case 7:
                    domain = Text(Message(node));
                    break;
            }
        }

        if (!Domains.Contains(domain, StringComparer.Ordinal) && !OfText.Contains((domain, type)))
        {
            throw Foreign($"its node {Shown(type)} is an operator of the domain '{Shown(domain)}'");
        }

        // Attributes come last: whatever their order in the file, the message names the node that has them.
        for (var node = new ProtoReader(bytes); node.Read();)
        {
            if (node.Field == 5)
            {
                Attribute(Message(node), type, depth);
            }
        }
    }

    private void Attribute(ReadOnlySpan<byte> bytes, string node, int depth)
    {
        for (var attribute = new ProtoReader(bytes); attribute.Read();)
        {
            switch (attribute.Field)
            {
                case 5 or 10:
                    Tensor(Message(attribute));
                    break;
                case 6 or 11 when !allowControlFlow:
                    throw new IngotException(InfrastructureDiagnostics.OnnxControlFlow.At(
                        place,
                        $"The ONNX file has a node {Shown(node)} with a graph of its own: such a model may never end, and is taken only where it is tried in a process of its own ('dotnet ingot verify', 'promote' and 'serve' do that). Use one of them, or a model without If, Loop and Scan."));
                case 6 or 11:
                    Graph(Message(attribute), depth + 1);
                    break;
                case 22 or 23:
                    SparseTensor(Message(attribute));
                    break;
            }
        }
    }

    private void SparseTensor(ReadOnlySpan<byte> bytes)
    {
        var elements = 1L;
        for (var sparse = new ProtoReader(bytes); sparse.Read();)
        {
            switch (sparse.Field)
            {
                case 1 or 2:
                    Tensor(Message(sparse));
                    break;
                case 3:
                    Multiply(ref elements, sparse);
                    break;
            }
        }

        if (elements > OnnxLimits.SparseElements)
        {
            throw OverLimit($"a sparse tensor that stands for more than {OnnxLimits.SparseElements:N0} values");
        }
    }

    private void Tensor(ReadOnlySpan<byte> bytes)
    {
        var elements = 1L;
        for (var tensor = new ProtoReader(bytes); tensor.Read();)
        {
            switch (tensor.Field)
            {
                case 1:
                    Multiply(ref elements, tensor);
                    break;
                case 13:
                case 14 when tensor.IsBytes || tensor.Number != 0:
                    throw new IngotException(InfrastructureDiagnostics.OnnxExternalData.At(
                        place,
                        $"The ONNX file has a tensor whose values lie in another file, which could be any file of this machine. Use a model whose file holds all of its values: onnx.save_model(..., save_as_external_data=False) writes one."));
            }
        }

        // The smallest types have two bits a value.
        if (elements > 4L * bytes.Length)
        {
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"a tensor of {bytes.Length:N0} bytes claims to have {elements:N0} values"));
        }
    }

    /// <summary>Dimensions, of which there may be one or, packed, several in a field.</summary>
    private static void Multiply(ref long elements, scoped ProtoReader dimensions)
    {
        var packed = dimensions.Bytes;
        if (!dimensions.IsBytes)
        {
            Multiply(ref elements, dimensions.Number);
        }

        while (!packed.IsEmpty)
        {
            Multiply(ref elements, ProtoReader.Varint(ref packed));
        }
    }

    private static void Multiply(ref long elements, ulong dimension)
    {
        // A dimension of 0 makes a tensor empty, whatever the others are.
        elements = dimension > int.MaxValue ? throw new InvalidDataException($"a tensor claims to have a dimension of {unchecked((long)dimension)}")
            : elements > long.MaxValue / Math.Max(1, (long)dimension) ? throw new InvalidDataException("a tensor claims to have more values than can be counted")
            : elements * (long)dimension;
    }

    private static ReadOnlySpan<byte> Message(ProtoReader field) => field.IsBytes
        ? field.Bytes
        : throw new InvalidDataException($"its field {field.Field} is a number where ONNX has a message or a text");

    // The names that are known are short; of others the beginning is shown.
    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, 256)]);

    private static string Shown(string text) => DiagnosticText.Shorten(text);

    private IngotException Foreign(FormattableString what) => new(InfrastructureDiagnostics.OnnxForeignOperator.At(
        place, $"The ONNX file has operators from elsewhere: {FormattableString.Invariant(what)}; expected those of ai.onnx and ai.onnx.ml only. {SameOperators}."));

    private IngotException OverLimit(FormattableString what) => new(InfrastructureDiagnostics.OnnxOverLimit.At(
        place, $"The ONNX file is beyond what is taken from others: it has {FormattableString.Invariant(what)}. Use a smaller model."));
}
