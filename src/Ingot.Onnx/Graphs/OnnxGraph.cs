using System.Globalization;
using System.Text.Json;
using Ingot.Core;

namespace Ingot.Onnx.Graphs;

/// <summary>
/// An ONNX graph while it is written: IR version 8, opset 17, ai.onnx.ml 3, where nothing else is said; and com.microsoft 1, which ONNX Runtime has, where text is
/// taken apart.
/// </summary>
/// <param name="versions">The version of the format and of the operator sets.</param>
internal sealed class OnnxGraph(OnnxVersions versions)
{
    /// <summary>The domain of ONNX Runtime's own operators.</summary>
    public const string OnnxRuntime = "com.microsoft";

    /// <summary>How metadata that is JSON is written.</summary>
    public static readonly JsonSerializerOptions Facts = JsonFormat.With(o => o.WriteIndented = false);

    private const string MachineLearning = "ai.onnx.ml";
    private readonly List<ProtoMessage> _nodes = [];
    private readonly List<ProtoMessage> _initializers = [];
    private readonly List<ProtoMessage> _inputs = [];
    private readonly HashSet<string> _inputNames = new(StringComparer.Ordinal);
    private readonly List<ProtoMessage> _outputs = [];
    private readonly List<ProtoMessage> _values = [];
    private readonly Dictionary<string, string> _metadata = [];
    private readonly List<(int Field, byte[] Message)> _parts = [];
    private int _names;
    private bool _needsOnnxRuntime;

    public OnnxGraph()
        : this(OnnxVersions.Own)
    {
    }

    /// <summary>Adds a part of another graph as it is: a message of a field of GraphProto. Nodes stand where the graph has come to.</summary>
    public void Include(int field, byte[] message)
    {
        if (field == 1)
        {
            _nodes.Add(new ProtoMessage(message));
        }
        else
        {
            _parts.Add((field, message));
        }
    }

    /// <summary>Says that parts of other graphs have operators of <see cref="OnnxRuntime"/>.</summary>
    public void NeedOnnxRuntime() => _needsOnnxRuntime = true;

    /// <summary>Adds an input of shape [N, 1], unless it is there already.</summary>
    public string Input(string name, ElementType type)
    {
        if (!_inputNames.Add(name))
        {
            return name;
        }

        _inputs.Add(Value(name, type, 1));
        return name;
    }

    /// <summary>Names a value as an output of shape [N, width].</summary>
    public void Output(string value, string name, ElementType type, int width)
    {
        Node("Identity", [value], name);
        _outputs.Add(Value(name, type, width));
    }

    /// <summary>Names a value as an output of as many columns as the longest row has.</summary>
    public void Output(string value, string name, ElementType type)
    {
        Node("Identity", [value], name);
        _outputs.Add(Value(name, type, new ProtoMessage().Add(2, "N"), new ProtoMessage().Add(2, "M")));
    }

    public void Metadata(string key, string value) => _metadata.Add(key, value);

    /// <summary>The key of the metadata that tells how many features a row has, where there are many.</summary>
    public const string WidthKey = "ingot.features";

    /// <summary>The key of the metadata that has the words that columns of free text are known by.</summary>
    public const string WordsKey = "ingot.words";

    /// <summary>Tells those who run the model how many features a row has, where there are many: as many numbers are in memory for each row of a batch.</summary>
    public void Width(int features) => Metadata(WidthKey, features.ToString(CultureInfo.InvariantCulture));

    public string Constant(ElementType type, long[] dims, Action<ProtoMessage> data)
    {
        var name = NewName("constant");
        _initializers.Add(Tensor(name, type, dims, data));
        return name;
    }

    public string Strings(string[] values, params long[] dims) =>
        Constant(ElementType.String, dims, t => Array.ForEach(values, v => t.Add(6, v)));

    public string Floats(float[] values, params long[] dims) => Constant(ElementType.Float, dims, t => t.AddBytes(9, values));

    public string Doubles(double[] values, params long[] dims) => Constant(ElementType.Double, dims, t => t.AddBytes(9, values));

    public string Longs(long[] values, params long[] dims) => Constant(ElementType.Int64, dims, t => t.AddBytes(9, values));

    /// <summary>Adds a node of the standard operators and returns the name of its output.</summary>
    public string Node(string type, string[] inputs, params (string Name, object Value)[] attributes) =>
        AddNode(string.Empty, type, inputs, NewName(type), attributes);

    /// <summary>Adds a node of ai.onnx.ml and returns the name of its output.</summary>
    public string Learning(string type, string[] inputs, params (string Name, object Value)[] attributes) =>
        AddNode(MachineLearning, type, inputs, NewName(type), attributes);

    /// <summary>Gives a value another name.</summary>
    public void Alias(string value, string name) => Node("Identity", [value], name);

    /// <summary>Adds a node that makes a class, an index of [N, 1], the class's text.</summary>
    public string ClassText(string index, IReadOnlyList<string> classes) => versions.Learning < 2
        ? Learning("LabelEncoder", [index], ("classes_strings", classes.ToArray()))
        : Learning("LabelEncoder", [index], ("keys_int64s", classes.Select((_, i) => (long)i).ToArray()), ("values_strings", classes.ToArray()));

    /// <summary>Adds a node of ONNX Runtime's own operators, with a matrix of a type as its output, and returns its name.</summary>
    public string Microsoft(string type, ElementType element, string[] inputs, params (string Name, object Value)[] attributes)
    {
        _needsOnnxRuntime = true;
        var output = AddNode(OnnxRuntime, type, inputs, NewName(type), attributes);

        // Who does not know the operator, such as the checker of ONNX, is told what comes of it.
        _values.Add(Value(output, element, new ProtoMessage(), new ProtoMessage()));
        return output;
    }

    public string Cast(string value, ElementType type) => Node("Cast", [value], ("to", (long)type));

    public byte[] ToArray(string name)
    {
        var graph = new ProtoMessage();
        _nodes.ForEach(n => graph.Add(1, n));
        graph.Add(2, name);
        _initializers.ForEach(i => graph.Add(5, i));
        _inputs.ForEach(i => graph.Add(11, i));
        _outputs.ForEach(o => graph.Add(12, o));
        _values.ForEach(v => graph.Add(13, v));
        _parts.ForEach(p => graph.Add(p.Field, new ProtoMessage(p.Message)));
        var model = new ProtoMessage()
            .Add(1, versions.Format).Add(2, "Ingot").Add(7, graph)
            .Add(8, new ProtoMessage().Add(1, string.Empty).Add(2, versions.Operators))
            .Add(8, new ProtoMessage().Add(1, MachineLearning).Add(2, versions.Learning));
        if (_needsOnnxRuntime)
        {
            model.Add(8, new ProtoMessage().Add(1, OnnxRuntime).Add(2, 1L));
        }

        foreach (var (key, value) in _metadata.OrderBy(m => m.Key, StringComparer.Ordinal))
        {
            model.Add(14, new ProtoMessage().Add(1, key).Add(2, value));
        }

        return model.ToArray();
    }

    /// <summary>A tensor as an attribute's value.</summary>
    public static ProtoMessage DoubleTensor(double[] values) =>
        Tensor("values", ElementType.Double, [values.Length], t => t.AddBytes(9, values));

    private static ProtoMessage Tensor(string name, ElementType type, long[] dims, Action<ProtoMessage> data)
    {
        var tensor = new ProtoMessage();
        foreach (var dim in dims)
        {
            tensor.Add(1, dim);
        }

        tensor.Add(2, (long)type).Add(8, name);
        data(tensor);
        return tensor;
    }

    private static ProtoMessage Value(string name, ElementType type, int width) =>
        Value(name, type, new ProtoMessage().Add(2, "N"), new ProtoMessage().Add(1, (long)width));

    private static ProtoMessage Value(string name, ElementType type, ProtoMessage rows, ProtoMessage width)
    {
        var shape = new ProtoMessage().Add(1, rows).Add(1, width);
        return new ProtoMessage().Add(1, name).Add(2, new ProtoMessage().Add(1, new ProtoMessage().Add(1, (long)type).Add(2, shape)));
    }

    private void Node(string type, string[] inputs, string output) => AddNode(string.Empty, type, inputs, output, []);

    private string AddNode(string domain, string type, string[] inputs, string output, (string Name, object Value)[] attributes)
    {
        var node = new ProtoMessage();
        foreach (var input in inputs)
        {
            node.Add(1, input);
        }

        node.Add(2, output).Add(3, output).Add(4, type);
        foreach (var (name, value) in attributes)
        {
            node.Add(5, Attribute(name, value));
        }

        _nodes.Add(domain.Length > 0 ? node.Add(7, domain) : node);
        return output;
    }

    private static ProtoMessage Attribute(string name, object value)
    {
        var attribute = new ProtoMessage().Add(1, name);
        switch (value)
        {
            case float f: return attribute.Add(2, f).Add(20, 1L);
            case long i: return attribute.Add(3, i).Add(20, 2L);
            case string s: return attribute.Add(4, s).Add(20, 3L);
            case ProtoMessage tensor: return attribute.Add(5, tensor).Add(20, 4L);
            case float[] floats:
                Array.ForEach(floats, f => attribute.Add(7, f));
                return attribute.Add(20, 6L);
            case long[] ints:
                Array.ForEach(ints, i => attribute.Add(8, i));
                return attribute.Add(20, 7L);
            case string[] strings:
                Array.ForEach(strings, s => attribute.Add(9, s));
                return attribute.Add(20, 8L);
            default: throw new ArgumentException($"An attribute of type {value.GetType()}.", nameof(value));
        }
    }

    // Inputs bear the columns' own names: inner names cannot collide with them, as no column begins with this prefix by accident twice.
    private string NewName(string kind) => string.Create(CultureInfo.InvariantCulture, $"ingot/{kind}_{_names++}");
}
