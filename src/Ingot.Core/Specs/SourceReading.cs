using Ingot.Core.Reading;

namespace Ingot.Core.Specs;

/// <summary>What the project says of how one data file is read, as metadata of its item; what it leaves out is as in the schema, or is found.</summary>
public sealed record SourceReading
{
    /// <summary>Metadata <c>Encoding</c>: one of <see cref="FileReading.Encodings"/>; null: not said.</summary>
    public string? Encoding { get; init; }

    /// <summary>Metadata <c>Delimiter</c>: what stands between two values; null: not said.</summary>
    public char? Delimiter { get; init; }

    /// <summary>Metadata <c>Quote</c>: what may stand round a value, with <c>none</c> as the empty text; null: not said.</summary>
    public string? Quote { get; init; }

    /// <summary>Metadata <c>Header</c>: whether the first row names the columns; null: not said.</summary>
    public bool? Header { get; init; }

    /// <summary>Metadata <c>Names</c>: the names of the columns of a file without a header, in its order; null: not said.</summary>
    public IReadOnlyList<string>? Names { get; init; }

    /// <summary>Metadata <c>Comment</c>: what a line begins with that is no row, with <c>none</c> as the empty text; null: not said.</summary>
    public string? Comment { get; init; }

    /// <summary>Metadata <c>Skip</c>: how many lines stand above the table; null: not said.</summary>
    public int? Skip { get; init; }

    /// <summary>A reading in which what the project says takes precedence.</summary>
    /// <param name="reading">What holds where it says nothing.</param>
    public FileReading Over(FileReading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        return reading with
        {
            Encoding = Encoding ?? reading.Encoding,
            Delimiter = Delimiter ?? reading.Delimiter,
            Quote = Quote is null ? reading.Quote : Mark(Quote),
            Header = Header ?? reading.Header,
            Comment = Comment is null ? reading.Comment : Mark(Comment),
            Skip = Skip ?? reading.Skip,
        };
    }

    /// <summary>What is said, as a line of text: for hashes, and to show.</summary>
    public override string ToString() => string.Join(
        ' ',
        new[]
        {
            ("Encoding", Encoding), ("Delimiter", Delimiter?.ToString()), ("Quote", Quote), ("Header", Header?.ToString()),
            ("Names", Names is null ? null : string.Join(';', Names)), ("Comment", Comment), ("Skip", Skip is { } skip ? FormattableString.Invariant($"{skip}") : null),
        }.Where(m => m.Item2 is not null).Select(m => $"{m.Item1}=\"{m.Item2}\""));

    private static char? Mark(string text) => text.Length == 0 ? null : text[0];
}
