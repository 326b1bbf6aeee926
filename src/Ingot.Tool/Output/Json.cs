using System.Text.Encodings.Web;
using System.Text.Json;

namespace Ingot.Tool.Output;

/// <summary>What verbs print for scripts.</summary>
internal static class Json
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>A value as indented JSON, keys in camel case.</summary>
    public static string Of(object value) => JsonSerializer.Serialize(value, Format);

    /// <summary>A number; null where JSON has none for it.</summary>
    public static double? Number(double value) => double.IsFinite(value) ? value : null;
}
