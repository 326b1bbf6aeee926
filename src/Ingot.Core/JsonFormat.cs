using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ingot.Core.Diagnostics;

namespace Ingot.Core;

/// <summary>How all JSON of Ingot is written: camelCase, indented, <c>\n</c>, keys in the order of the types, NaN as null.</summary>
internal static class JsonFormat
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        NumberHandling = JsonNumberHandling.Strict,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowDuplicateProperties = false,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false), new NullForNaN() },
    };

    public static T Read<T>(string path)
        where T : class => Parse<T>(File.ReadAllBytes(path), path);

    public static T Parse<T>(byte[] json, string path)
        where T : class
    {
        try
        {
            // Without the byte order mark of an editor.
            var start = json.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
            var value = JsonSerializer.Deserialize<T>(json.AsSpan(start), Options)
                ?? throw new JsonException("The file holds null.");
            return RequiredElements.Check(value, Options);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or NotSupportedException)
        {
            var line = e is JsonException { LineNumber: { } zeroBased } ? (int)zeroBased + 1 : 1;
            throw new IngotException(
                InfrastructureDiagnostics.DamagedFile.At(
                    new SourceLocation(path, line, 1),
                    $"The file is damaged or not what it should be: {e.Message} Restore it from version control, or delete it and build again."),
                e);
        }
    }

    private sealed class NullForNaN : JsonConverter<double>
    {
        public override bool HandleNull => true;

        public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.Null ? double.NaN : reader.GetDouble();

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
        {
            if (double.IsFinite(value))
            {
                writer.WriteNumberValue(value);
            }
            else
            {
                writer.WriteNullValue();
            }
        }
    }
}
