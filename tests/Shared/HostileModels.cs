using System.Text;

namespace Ingot.Tests.Shared;

/// <summary>
/// ONNX files that mean harm, of about a thousand bytes each, with the inputs and the output of <see cref="TestPackage.Schema"/>, so that
/// only what they do is wrong with them. Written byte by byte: the writer in src writes no such thing.
/// </summary>
internal static class HostileModels
{
    private const int Float = 1;
    private const int Int64 = 7;
    private const int Bool = 9;

    /// <summary>A Loop whose condition stays true, 2^63 - 1 times.</summary>
    public static byte[] Endless()
    {
        var body = Graph(
            "body",
            [Node("Identity", ["condition"], ["again"]), Node("Identity", ["value"], ["next"])],
            [],
            [Value("round", Int64, 0), Value("condition", Bool, 0), Value("value", Float, 1)],
            [Value("again", Bool, 0), Value("next", Float, 1)]);
        return Model(
            [Node("Loop", ["rounds", "true", "tenure"], ["looped"], attributes: [GraphAttribute("body", body)])],
            "looped",
            [Tensor("rounds", Int64, [], BitConverter.GetBytes(long.MaxValue)), Tensor("true", Bool, [], [1])]);
    }

    /// <summary>No control flow, and still for ever: a product of two 3,000 by 3,000 matrices, a thousand times.</summary>
    public static byte[] Slow()
    {
        const int Times = 1000;
        List<byte[]> nodes = [Node("ReduceMin", ["tenure"], ["least"], attributes: [Integer("keepdims", 0)]), Node("Expand", ["least", "shape"], ["m0"])];
        nodes.AddRange(Enumerable.Range(0, Times).Select(i => Node("MatMul", [$"m{i}", $"m{i}"], [$"m{i + 1}"])));
        nodes.Add(Node("ReduceMax", [$"m{Times}"], ["most"], attributes: [Integer("keepdims", 0)]));
        nodes.Add(Node("Add", ["tenure", "most"], ["slow"]));
        return Model([.. nodes], "slow", [Tensor("shape", Int64, [2], Longs(3000, 3000))]);
    }

    /// <summary>Nothing that is wrong when it is loaded: a number of a tensor that has not so many.</summary>
    public static byte[] Broken() => Model(
        [Node("Shape", ["tenure"], ["shape"]), Node("Gather", ["shape", "far"], ["length"]), Node("Cast", ["length"], ["number"], attributes: [Integer("to", Float)]), Node("Add", ["tenure", "number"], ["broken"])],
        "broken",
        [Tensor("far", Int64, [], BitConverter.GetBytes(99L))]);

    /// <summary>A tensor, by default of 1.6 GB, out of a few bytes, from the request's rows, so that no optimizer folds it.</summary>
    public static byte[] Large(long numbers = 400_000_000) => Model(
        [
            Node("ReduceMin", ["tenure"], ["least"], attributes: [Integer("keepdims", 0)]),
            Node("Expand", ["least", "shape"], ["many"]),
            Node("ReduceMax", ["many"], ["most"], attributes: [Integer("keepdims", 0)]),
            Node("Add", ["tenure", "most"], ["large"]),
        ],
        "large",
        [Tensor("shape", Int64, [1], Longs(numbers))]);

    /// <summary>The same while the model is loaded: constants are computed then.</summary>
    public static byte[] LargeWhenLoaded(long numbers = 400_000_000) => Model(
        [
            Node("ConstantOfShape", ["shape"], ["zeros"]),
            Node("ReduceMax", ["zeros"], ["most"], attributes: [Integer("keepdims", 0)]),
            Node("Add", ["tenure", "most"], ["large"]),
        ],
        "large",
        [Tensor("shape", Int64, [1], Longs(numbers))]);

    /// <summary>Weights that are another file of the machine.</summary>
    public static byte[] External() => Model(
        [Node("Add", ["tenure", "weights"], ["sum"])],
        "sum",
        [Message(Field(1, 1), Field(2, Float), Field(8, "weights"), Bytes(13, Message(Field(1, "location"), Field(2, "nuget.config"))), Field(14, 1))]);

    /// <summary>The same in an attribute of a node in a branch.</summary>
    public static byte[] ExternalInABranch()
    {
        var constant = Message(Field(1, "value"), Bytes(5, Message(Field(1, 1), Field(2, Float), Bytes(13, Message(Field(1, "location"), Field(2, "/etc/passwd"))), Field(14, 1))), Field(20, 4));
        var branch = Graph("branch", [Node("Constant", [], ["c"], attributes: [constant])], [], [], [Value("c", Float)]);
        return Model(
            [Node("If", ["yes"], ["c"], attributes: [GraphAttribute("then_branch", branch), GraphAttribute("else_branch", branch)]), Node("Add", ["tenure", "c"], ["sum"])],
            "sum",
            [Tensor("yes", Bool, [], [1])]);
    }

    /// <summary>An operator of a library that is not there, or is.</summary>
    public static byte[] Foreign(string domain, string type = "Gelu") => Model([Node(type, ["tenure"], ["x"], domain)], "x", []);

    /// <summary>A function that the file brings along.</summary>
    public static byte[] Function() => [.. Model([], "tenure", []), .. Bytes(25, Message(Field(1, "Own"), Field(10, "ai.onnx")))];

    /// <summary>A graph in a graph, and so on.</summary>
    public static byte[] Deep(int depth)
    {
        var graph = Graph("g", [Node("Identity", ["tenure"], ["x"])], [], [], [Value("x", Float)]);
        for (var i = 1; i < depth; i++)
        {
            graph = Graph("g", [Node("If", ["yes"], ["x"], attributes: [GraphAttribute("then_branch", graph)])], [], [], [Value("x", Float)]);
        }

        return Message(Field(1, 8), Bytes(7, graph), Opset());
    }

    /// <summary>A tensor of two bytes that claims to have a thousand million values.</summary>
    public static byte[] Liar() => Model([Node("Add", ["tenure", "weights"], ["sum"])], "sum", [Tensor("weights", Float, [1_000_000_000], [0, 0])]);

    /// <summary>A sparse tensor: one value, and as many zeros as fit in no memory.</summary>
    public static byte[] Sparse()
    {
        var sparse = Message(Bytes(1, Tensor("weights", Float, [1], new byte[4])), Bytes(2, Tensor("at", Int64, [1], new byte[8])), Field(3, 1_000_000), Field(3, 1_000_000));
        return Message(Field(1, 8), Bytes(7, Message(Field(2, "sparse"), Bytes(15, sparse))), Opset());
    }

    /// <summary>A file with the inputs and outputs of the schema, that answers with a value's sigmoid.</summary>
    private static byte[] Model(byte[][] nodes, string value, byte[][] initializers) => Message(
        Field(1, 8),
        Bytes(7, Graph("hostile", [.. nodes, Node("Sigmoid", [value], ["probability"]), Node("Identity", ["contract"], ["predicted_label"])], initializers, [Value("tenure", Float, 1), Value("contract", 8, 1), Value("senior", Bool, 1)], [Value("predicted_label", 8, 1), Value("probability", Float, 1)])),
        Opset(),
        Bytes(8, Message(Field(1, "ai.onnx.ml"), Field(2, 3))));

    private static byte[] Opset() => Bytes(8, Message(Field(1, string.Empty), Field(2, 17)));

    private static byte[] Graph(string name, byte[][] nodes, byte[][] initializers, byte[][] inputs, byte[][] outputs) => Message(
        [.. nodes.Select(n => Bytes(1, n)), Field(2, name), .. initializers.Select(i => Bytes(5, i)), .. inputs.Select(i => Bytes(11, i)), .. outputs.Select(o => Bytes(12, o))]);

    private static byte[] Node(string type, string[] inputs, string[] outputs, string domain = "", params byte[][] attributes) => Message(
        [.. inputs.Select(i => Field(1, i)), .. outputs.Select(o => Field(2, o)), Field(4, type), .. attributes.Select(a => Bytes(5, a)), Field(7, domain)]);

    private static byte[] GraphAttribute(string name, byte[] graph) => Message(Field(1, name), Bytes(6, graph), Field(20, 5));

    private static byte[] Integer(string name, long value) => Message(Field(1, name), Field(3, value), Field(20, 2));

    private static byte[] Tensor(string name, int type, long[] dimensions, byte[] values) =>
        Message([.. dimensions.Select(d => Field(1, d)), Field(2, type), Field(8, name), Bytes(9, values)]);

    /// <summary>Of any shape without a width, a scalar with 0, else [N, width].</summary>
    private static byte[] Value(string name, int type, int? width = null)
    {
        byte[] shape = width is null ? [] : width == 0 ? Bytes(2, []) : Bytes(2, Message(Bytes(1, Message(Field(2, "N"))), Bytes(1, Message(Field(1, width.Value)))));
        return Message(Field(1, name), Bytes(2, Message(Bytes(1, Message(Field(1, type), shape)))));
    }

    private static byte[] Longs(params long[] values) => [.. values.SelectMany(BitConverter.GetBytes)];

    private static byte[] Message(params byte[][] fields) => [.. fields.SelectMany(f => f)];

    private static byte[] Field(int field, long value) => [.. Varint((ulong)field << 3), .. Varint((ulong)value)];

    private static byte[] Field(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    private static byte[] Bytes(int field, byte[] value) => [.. Varint(((ulong)field << 3) | 2), .. Varint((ulong)value.Length), .. value];

    private static IEnumerable<byte> Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            yield return (byte)(value | 0x80);
        }

        yield return (byte)value;
    }
}
