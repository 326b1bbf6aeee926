using Ingot.Core.Diagnostics;
using Ingot.Core.Reading;

namespace Ingot.Data;

/// <summary>What is said of how a file of delimited text is read.</summary>
internal static class DialectNotes
{
    /// <summary>Says what was found and decided.</summary>
    public static void Tell(DelimitedText text, FileRepairs repairs, NamedColumns names, IDiagnosticSink sink)
    {
        var source = text.Source;
        if (text.IsEncodingGuessed)
        {
            sink.Report(PrepareDiagnostics.GuessedEncoding.At(
                source.Location,
                $"The file '{source.DisplayName}' is not UTF-8, and nothing in it tells its encoding. It is read as {text.Dialect.Reading.Encoding}, the usual one of Western Europe{Example(text)}. If letters are wrong, say Encoding in its item, or save it as UTF-8."));
        }

        foreach (var doubt in Doubts(text, repairs, names))
        {
            sink.Report(PrepareDiagnostics.DoubtfulReading.At(source.Location, $"In the file '{source.DisplayName}' {doubt}"));
        }

        if (text.IsFound && string.Join(", ", Facts(text, names)) is { Length: > 0 } facts)
        {
            sink.Report(PrepareDiagnostics.FoundReading.At(
                source.Location, $"The file '{source.DisplayName}' is read so: {facts}. The schema's reading has it from now on; metadata of the item take precedence."));
        }
    }

    /// <summary>What a file should have been, for the end of a message about what it is.</summary>
    /// <param name="text">The file.</param>
    /// <param name="error">What is wrong with it; null: not known.</param>
    public static string Expected(DelimitedText text, CsvError? error) =>
        error is { IsEncoding: true } ? CsvError.EncodingRemedy
        : error is { IsQuote: true } ? "Expected the same quote at the end of a value that begins with one, and quotes inside of it doubled. If quotes are part of the text, say Quote=\"none\" in its item."
        : $"Expected {text.Dialect.Reading.Encoding} text with {One(text.Dialect.Reading.Delimiter)} between values, and as many values in each row as in the {(text.Dialect.Reading.Header ? "header. If lines above the table are no part of it, say Skip in its item" : "list of names")}.";

    private static IEnumerable<string> Doubts(DelimitedText text, FileRepairs repairs, NamedColumns names)
    {
        foreach (var doubt in text.IsFound ? text.Dialect.Doubts : [])
        {
            yield return doubt;
        }

        if (repairs.HasMixedBreaks)
        {
            yield return "lines end in more than one way; all are read as line ends, and line breaks inside of values become line feeds.";
        }

        if (names.Index is { } index && text.IsFound)
        {
            yield return $"{(text.Dialect.LacksFirstName ? "the header has one name less than the rows have values: the first column is" : "the first column has no name, and is")} called '{index}'. If it only numbers the rows, leave it out of the file or say <Column Include=\"{index}\" Role=\"Ignored\" />.";
        }
    }

    private static IEnumerable<string> Facts(DelimitedText text, NamedColumns names)
    {
        var (reading, plain) = (text.Dialect.Reading, new FileReading());
        if (reading.Delimiter != plain.Delimiter)
        {
            yield return $"separated by {OtherReading.Name(reading.Delimiter)}";
        }

        if (reading.Quote != plain.Quote)
        {
            yield return reading.Quote is { } quote ? $"with {quote} as the quote" : "without quotes";
        }

        if (reading.Encoding != plain.Encoding)
        {
            yield return $"in {reading.Encoding}";
        }

        if (!reading.Header)
        {
            yield return "without a header";
        }

        if (reading.Comment is { } comment)
        {
            yield return $"without the lines that begin with {comment}";
        }

        if (reading.Skip > 0)
        {
            yield return reading.Skip == 1 ? "without the first line" : $"without the first {DiagnosticText.Count(reading.Skip, "line")}";
        }

        if (names.Trailing > 0)
        {
            yield return $"without a column for the {DiagnosticText.Agree(names.Trailing, "delimiter", "delimiters")} at the end of each row";
        }
    }

    /// <summary>The first word with a character that the encoding decides.</summary>
    private static string Example(DelimitedText text)
    {
        var line = File.ReadLines(text.Path).FirstOrDefault(l => l.AsSpan().IndexOfAnyExceptInRange('\0', '\u007F') >= 0);
        var word = line?.Split([text.Dialect.Reading.Delimiter, ' '])?.FirstOrDefault(w => w.AsSpan().IndexOfAnyExceptInRange('\0', '\u007F') >= 0);
        return word is null ? string.Empty : $", with texts such as '{DiagnosticText.Shorten(word)}'";
    }

    private static string One(char delimiter) => delimiter switch
    {
        ',' => "a comma",
        ';' => "a semicolon",
        '\t' => "a tab",
        ' ' => "a space",
        _ => $"'{delimiter}'",
    };
}
