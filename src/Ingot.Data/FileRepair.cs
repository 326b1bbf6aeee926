using Ingot.Core.Reading;
using Ingot.Core.Specs;

namespace Ingot.Data;

/// <summary>
/// Looks why a file could not be read, for what can be told from the file itself. It is read once more for that, which files that can be
/// read never are.
/// </summary>
internal static class FileRepair
{
    private const int Block = 1 << 16;

    /// <summary>One more thing that makes it readable; null: nothing.</summary>
    /// <param name="source">The file.</param>
    /// <param name="repairs">What has been tried.</param>
    /// <param name="context">What is known.</param>
    public static FileRepairs? Of(DataSource source, FileRepairs repairs, ReadingContext context)
    {
        if (FileKind.FormatOf(source.Path) != FileFormat.Csv)
        {
            return null;
        }

        var known = context.File is { Format: FileFormat.Csv } file ? file : null;
        var head = TextHead.Read(source, DelimitedText.LongHead);
        var told = head.Mark ?? source.Reading?.Encoding ?? known?.Encoding;
        if (!repairs.IsNotUtf8 && told is null && head.Encoding == "utf-8" && IsOtherEncoding(source))
        {
            return repairs with { IsNotUtf8 = true };
        }

        var encoding = told ?? (repairs.IsNotUtf8 ? "windows-1252" : head.Encoding ?? "windows-1252");
        if (!repairs.HasMixedBreaks && HasMixedBreaks(source, head, encoding))
        {
            return repairs with { HasMixedBreaks = true };
        }

        if (known is null || repairs.LacksFirstName || repairs.LacksLastName)
        {
            return null;
        }

        var found = new DialectFinder(head.Sample(encoding), head.IsWhole, Said(source.Reading?.Over(known) ?? known), context.Label).Find();
        return found.LacksFirstName || found.LacksLastName
            ? repairs with { LacksFirstName = found.LacksFirstName, LacksLastName = found.LacksLastName }
            : null;
    }

    private static SourceReading Said(FileReading reading) => new()
    {
        Delimiter = reading.Delimiter,
        Quote = reading.Quote?.ToString() ?? string.Empty,
        Comment = reading.Comment?.ToString() ?? string.Empty,
        Skip = reading.Skip,
        Header = reading.Header,
    };

    private static bool IsOtherEncoding(DataSource source)
    {
        using var bytes = TextHead.Open(source.Path, out _);
        return Utf8Look.Of(bytes).IsOther;
    }

    /// <summary>Whether lines end in more than one way. Breaks inside of values are among them; a file that only has those can be read.</summary>
    private static bool HasMixedBreaks(DataSource source, TextHead head, string encoding)
    {
        using var reader = head.Reader(source, encoding);
        var buffer = new char[Block];
        var (pairs, feeds, returns, last) = (false, false, false, '\0');
        while (reader.Read(buffer, 0, Block) is > 0 and var read)
        {
            foreach (var c in buffer.AsSpan(0, read))
            {
                pairs |= c == '\n' && last == '\r';
                feeds |= c == '\n' && last != '\r';
                returns |= last == '\r' && c != '\n';
                last = c;
            }
        }

        return (pairs ? 1 : 0) + (feeds ? 1 : 0) + (returns || last == '\r' ? 1 : 0) > 1;
    }
}
