using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ingot.Core.Diagnostics;

namespace Ingot.Core;

/// <summary>
/// How all JSON of Ingot is written and read: camelCase, indented, <c>\n</c>, keys in the order of the types, enumerations by their
/// names, NaN as null. What is twice, missing, or null where it must not be is refused.
/// </summary>
public static class JsonFormat
{
    /// <summary>The form of all files, and of what verbs print for scripts.</summary>
    public static JsonSerializerOptions Options { get; } = Sealed(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        NumberHandling = JsonNumberHandling.Strict,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowDuplicateProperties = false,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false), new NullForNaN() },
    });

    /// <summary>
    /// For JSON that decides something and may be anybody's: what is unknown is refused too, and a number that is null, which
    /// elsewhere is one that could not be measured.
    /// </summary>
    public static JsonSerializerOptions Strict { get; } = With(o =>
    {
        o.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        o.Converters.Remove(o.Converters.Single(c => c is NullForNaN));
    });

    /// <summary>The same form for what is written piece by piece.</summary>
    public static JsonWriterOptions Writer { get; } = new() { Indented = true, NewLine = Options.NewLine, Encoder = Options.Encoder };

    /// <summary><see cref="Options"/> with changes. Whoever needs any says beside them why.</summary>
    /// <param name="change">Makes the changes.</param>
    public static JsonSerializerOptions With(Action<JsonSerializerOptions> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        var options = new JsonSerializerOptions(Options);
        change(options);
        return Sealed(options);
    }

    /// <summary>A value as JSON, without a line break at the end.</summary>
    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    /// <summary>Reads a file of Ingot.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">Its form; <see cref="Options"/> when nothing is said.</param>
    /// <exception cref="IngotException">INGOT9006: the file is damaged.</exception>
    public static T Read<T>(string path, JsonSerializerOptions? options = null)
        where T : class => Parse<T>(File.ReadAllBytes(path), path, options);

    /// <summary>Reads the bytes of a file of Ingot.</summary>
    /// <param name="json">The file's content, with or without a byte order mark.</param>
    /// <param name="path">The file, for diagnostics.</param>
    /// <param name="options">Its form; <see cref="Options"/> when nothing is said.</param>
    /// <exception cref="IngotException">INGOT9006: the file is damaged. INGOT9020: a newer Ingot wrote it.</exception>
    public static T Parse<T>(byte[] json, string path, JsonSerializerOptions? options = null)
        where T : class
    {
        try
        {
            // Without the byte order mark of an editor.
            var start = json.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
            FormatCheck.RequireKnown(json.AsSpan(start), path);
            return Parse<T>(json.AsSpan(start), options ?? Options);
        }
        catch (JsonException e)
        {
            throw Damaged(path, e);
        }
    }

    /// <summary>Reads JSON whose damage has a code of its own.</summary>
    /// <param name="json">The content, without a byte order mark.</param>
    /// <param name="options">Its form.</param>
    /// <exception cref="JsonException">It is not of the form: the only exception, whatever is wrong.</exception>
    public static T Parse<T>(ReadOnlySpan<byte> json, JsonSerializerOptions options)
        where T : class
    {
        try
        {
            var value = JsonSerializer.Deserialize<T>(json, options) ?? throw new JsonException("The file holds null.");
            return RequiredElements.Check(value, options);
        }
        catch (Exception e) when (e is InvalidOperationException or NotSupportedException)
        {
            throw new JsonException(e.Message, e);
        }
    }

    /// <summary>How that which is said of a damaged file ends: advice for who has the file beside a project of theirs.</summary>
    public const string Advice = " Restore it from version control, or delete it and build again.";

    /// <summary>What is said of a file of Ingot that cannot be read (INGOT9006).</summary>
    /// <param name="path">The file.</param>
    /// <param name="reason">What is wrong with it; for a <see cref="JsonException"/> the line is known.</param>
    public static IngotException Damaged(string path, Exception reason)
    {
        ArgumentNullException.ThrowIfNull(reason);
        return new IngotException(
            InfrastructureDiagnostics.DamagedFile.At(
                new SourceLocation(path, LineOf(reason), 1),
                $"The file is damaged or not what it should be: {reason.Message}{Advice}"),
            reason);
    }

    /// <summary>The line on which reading ended, from 1; the first when it is not known.</summary>
    public static int LineOf(Exception reason) => reason is JsonException { LineNumber: { } zeroBased } ? (int)zeroBased + 1 : 1;

    private static JsonSerializerOptions Sealed(JsonSerializerOptions options)
    {
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
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
