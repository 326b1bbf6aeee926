using Google.Protobuf;
using Ingot.Onnx.Brought.Wire;
using Ingot.Onnx.Graphs;

namespace Ingot.Onnx.Tests.Brought;

/// <summary>An ONNX file as other tools write them, made of nodes that are written down.</summary>
internal sealed class ForeignFile
{
    private readonly OnnxGraph _graph;
    private readonly List<OnnxValue> _inputs = [];
    private readonly List<OnnxValue> _outputs = [];

    public ForeignFile(long operators = 13, long learning = 1, long format = 7)
    {
        Versions = new OnnxVersions(format, operators, learning);
        _graph = new OnnxGraph(Versions);
    }

    public OnnxVersions Versions { get; }

    public OnnxGraph Graph => _graph;

    /// <summary>An input of a shape: -1 is open.</summary>
    public string Input(string name, ElementType type, params int[]? shape)
    {
        _inputs.Add(Value(name, type, shape));
        return name;
    }

    public void Output(string value, string name, ElementType type, params int[]? shape)
    {
        _graph.Alias(value, name);
        _outputs.Add(Value(name, type, shape));
    }

    /// <summary>The map of probabilities that scikit-learn's converters put behind a classifier.</summary>
    public void ZipMap(string value, string name, string[] classes)
    {
        _graph.Alias(_graph.Learning("ZipMap", [value], ("classlabels_strings", classes)), "zipped");
        Rename("zipped", name);
        var map = new OnnxMapType { KeyType = 8, ValueType = new OnnxType { TensorType = new OnnxTensorType { ElemType = 1 } } };
        _outputs.Add(new OnnxValue { Name = name, Type = new OnnxType { SequenceType = new OnnxSequenceType { ElemType = new OnnxType { MapType = map } } } });
    }

    /// <summary>One of two products of a value, each in a graph of its own that reads values of the outer one.</summary>
    public string If(string condition, string value, string then, string otherwise)
    {
        var node = new OnnxNode { OpType = "If", Name = "if", Input = { condition }, Output = { "chosen" } };
        foreach (var (name, factor) in new[] { ("then_branch", then), ("else_branch", otherwise) })
        {
            var product = new OnnxNode { OpType = "Mul", Input = { value, factor }, Output = { "inner" } };
            node.Attribute.Add(new OnnxAttribute { Name = name, Type = 5, G = new OnnxGraphPart { Name = name, Node = { product }, Output = { Value("inner", ElementType.Float, null) } } });
        }

        _graph.Include(1, node.ToByteArray());
        return "chosen";
    }

    public byte[] ToArray()
    {
        var model = OnnxModel.Parser.ParseFrom(_graph.ToArray("foreign"));
        model.Graph.Input.Add(_inputs);
        model.Graph.Output.Add(_outputs);

        // Identity takes no sequences before version 14: the map itself has the output's name.
        foreach (var (from, to) in _renamed)
        {
            var alias = model.Graph.Node.Single(n => n.Output.Contains(from));
            var maker = model.Graph.Node.Single(n => n.Output.Contains(alias.Input[0]));
            maker.Output[0] = to;
            model.Graph.Node.Remove(alias);
        }

        return model.ToByteArray();
    }

    private readonly List<(string From, string To)> _renamed = [];

    private void Rename(string from, string to) => _renamed.Add((from, to));

    private static OnnxValue Value(string name, ElementType type, int[]? shape)
    {
        var tensor = new OnnxTensorType { ElemType = (int)type };
        if (shape is not null)
        {
            tensor.Shape = new OnnxShape { Dim = { shape.Select(d => d < 0 ? new OnnxDimension { DimParam = "batch" } : new OnnxDimension { DimValue = d }) } };
        }

        return new OnnxValue { Name = name, Type = new OnnxType { TensorType = tensor } };
    }
}
