using System.Text;
using System.Text.Json;
using Ingot.Tests.Shared;

namespace Ingot.Benchmarks.Reliability.Hostile;

/// <summary>Damage to a file of any kind: to the structure where it is JSON, to bytes elsewhere.</summary>
internal static class JsonDamage
{
    /// <summary>A list in a list, and so on, deeper than any stack.</summary>
    public static byte[] Deep { get; } = Encoding.UTF8.GetBytes(new string('[', 200_000));

    /// <summary>An object in an object, and so on, closed.</summary>
    public static byte[] DeepObject { get; } = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", 50_000)) + "1" + new string('}', 50_000));

    /// <summary>The content with damage.</summary>
    public static byte[] Of(byte[] content, RequestMutator mutator)
    {
        if (IsJson(content))
        {
            return mutator.Mutate(Encoding.UTF8.GetString(content));
        }

        for (var i = 1 + mutator.Below(3); i > 0; i--)
        {
            content = mutator.Damage(content);
        }

        return content;
    }

    private static bool IsJson(byte[] content)
    {
        try
        {
            using var document = JsonDocument.Parse(content);
            return document.RootElement.ValueKind is JsonValueKind.Object or JsonValueKind.Array;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
