using Ingot.Core.Diagnostics;
using Ingot.Core.Reading;
using Ingot.Core.Specs;

namespace Ingot.Data;

/// <summary>A file of delimited text: how it is read, and the text that DuckDB is given, which is the file itself if that can be.</summary>
/// <param name="Source">The file.</param>
/// <param name="Dialect">How it is read.</param>
/// <param name="Path">The text.</param>
internal sealed record DelimitedText(DataSource Source, Dialect Dialect, string Path)
{
    /// <summary>As much of a file as shows its kind.</summary>
    public const int ShortHead = 1 << 16;

    /// <summary>As much of a file as is looked at to find how it is read: 1 MB.</summary>
    public const int LongHead = 1 << 20;

    /// <summary>How many lines of the file stand above the first one of the text.</summary>
    public int Above => Dialect.Above;

    /// <summary>Whether the encoding was found and not told.</summary>
    public bool IsEncodingFound { get; init; }

    /// <summary>Whether the encoding is a guess: the bytes are not UTF-8, and nothing tells what they are.</summary>
    public bool IsEncodingGuessed { get; init; }

    /// <summary>Whether the reading was found in this file.</summary>
    public bool IsFound { get; init; }

    /// <summary>Finds or takes the reading, and writes the text anew if it must be.</summary>
    /// <exception cref="IngotException">INGOT1004, INGOT1031, INGOT1032, INGOT1036.</exception>
    public static DelimitedText Open(DataSource source, ReadingContext context, FileRepairs repairs)
    {
        var known = context.File is { Format: FileFormat.Csv } file ? file : null;
        var head = HeadOf(source, FileFormat.Csv, known is null ? LongHead : ShortHead);
        var encoding = Encoding(source, context, known, head, repairs, out var isGuessed);
        CheckZeros(source, head, encoding);
        var sample = head.Sample(encoding);
        var dialect = known is null ? new DialectFinder(sample, head.IsWhole, source.Reading, context.Label).Find() : Told(source, context, known, sample);
        if (dialect.Problem is { } problem)
        {
            throw new IngotException(PrepareDiagnostics.UnreadableFile.At(source.Location, $"The file '{source.DisplayName}' {problem}."));
        }

        dialect = dialect with
        {
            Reading = dialect.Reading with { Encoding = encoding },
            LacksFirstName = dialect.LacksFirstName || repairs.LacksFirstName,
            LacksLastName = dialect.LacksLastName || repairs.LacksLastName,
        };
        if (dialect.NoHeader is { } what)
        {
            throw new IngotException(NoHeader(source, context, what));
        }

        var plain = new PlainText
        {
            Skip = dialect.Above,
            UnifyBreaks = repairs.HasMixedBreaks,
            Comment = dialect.Reading.Comment,
            BeforeHeader = dialect.LacksFirstName ? dialect.Reading.Delimiter.ToString() : string.Empty,
            AfterHeader = dialect.LacksLastName ? dialect.Reading.Delimiter.ToString() : string.Empty,
        };
        var path = source.Path;
        if (plain.IsNeeded(head, encoding))
        {
            path = context.Scratch.NewFile(".csv");
            plain.Write(source, head, encoding, path);
        }

        return new DelimitedText(source, dialect, path)
        {
            IsFound = known is null,
            IsEncodingFound = known is null && source.Reading?.Encoding is null && head.Mark is null,
            IsEncodingGuessed = isGuessed,
        };
    }

    /// <summary>The beginning of a file of text, which is no other kind of file.</summary>
    /// <exception cref="IngotException">INGOT1004: it is damaged; INGOT1036: it is another kind of file.</exception>
    public static TextHead HeadOf(DataSource source, FileFormat format, int most)
    {
        var head = TextHead.Read(source, most);
        if (head.IsPacked)
        {
            GzipFile.Check(source, new PlainText().Limit(source));
        }

        return FileKind.Other(head.Bytes, format) is { } other
            ? throw new IngotException(PrepareDiagnostics.OtherKind.At(source.Location, $"The file '{source.DisplayName}' is {other}."))
            : head;
    }

    /// <summary>What is said of a first row that is no header.</summary>
    /// <param name="source">The file.</param>
    /// <param name="context">What is known.</param>
    /// <param name="what">Why it is none.</param>
    public static Diagnostic NoHeader(DataSource source, ReadingContext context, string what) => PrepareDiagnostics.NoHeader.At(
        source.Location,
        $"The file '{source.DisplayName}' has no column '{DiagnosticText.Shorten(context.Label ?? string.Empty)}' in its header: {what}. If it has no header, say Header=\"false\" and Names=\"…;…\" with the names of all columns in its item; if that row is the header, correct the property ModelLabel.");

    private static Dialect Told(DataSource source, ReadingContext context, FileReading known, string sample)
    {
        var reading = source.Reading?.Over(known) ?? known;
        var top = TextTop.Of(sample, reading.Skip);
        return top.Delimiter is { } said && said != reading.Delimiter
            ? throw new IngotException(OtherReading.Delimiter(source, context, said, reading.Delimiter))
            : new Dialect(reading) { Above = top.Lines };
    }

    private static string Encoding(DataSource source, ReadingContext context, FileReading? known, TextHead head, FileRepairs repairs, out bool isGuessed)
    {
        isGuessed = false;
        var told = source.Reading?.Encoding ?? known?.Encoding;
        if (head.Mark is { } mark)
        {
            // The file itself says so; only what is said of this very file can contradict it.
            return source.Reading?.Encoding is { } said && said != mark ? throw OtherReading.Encoding(source, context, $"begins with the byte order mark of {mark}", said) : mark;
        }

        if (told is not null)
        {
            // UTF-16 of other scripts than the Latin one has no zeros, but it is no UTF-8 either.
            if (told == "utf-16" ? !head.HasZeros && head.Encoding is not null : head.HasZeros)
            {
                throw OtherReading.Encoding(source, context, head.HasZeros ? "is UTF-16" : "is UTF-8", told);
            }

            if (told is "windows-1252" or "iso-8859-1")
            {
                using var bytes = TextHead.Open(source.Path, out _);
                return Utf8Look.Of(bytes) is { Wrong: 0, Characters: > 0 } ? throw OtherReading.Encoding(source, context, "is UTF-8", told) : told;
            }

            return told;
        }

        if (!repairs.IsNotUtf8 && head.Encoding is { } seen)
        {
            return seen;
        }

        using var all = TextHead.Open(source.Path, out _);
        var look = Utf8Look.Of(all);
        isGuessed = look.IsOther;
        return isGuessed ? "windows-1252" : "utf-8";
    }

    private static void CheckZeros(DataSource source, TextHead head, string encoding)
    {
        if (encoding != "utf-16" && head.Bytes.IndexOf((byte)0) is >= 0 and var at)
        {
            using var bytes = new BufferedStream(TextHead.Open(source.Path, out _));
            var line = CsvLines.At(bytes, at);
            throw new IngotException(PrepareDiagnostics.UnreadableFile.At(
                new SourceLocation(source.Path, line, 1),
                $"The file '{source.DisplayName}' is no text: line {line} has NUL bytes. Expected delimited text in {string.Join(", ", FileReading.Encodings)}; fetch or write the file anew."));
        }
    }
}
