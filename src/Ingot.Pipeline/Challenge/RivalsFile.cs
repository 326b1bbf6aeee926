using System.Text.Json;
using System.Text.Json.Serialization;
using Ingot.Core.Diagnostics;

namespace Ingot.Pipeline.Challenge;

/// <summary><c>rivals.json</c>.</summary>
internal static class RivalsFile
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false) },
    };

    public static string ToJson(IReadOnlyList<TrainedRival> rivals) => JsonSerializer.Serialize(rivals, Format);

    /// <exception cref="IngotException">INGOT9006: the file is damaged.</exception>
    public static IReadOnlyList<TrainedRival> Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<IReadOnlyList<TrainedRival>>(File.ReadAllText(path), Format) ?? throw new JsonException("The file holds null.");
        }
        catch (JsonException e)
        {
            throw new IngotException(
                InfrastructureDiagnostics.DamagedFile.At(
                    new SourceLocation(path, 1, 1), $"The file is damaged or not what it should be: {e.Message} Delete it and build again."),
                e);
        }
    }
}
