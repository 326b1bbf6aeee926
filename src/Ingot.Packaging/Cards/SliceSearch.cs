using System.Text.Json;
using Ingot.Core.Diagnostics;

namespace Ingot.Packaging.Cards;

/// <summary>What a search for weak slices found: <c>slices.json</c>.</summary>
/// <param name="Metric">The metric that was compared.</param>
/// <param name="Slices">The slices, in the order of the file.</param>
public sealed record SliceSearch(string Metric, IReadOnlyList<SliceFinding> Slices)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { RespectNullableAnnotations = true };

    /// <summary>Reads the file.</summary>
    /// <exception cref="IngotException">INGOT9006: the file is damaged.</exception>
    public static SliceSearch Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<SliceSearch>(File.ReadAllText(path), Format) ?? throw new JsonException("The file holds null.");
        }
        catch (JsonException e)
        {
            throw CardFiles.Damaged(path, e);
        }
    }
}
