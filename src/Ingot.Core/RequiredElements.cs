using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ingot.Core;

/// <summary>
/// Reads lists and dictionaries of objects and texts, and refuses null in them, which <see cref="JsonSerializerOptions.RespectNullableAnnotations"/>
/// lets through.
/// </summary>
public sealed class RequiredElements : JsonConverterFactory
{
    /// <inheritdoc />
    public override bool CanConvert(Type typeToConvert)
    {
        ArgumentNullException.ThrowIfNull(typeToConvert);
        return typeToConvert.IsGenericType
            && (typeToConvert.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) || IsDictionary(typeToConvert))
            && !typeToConvert.GetGenericArguments()[^1].IsValueType;
    }

    /// <inheritdoc />
    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(typeToConvert);
        var converter = IsDictionary(typeToConvert) ? typeof(OfDictionary<>) : typeof(OfList<>);
        return (JsonConverter)Activator.CreateInstance(converter.MakeGenericType(typeToConvert.GetGenericArguments()[^1]))!;
    }

    private static bool IsDictionary(Type type) =>
        type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>) && type.GetGenericArguments()[0] == typeof(string);

    private sealed class OfList<T> : JsonConverter<IReadOnlyList<T>>
        where T : class
    {
        public override IReadOnlyList<T>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var list = JsonSerializer.Deserialize<List<T>>(ref reader, options);
            return list?.Exists(e => e is null) == true ? throw new JsonException("A list holds null.") : list;
        }

        public override void Write(Utf8JsonWriter writer, IReadOnlyList<T> value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize<IEnumerable<T>>(writer, value, options);
    }

    private sealed class OfDictionary<T> : JsonConverter<IReadOnlyDictionary<string, T>>
        where T : class
    {
        public override IReadOnlyDictionary<string, T>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var values = JsonSerializer.Deserialize<Dictionary<string, T>>(ref reader, options);
            return values?.Values.Any(v => v is null) == true ? throw new JsonException("An object holds null.") : values;
        }

        public override void Write(Utf8JsonWriter writer, IReadOnlyDictionary<string, T> value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value.ToDictionary(), options);
    }
}
