using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Ingot.Tests.Shared;

/// <summary>Makes wrong requests, and other wrong JSON, of right ones, the same for the same seed.</summary>
internal sealed class RequestMutator(int seed)
{
    private static readonly string[] Odd =
    [
        "null", "true", "-1", "0", "1e999", "-1e999", "1e-999", "9223372036854775808", "-9223372036854775809", "2147483648", "18446744073709551616",
        "3.4028236e38", "0.1e1", "NaN", "Infinity", "\"NaN\"", "\"\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\u0000\"", "[]", "{}", "[[]]", "[null]",
        "\"FP32\"", "\"BYTES\"", "[1, 1]", "[0, 1]", "[-1, 1]", "[9223372036854775807, 1]", "[2147483647, 1]", "[1, -1]", "[1, 1, 1]", "[1.5]",
        "\"name\"", "\"tenure\"", "\"senior__present\"", "//", "\"\u00e9\u4e2d\U0001f600\"",
    ];

    private readonly Random _random = new(seed);

    /// <summary>A number below a bound.</summary>
    public int Below(int bound) => _random.Next(bound);

    /// <summary>A body that is a little, or very, wrong; rarely it is right.</summary>
    public byte[] Mutate(string body)
    {
        var bytes = Below(3) == 0 ? Encoding.UTF8.GetBytes(body) : Encoding.UTF8.GetBytes(ByStructure(body));
        for (var i = Below(3) == 0 ? 1 + Below(4) : 0; i > 0 && bytes.Length > 0; i--)
        {
            bytes = Damage(bytes);
        }

        return bytes;
    }

    private string ByStructure(string body)
    {
        var root = JsonNode.Parse(body)!;
        var nodes = new List<JsonNode>();
        Collect(root, nodes);
        if (nodes.Count == 0)
        {
            return Odd[Below(Odd.Length)];
        }

        // The mark stands where any text may come to stand, such as one that is not JSON.
        const string mark = "\"mark of the mutation\"";
        var (node, parent) = (nodes[Below(nodes.Count)], (JsonNode?)null);
        parent = node.Parent!;
        if (parent is JsonArray array)
        {
            var place = array.IndexOf(node);
            switch (Below(3))
            {
                case 0:
                    array[place] = JsonNode.Parse(mark);
                    break;
                case 1:
                    array.RemoveAt(place);
                    break;
                default:
                    array.Insert(place, node.DeepClone());
                    break;
            }

            return root.ToJsonString().Replace(mark, Value(), StringComparison.Ordinal);
        }

        var name = node.GetPropertyName();
        switch (Below(4))
        {
            case 0:
                parent.AsObject().Remove(name);
                return root.ToJsonString();
            case 1:
                // The same name twice.
                parent[name] = JsonNode.Parse(mark);
                return root.ToJsonString().Replace(mark, $"{node.ToJsonString()}, {JsonValue.Create(name).ToJsonString()}: {Value()}", StringComparison.Ordinal);
            case 2:
                parent.AsObject().Remove(name);
                parent[name + "x"] = node;
                return root.ToJsonString();
            default:
                parent[name] = JsonNode.Parse(mark);
                return root.ToJsonString().Replace(mark, Value(), StringComparison.Ordinal);
        }
    }

    private string Value() => Below(8) switch
    {
        0 => new string('[', 1 + Below(200)),
        1 => new string('[', 40) + new string(']', 40),
        2 => string.Concat(Enumerable.Repeat("{\"a\":", 35)) + "1" + new string('}', 35),
        3 => "\"" + new string('x', Below(5000)) + "\"",
        4 => Below(int.MaxValue).ToString(CultureInfo.InvariantCulture),
        _ => Odd[Below(Odd.Length)],
    };

    /// <summary>Changes bytes at one place; the array that it is given may be changed.</summary>
    public byte[] Damage(byte[] bytes)
    {
        if (bytes.Length == 0)
        {
            return bytes;
        }

        var place = Below(bytes.Length);
        switch (Below(5))
        {
            case 0:
                return bytes[..place];
            case 1:
                bytes[place] = (byte)Below(256);
                return bytes;
            case 2:
                bytes[place] ^= (byte)(1 << Below(8));
                return bytes;
            case 3:
                return [.. bytes[..place], .. new byte[] { 0xED, 0xA0, 0x80, 0xFF, 0xC0, (byte)'"', (byte)'\\', 0 }[..(1 + Below(8))], .. bytes[place..]];
            default:
                var other = Below(bytes.Length);
                return [.. bytes[..place], .. bytes[Math.Min(place, other)..Math.Max(place, other)], .. bytes[place..]];
        }
    }

    private static void Collect(JsonNode node, List<JsonNode> nodes)
    {
        var children = node switch
        {
            JsonArray array => array.AsEnumerable(),
            JsonObject properties => properties.Select(p => p.Value),
            _ => [],
        };
        foreach (var child in children.OfType<JsonNode>())
        {
            nodes.Add(child);
            Collect(child, nodes);
        }
    }
}
