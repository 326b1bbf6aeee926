using Ingot.Core.Diagnostics;
using Ingot.Core.Reading;
using Ingot.Core.Specs;

namespace Ingot.Data;

/// <summary>What is said of a file that is not written as is known of it or of the others (INGOT1031), or has no header (INGOT1032).</summary>
internal static class OtherReading
{
    /// <summary>Looks whether a file has another delimiter than is known, or no header; null: neither.</summary>
    /// <param name="source">The file.</param>
    /// <param name="context">What is known.</param>
    public static Diagnostic? Find(DataSource source, ReadingContext context)
    {
        var known = context.File is { Format: FileFormat.Csv } file ? source.Reading?.Over(file) ?? file
            : source.Reading?.Delimiter is { } said ? new FileReading { Delimiter = said }
            : null;
        if (known is null || FileKind.FormatOf(source.Path) != FileFormat.Csv)
        {
            return null;
        }

        var head = TextHead.Read(source, DelimitedText.LongHead);
        var text = head.Sample(head.Mark ?? known.Encoding);
        if (known.Skip > 0 && known.Header && IsHeader(text, head, known, context))
        {
            return PrepareDiagnostics.OtherReading.At(
                source.Location,
                $"The file '{source.DisplayName}' begins with its header, {Teller(context, source.Reading?.Skip is not null)} {DiagnosticText.Count(known.Skip, "line")} above it. Say Skip=\"0\" in its item.");
        }

        var from = TextTop.Of(text, known.Skip).From;
        var told = RowScan.Of(text, from, head.IsWhole, known.Delimiter, known.Quote);
        var found = new DialectFinder(text, head.IsWhole, new SourceReading { Skip = known.Skip, Header = known.Header }, context.Label).Find();
        return told.Width == 1 && found.Width > 1 && found.Reading.Delimiter != known.Delimiter ? Delimiter(source, context, found.Reading.Delimiter, known.Delimiter)
            : found.NoHeader is { } what && found.Reading.Delimiter == known.Delimiter ? DelimitedText.NoHeader(source, context, what)
            : null;
    }

    private static bool IsHeader(string text, TextHead head, FileReading known, ReadingContext context)
    {
        var scan = RowScan.Of(text, TextTop.Of(text, 0).From, head.IsWhole, known.Delimiter, known.Quote);
        return scan.Count > 0 && scan.CellsOf(0).Intersect(context.Names, StringComparer.Ordinal).Any();
    }

    /// <summary>Looks whether the names of a file's columns can be those that are known.</summary>
    /// <exception cref="IngotException">INGOT1031, INGOT1032.</exception>
    public static void Check(ITableFile file, ReadingContext context)
    {
        if (context.Names.Count > 0 && file.Reading is { Format: FileFormat.Csv, Header: true } && !file.Columns.Any(c => context.Names.Contains(c.Name)) && Find(file.Source, context) is { } other)
        {
            throw new IngotException(other);
        }
    }

    /// <summary>It has another delimiter.</summary>
    public static Diagnostic Delimiter(DataSource source, ReadingContext context, char found, char told) => PrepareDiagnostics.OtherReading.At(
        source.Location,
        $"The file '{source.DisplayName}' is separated by {Name(found)}, {Teller(context, source.Reading?.Delimiter is not null)} {Name(told)}. Write the file as {(source.Reading?.Delimiter is null ? "the others" : "that")}, or say Delimiter=\"{Word(found)}\" in its item.");

    /// <summary>It has another encoding.</summary>
    public static IngotException Encoding(DataSource source, ReadingContext context, string found, string told) => new(PrepareDiagnostics.OtherReading.At(
        source.Location,
        $"The file '{source.DisplayName}' {found}, {Teller(context, source.Reading?.Encoding is not null)} {told}. Save it in that encoding, or say in its item which it has (Encoding=\"…\")."));

    /// <summary>A delimiter as messages name it.</summary>
    public static string Name(char delimiter) => delimiter switch
    {
        '\t' => "tabs",
        ' ' => "spaces",
        _ => $"'{delimiter}'",
    };

    private static string Word(char delimiter) => delimiter switch
    {
        '\t' => "tab",
        ' ' => "space",
        _ => delimiter.ToString(),
    };

    private static string Teller(ReadingContext context, bool isSaidOfFile) =>
        isSaidOfFile ? "and its item says" : context.Origin.EndsWith("data", StringComparison.Ordinal) ? $"and {context.Origin} before it have" : $"and {context.Origin} says";
}
