using System.Globalization;
using Ingot.Artifacts;
using Ingot.Core.Diagnostics;
using Ingot.Core.Reading;

namespace Ingot.Core.Specs;

/// <summary>Reads what the item of a data file says of how the file is read.</summary>
internal static class SourceReadingReader
{
    private const string None = "none";

    // What cannot be written as itself in an attribute of XML, or is hard to see there.
    private static readonly Dictionary<string, char> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["comma"] = ',', ["semicolon"] = ';', ["tab"] = '\t', ["\\t"] = '\t', ["pipe"] = '|', ["space"] = ' ',
    };

    private static readonly Dictionary<string, string> Aliases = new(StringComparer.OrdinalIgnoreCase)
    {
        ["utf8"] = "utf-8", ["utf16"] = "utf-16", ["utf-16le"] = "utf-16", ["utf-16be"] = "utf-16", ["unicode"] = "utf-16",
        ["cp1252"] = "windows-1252", ["1252"] = "windows-1252", ["latin1"] = "iso-8859-1", ["latin-1"] = "iso-8859-1",
    };

    /// <summary>The metadata that a data file may have.</summary>
    public static string[] Metadata { get; } = ["Delimiter", "Quote", "Encoding", "Header", "Names", "Comment", "Skip"];

    /// <summary>What the item says; null when it says nothing. Other metadata of data files may be anybody's, unless they are almost one of these.</summary>
    /// <exception cref="IngotException">INGOT1001: a metadata cannot be used.</exception>
    public static SourceReading? Read(ProjectItem item)
    {
        foreach (var name in item.Metadata.Keys.Where(k => !Metadata.Contains(k, StringComparer.OrdinalIgnoreCase)).Order(StringComparer.Ordinal))
        {
            if (Misspelling.NearestOf(name, Metadata) is { } nearest)
            {
                throw Wrong(item, $"has the metadata {name}, which nobody reads. Did you mean {nearest}?");
            }
        }

        if (!Metadata.Any(item.Metadata.ContainsKey))
        {
            return null;
        }

        var reading = new SourceReading
        {
            Encoding = Encoding(item),
            Delimiter = Mark(item, "Delimiter", maybeNone: false) is { } delimiter ? delimiter[0] : null,
            Quote = Mark(item, "Quote", maybeNone: true),
            Header = Header(item),
            Names = item.Get("Names")?.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
            Comment = Mark(item, "Comment", maybeNone: true),
            Skip = Skip(item),
        };
        if (reading.Names is not null && reading.Header != false)
        {
            throw Wrong(item, $"has Names but not Header=\"false\": the names of the first row and these would be there twice. Add Header=\"false\", with Skip=\"1\" if there is a first row with other names, or remove Names.");
        }

        if (reading.Names?.GroupBy(n => n, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Skip(1).Any()) is { } twice)
        {
            throw Wrong(item, $"has the name '{DiagnosticText.Shorten(twice.Key)}' more than once in Names (names are compared without case). Rename one.");
        }

        return reading.Delimiter is { } d && (reading.Quote == d.ToString() || reading.Comment == d.ToString())
            ? throw Wrong(item, $"has the same character as Delimiter and as {(reading.Quote == d.ToString() ? "Quote" : "Comment")}. Correct one.")
            : reading;
    }

    private static string? Encoding(ProjectItem item) => item.Get("Encoding") is not { } text ? null
        : FileReading.Encodings.FirstOrDefault(e => string.Equals(e, text, StringComparison.OrdinalIgnoreCase)) ?? Aliases.GetValueOrDefault(text)
            ?? throw Wrong(item, $"has Encoding=\"{text}\"; expected {string.Join(", ", FileReading.Encodings)}. Save a file of another encoding as UTF-8.");

    private static string? Mark(ProjectItem item, string name, bool maybeNone) => item.Get(name) switch
    {
        null => null,
        var text when maybeNone && string.Equals(text, None, StringComparison.OrdinalIgnoreCase) => string.Empty,
        var text when Words.TryGetValue(text, out var word) => word.ToString(),
        [var c] when !char.IsLetterOrDigit(c) && c is not ('\r' or '\n' or '\0') && !char.IsSurrogate(c) => c.ToString(),
        var text => throw Wrong(item, $"has {name}=\"{text}\"; expected one character that is no letter or digit{(maybeNone ? ", or none" : string.Empty)}, or one of the words {string.Join(", ", Words.Keys.Where(k => k[0] != '\\'))}."),
    };

    private static bool? Header(ProjectItem item) => item.Get("Header")?.ToUpperInvariant() switch
    {
        null => null,
        "TRUE" => true,
        "FALSE" => false,
        _ => throw Wrong(item, $"has Header=\"{item.Get("Header")}\"; expected true or false."),
    };

    private static int? Skip(ProjectItem item) => item.Get("Skip") is not { } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var lines) && lines <= FileReading.MostSkipped ? lines
        : throw Wrong(item, $"has Skip=\"{text}\"; expected the number of lines above the table, 0 to {FileReading.MostSkipped}.");

    private static IngotException Wrong(ProjectItem item, FormattableString what) => new(PrepareDiagnostics.InvalidProject.At(
        item.Location, $"The {item.ItemType} '{item.Include}' {FormattableString.Invariant(what)}"));
}
