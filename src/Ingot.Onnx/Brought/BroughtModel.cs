using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.Collections;
using Ingot.Core.Diagnostics;
using Ingot.Onnx.Brought.Wire;
using Ingot.Onnx.Graphs;

namespace Ingot.Onnx.Brought;

/// <summary>An ONNX file of the project's own: what it takes and gives, and its graph under names that collide with none of ours.</summary>
internal sealed class BroughtModel
{
    // What the nodes that join it with columns and predictions need.
    private const long LeastOperators = 9;
    private const string Learning = "ai.onnx.ml";
    private const string Prefix = "brought/";

    private readonly OnnxModel _model;
    private readonly SourceLocation _place;
    private readonly string _prefix;

    private BroughtModel(OnnxModel model, string name, SourceLocation place, string prefix)
    {
        (_model, Name, _place, _prefix) = (model, name, place, prefix);
        var constants = Graph.Initializer.Select(i => i.Name).Concat(Graph.SparseInitializer.Select(i => i.Values?.Name)).ToHashSet(StringComparer.Ordinal);
        Inputs = [.. Graph.Input.Where(i => !constants.Contains(i.Name)).Select(Tensor)];
        Outputs = [.. Graph.Output.Select(Tensor)];
        Versions = new OnnxVersions(Math.Max(model.IrVersion, 4), VersionOf(string.Empty, "ai.onnx"), VersionOf(Learning) is > 0 and var learning ? learning : OnnxVersions.Own.Learning);
        if (Versions.Operators < LeastOperators)
        {
            throw new IngotException(TrainDiagnostics.OwnModelOperators.At(
                place,
                $"The ONNX file '{name}' uses version {Versions.Operators} of the operators of ai.onnx; expected {LeastOperators} or more. Convert the model again with a newer one, such as target_opset=17, or the file with onnx.version_converter.convert_version(model, 17)."));
        }
    }

    /// <summary>How messages name it.</summary>
    public string Name { get; }

    /// <summary>What it takes, in its order.</summary>
    public IReadOnlyList<BroughtTensor> Inputs { get; }

    /// <summary>What it gives, in its order; a sequence of maps has the type 0.</summary>
    public IReadOnlyList<BroughtTensor> Outputs { get; }

    /// <summary>Those of the file, which a graph that it is joined with must have too.</summary>
    public OnnxVersions Versions { get; }

    /// <summary>What it says of itself.</summary>
    public IEnumerable<KeyValuePair<string, string>> Metadata => _model.MetadataProps.Select(m => KeyValuePair.Create(m.Key, m.Value));

    /// <summary>Whether it has operators of ONNX Runtime's own.</summary>
    public bool NeedsOnnxRuntime => _model.OpsetImport.Any(o => o.Domain == OnnxGraph.OnnxRuntime);

    private OnnxGraphPart Graph => _model.Graph;

    /// <summary>Reads a file that was judged already (size, depth, operators, values in other files).</summary>
    /// <exception cref="IngotException">INGOT2064: its operator sets are too old to be joined with ours.</exception>
    /// <exception cref="InvalidProtocolBufferException">It is no protobuf.</exception>
    /// <exception cref="InvalidDataException">It has no graph.</exception>
    /// <param name="bytes">The file.</param>
    /// <param name="name">How messages name it.</param>
    /// <param name="place">The place of diagnostics about it.</param>
    /// <param name="prefix">What the names of its values begin with in the graph that it is joined with.</param>
    public static BroughtModel Read(byte[] bytes, string name, SourceLocation place, string prefix = Prefix)
    {
        var model = OnnxModel.Parser.ParseFrom(bytes);
        return new BroughtModel(model.Graph is null ? throw new InvalidDataException("it has no graph") : model, name, place, prefix);
    }

    /// <summary>The map of probabilities that scikit-learn's converters put behind a classifier: the tensor that it is made of, and its classes.</summary>
    /// <param name="output">The output that is a sequence of maps.</param>
    /// <returns>Null: it is made by another operator.</returns>
    public (BroughtTensor Tensor, IReadOnlyList<string> Classes)? Unzip(BroughtTensor output)
    {
        var node = Graph.Node.FirstOrDefault(n => n.Output.Contains(output.Name));
        return node is { OpType: "ZipMap", Input.Count: 1 }
            ? (new BroughtTensor(node.Input[0], (int)ElementType.Float, null), Labels(node))
            : null;
    }

    /// <summary>The classes in the order in which an operator of ai.onnx.ml has them, where all that have any agree; null: none says.</summary>
    public IReadOnlyList<string>? ClassesOf(string value)
    {
        var said = Needed(value).Select(Labels).Where(l => l.Count > 0).ToList();
        return said.Count > 0 && said.TrueForAll(l => l.SequenceEqual(said[0])) ? said[0] : null;
    }

    /// <summary>The operator that makes a value, and what it takes; null: none of the file does.</summary>
    public (string Operator, IReadOnlyList<string> Inputs)? MakerOf(string value) =>
        Graph.Node.FirstOrDefault(n => n.Output.Contains(value)) is { } node ? (node.OpType, node.Input) : null;

    /// <summary>How many trees with a split its ensembles have.</summary>
    public int Trees() => Graph.Node.SelectMany(n => n.Attribute).Where(a => a.Name == "nodes_treeids").Sum(a => a.Ints.Distinct().Count());

    /// <summary>The inputs that a value depends on.</summary>
    public IReadOnlyList<BroughtTensor> InputsOf(string value)
    {
        var read = Needed(value).SelectMany(Read).Append(value).ToHashSet(StringComparer.Ordinal);
        return [.. Inputs.Where(i => read.Contains(i.Name))];
    }

    /// <summary>The name that a value of the file has in the graph that it is joined with, where no other prefix is asked for.</summary>
    public static string Named(string value) => value.Length == 0 ? value : Prefix + value;

    /// <summary>The name that a value of this file has there.</summary>
    public string NameOf(string value) => value.Length == 0 ? value : _prefix + value;

    /// <summary>Adds to a graph what a value needs; its inputs must be there under their new names.</summary>
    public void AppendTo(OnnxGraph graph, string value)
    {
        var needed = Needed(value).ToHashSet();
        var read = needed.SelectMany(Read).Append(value).ToHashSet(StringComparer.Ordinal);
        foreach (var node in Graph.Node.Where(needed.Contains))
        {
            graph.Include(1, Renamed(node).ToByteArray());
        }

        foreach (var constant in Graph.Initializer.Where(i => read.Contains(i.Name)))
        {
            var copy = constant.Clone();
            copy.Name = NameOf(copy.Name);
            graph.Include(5, copy.ToByteArray());
        }

        foreach (var constant in Graph.SparseInitializer.Where(i => read.Contains(i.Values?.Name ?? string.Empty)))
        {
            var copy = constant.Clone();
            copy.Values.Name = NameOf(copy.Values.Name);
            graph.Include(15, copy.ToByteArray());
        }
    }

    /// <summary>The nodes that a value is made by, in the order of the file.</summary>
    private List<OnnxNode> Needed(string value)
    {
        var makers = new Dictionary<string, OnnxNode>(StringComparer.Ordinal);
        foreach (var node in Graph.Node)
        {
            foreach (var output in node.Output)
            {
                makers[output] = node;
            }
        }

        var (needed, open) = (new HashSet<OnnxNode>(ReferenceEqualityComparer.Instance), new Stack<string>([value]));
        while (open.TryPop(out var next))
        {
            if (makers.TryGetValue(next, out var node) && needed.Add(node))
            {
                foreach (var input in Read(node))
                {
                    open.Push(input);
                }
            }
        }

        return [.. Graph.Node.Where(needed.Contains)];
    }

    /// <summary>The values that a node reads, those of graphs within it included.</summary>
    private static IEnumerable<string> Read(OnnxNode node) => node.Input
        .Concat(node.Attribute.SelectMany(a => a.Graphs.Append(a.G)).OfType<OnnxGraphPart>().SelectMany(g => g.Node.SelectMany(Read).Concat(g.Output.Select(o => o.Name))));

    private OnnxNode Renamed(OnnxNode node)
    {
        var copy = node.Clone();
        Rename(copy);
        return copy;
    }

    private void Rename(OnnxNode node)
    {
        Rename(node.Input);
        Rename(node.Output);
        node.Name = NameOf(node.Name);
        foreach (var graph in node.Attribute.SelectMany(a => a.Graphs.Append(a.G)).OfType<OnnxGraphPart>())
        {
            foreach (var inner in graph.Node)
            {
                Rename(inner);
            }

            foreach (var value in graph.Input.Concat(graph.Output).Concat(graph.ValueInfo))
            {
                value.Name = NameOf(value.Name);
            }

            foreach (var constant in graph.Initializer.Concat(graph.SparseInitializer.Select(s => s.Values)).OfType<OnnxTensor>())
            {
                constant.Name = NameOf(constant.Name);
            }

            graph.QuantizationAnnotation.Clear();
        }
    }

    private void Rename(RepeatedField<string> names)
    {
        for (var i = 0; i < names.Count; i++)
        {
            names[i] = NameOf(names[i]);
        }
    }

    private static IReadOnlyList<string> Labels(OnnxNode node)
    {
        foreach (var attribute in node.Attribute.Where(a => a.Name.StartsWith("classlabels_", StringComparison.Ordinal)))
        {
            if (attribute.Strings.Count > 0)
            {
                return [.. attribute.Strings.Select(s => s.ToStringUtf8())];
            }

            if (attribute.Ints.Count > 0)
            {
                return [.. attribute.Ints.Select(i => i.ToString(CultureInfo.InvariantCulture))];
            }
        }

        return [];
    }

    private static BroughtTensor Tensor(OnnxValue value) => value.Type?.TensorType is not { } tensor
        ? new BroughtTensor(value.Name, 0, null)
        : new BroughtTensor(
            value.Name,
            tensor.ElemType,
            tensor.Shape?.Dim.Select(d => d.ValueCase == OnnxDimension.ValueOneofCase.DimValue && d.DimValue > 0 ? d.DimValue : (long?)null).ToList());

    private long VersionOf(params string[] domains) => _model.OpsetImport.Where(o => domains.Contains(o.Domain)).Select(o => o.Version).FirstOrDefault();
}
