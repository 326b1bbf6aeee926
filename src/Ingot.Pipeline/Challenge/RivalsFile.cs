using System.Text.Encodings.Web;
using System.Text.Json;
using Ingot.Core;
using Ingot.Core.Diagnostics;

namespace Ingot.Pipeline.Challenge;

/// <summary><c>rivals.json</c>.</summary>
internal static class RivalsFile
{
    // The stage's output is hashed, and has escaped what is not ASCII from the beginning.
    private static readonly JsonSerializerOptions Format = JsonFormat.With(o => o.Encoder = JavaScriptEncoder.Default);

    public static string ToJson(IReadOnlyList<TrainedRival> rivals) => JsonSerializer.Serialize(rivals, Format);

    /// <exception cref="IngotException">INGOT9006: the file is damaged.</exception>
    public static IReadOnlyList<TrainedRival> Read(string path) => JsonFormat.Read<IReadOnlyList<TrainedRival>>(path, Format);
}
