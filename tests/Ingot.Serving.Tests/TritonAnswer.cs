using System.Globalization;
using System.Text.Json.Nodes;

namespace Ingot.Serving.Tests;

/// <summary>
/// An answer as Triton's own client for Python reads it: JSON up to the header's length; behind it, in the order of the outputs, the bytes of each that
/// says how many it has there.
/// </summary>
/// <param name="Json">The JSON.</param>
/// <param name="Data">The binary data, by output.</param>
internal sealed record TritonAnswer(JsonNode Json, IReadOnlyDictionary<string, byte[]> Data)
{
    public static TritonAnswer Read(string? headerLength, byte[] body)
    {
        var json = headerLength is null ? body.Length : int.Parse(headerLength, NumberStyles.None, CultureInfo.InvariantCulture);
        var answer = JsonNode.Parse(body.AsSpan(0, json))!;
        var data = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        var at = json;
        foreach (var output in answer["outputs"]!.AsArray())
        {
            if ((int?)output!["parameters"]?["binary_data_size"] is { } size)
            {
                data.Add((string)output["name"]!, body[at..(at + size)]);
                at += size;
            }
        }

        Assert.Equal(body.Length, at);
        return new TritonAnswer(answer, data);
    }
}
