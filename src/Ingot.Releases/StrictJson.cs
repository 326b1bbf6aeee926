using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ingot.Core;

namespace Ingot.Releases;

/// <summary>
/// JSON that decides something and may be anybody's: what is unknown, twice, missing or null where it must not be is refused.
/// Written as all JSON of Ingot.
/// </summary>
internal static class StrictJson
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        NumberHandling = JsonNumberHandling.Strict,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowDuplicateProperties = false,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false) },
    };

    /// <summary>A value as indented JSON, keys in the order of its type.</summary>
    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Format);

    /// <summary>Reads a text.</summary>
    /// <exception cref="JsonException">It is not of the type's form.</exception>
    public static T Read<T>(string json)
        where T : class
    {
        // As bytes: half a surrogate pair is a replaced character there, and not an exception of another kind.
        var value = JsonSerializer.Deserialize<T>(Encoding.UTF8.GetBytes(json), Format);
        return RequiredElements.Check(value ?? throw new JsonException("The file holds null."), Format);
    }
}
