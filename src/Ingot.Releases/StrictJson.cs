using System.Text;
using System.Text.Json;
using Ingot.Core;

namespace Ingot.Releases;

/// <summary>
/// JSON that decides something and may be anybody's: what is unknown, twice, missing or null where it must not be is refused.
/// Written as all JSON of Ingot.
/// </summary>
internal static class StrictJson
{
    /// <summary>A value as indented JSON, keys in the order of its type.</summary>
    public static string Write<T>(T value) => JsonSerializer.Serialize(value, JsonFormat.Strict);

    /// <summary>Reads a text.</summary>
    /// <exception cref="JsonException">It is not of the type's form.</exception>
    public static T Read<T>(string json)
        where T : class
    {
        // As bytes: half a surrogate pair is a replaced character there, and not an exception of another kind.
        return JsonFormat.Parse<T>(Encoding.UTF8.GetBytes(json), JsonFormat.Strict);
    }
}
