using System.Globalization;
using Ingot.Core.Reading;

namespace Ingot.Core.Schemas;

/// <summary>The shape of the schema file's <c>reading</c>: one flat object, of which people change what is wrong.</summary>
internal sealed record ReadingDocument
{
    public FileFormat Format { get; init; }

    public string? Encoding { get; init; }

    public string? Delimiter { get; init; }

    public string? Quote { get; init; }

    public int? Skip { get; init; }

    public bool? Header { get; init; }

    public string? Comment { get; init; }

    public string? Decimal { get; init; }

    public string? Thousands { get; init; }

    public IReadOnlyList<string>? Missing { get; init; }

    public bool? Trim { get; init; }

    public string? Zone { get; init; }

    /// <summary>What cannot be, with what was expected, to follow "has"; null when all can.</summary>
    public string? Problem =>
        Encoding is not null && !FileReading.Encodings.Contains(Encoding) ? $"the encoding '{Encoding}'; expected {string.Join(", ", FileReading.Encodings)}"
        : Delimiter is not null && !IsMark(Delimiter) ? $"the delimiter '{Delimiter}'; expected one character that is no letter, digit or line break"
        : Quote?.Length > 1 ? $"the quote '{Quote}'; expected one character, or nothing where values have no quotes"
        : Skip is < 0 or > FileReading.MostSkipped ? $"the skip {Skip}; expected the number of lines above the table, 0 to {FileReading.MostSkipped}"
        : Comment?.Length > 1 ? $"the comment '{Comment}'; expected one character, or nothing where there are no comments"
        : Decimal is not (null or "." or ",") ? $"the decimal '{Decimal}'; expected . or ,"
        : Thousands is { Length: > 0 } && (!TextReading.ThousandsSeparators.Contains(Thousands) || Thousands == (Decimal ?? ".")) ? $"the thousands '{Thousands}'; expected one of . , ' and space that is not the decimal"
        : Zone is not null && Offset(Zone) is null ? $"the zone '{Zone}'; expected Z or an offset from UTC such as +02:00"
        : null;

    public static ReadingDocument From(DataReading reading)
    {
        var csv = reading.File.Format == FileFormat.Csv ? reading.File : null;
        return new ReadingDocument
        {
            Format = reading.File.Format,
            Encoding = csv?.Encoding,
            Delimiter = csv?.Delimiter.ToString(),
            Quote = csv is null ? null : csv.Quote?.ToString() ?? string.Empty,
            Skip = csv?.Skip is > 0 and var skip ? skip : null,
            Header = csv?.Header,
            Comment = csv?.Comment?.ToString(),
            Decimal = reading.Text.Decimal.ToString(),
            Thousands = reading.Text.Thousands?.ToString(),
            Missing = reading.Text.Missing,
            Trim = reading.Text.Trim,
            Zone = reading.Text.Zone == TimeSpan.Zero
                ? "Z"
                : (reading.Text.Zone < TimeSpan.Zero ? "-" : "+") + reading.Text.Zone.ToString("hh\\:mm", CultureInfo.InvariantCulture),
        };
    }

    public DataReading ToReading() => new(
        new FileReading
        {
            Format = Format,
            Encoding = Encoding ?? "utf-8",
            Delimiter = Delimiter?[0] ?? ',',
            Quote = Quote is null ? '"' : Quote.Length == 0 ? null : Quote[0],
            Skip = Skip ?? 0,
            Header = Header ?? true,
            Comment = string.IsNullOrEmpty(Comment) ? null : Comment[0],
        },
        new TextReading
        {
            Decimal = Decimal?[0] ?? '.',
            Thousands = string.IsNullOrEmpty(Thousands) ? null : Thousands[0],
            Missing = Missing is null
                ? Format == FileFormat.Csv ? TextReading.DefaultMissingWords : []
                : [.. Missing.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            Trim = Trim ?? true,
            Zone = Zone is null ? TimeSpan.Zero : Offset(Zone)!.Value,
        });

    private static bool IsMark(string text) => text.Length == 1 && !char.IsLetterOrDigit(text[0]) && text[0] is not ('\r' or '\n' or '\0');

    private static TimeSpan? Offset(string zone) =>
        zone == "Z" ? TimeSpan.Zero
        : zone.Length == 6 && zone[0] is '+' or '-' && TimeSpan.TryParseExact(zone[1..], "hh\\:mm", CultureInfo.InvariantCulture, out var offset) && offset.TotalHours <= 14
            ? zone[0] == '-' ? -offset : offset
            : null;
}
