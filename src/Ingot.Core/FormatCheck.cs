using System.Text.Json;
using Ingot.Artifacts;
using Ingot.Core.Diagnostics;

namespace Ingot.Core;

/// <summary>Refuses files of a form that only a newer Ingot knows, instead of reading half of what they say.</summary>
public static class FormatCheck
{
    /// <summary>Refuses a file of a newer form. What is no JSON is left to whoever reads it: that reader says what is wrong with it.</summary>
    /// <param name="json">The file's content, without a byte order mark.</param>
    /// <param name="path">The file, for diagnostics.</param>
    /// <exception cref="IngotException">INGOT9020: the file has a newer form.</exception>
    /// <exception cref="JsonException">What the file says is no form.</exception>
    public static void RequireKnown(ReadOnlySpan<byte> json, string path)
    {
        if (Find(json) is not { } member)
        {
            return;
        }

        if (member.Version is not >= 1)
        {
            throw new JsonException($"Its {FormatVersion.Member} is not a whole number from 1 on.", null, member.Line - 1, null);
        }

        if (member.Version > FormatVersion.Newest)
        {
            throw Newer(path, member.Line, member.Version.Value);
        }
    }

    /// <summary>What is said of a file of a newer form (INGOT9020).</summary>
    /// <param name="path">The file.</param>
    /// <param name="line">The line that says its form; 0: none.</param>
    /// <param name="version">Its form.</param>
    public static IngotException Newer(string path, int line, int version) => new(InfrastructureDiagnostics.NewerFile.At(
        line > 0 ? new SourceLocation(path, line, 1) : new SourceLocation(path), $"{FormatVersion.Refusal(version)}"));

    /// <summary>What the member at the top of the file says, and its line.</summary>
    private static (int? Version, int Line)? Find(ReadOnlySpan<byte> json)
    {
        // As lenient as the most lenient reader.
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return null;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isForm = reader.ValueTextEquals(FormatVersion.Member);
                var line = isForm ? 1 + json[..(int)reader.TokenStartIndex].Count((byte)'\n') : 0;
                reader.Read();
                if (isForm)
                {
                    return (reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var version) ? version : null, line);
                }

                reader.Skip();
            }

            return null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
