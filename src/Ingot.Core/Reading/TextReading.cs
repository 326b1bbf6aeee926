namespace Ingot.Core.Reading;

/// <summary>How the text of a cell becomes a value: in data files, in requests and in the typed client.</summary>
public sealed record TextReading
{
    /// <summary>Words that mean a missing value in delimited text where nobody says otherwise; the empty text always does.</summary>
    public static IReadOnlyList<string> DefaultMissingWords { get; } =
        ["#N/A", "+NaN", "+nan", "-NaN", "-nan", "<NA>", "N/A", "NA", "NAN", "NULL", "NaN", "n/a", "nan", "null"];

    /// <summary>What may stand between groups of three digits.</summary>
    public static IReadOnlyList<string> ThousandsSeparators { get; } = [".", ",", "'", " ", "\u00A0", "\u202F"];

    /// <summary>What stands before the fraction of a number: <c>.</c> (default) or <c>,</c>.</summary>
    public char Decimal { get; init; } = '.';

    /// <summary>What stands between groups of three digits; null (default): nothing.</summary>
    public char? Thousands { get; init; }

    /// <summary>Words that mean a missing value, in any column, quoted or not, after trimming. The empty text always does.</summary>
    public IReadOnlyList<string> Missing { get; init; } = DefaultMissingWords;

    /// <summary>Whether white space round a value (U+0009 to U+000D, U+0020, U+00A0) is no part of it. Default true.</summary>
    public bool Trim { get; init; } = true;

    /// <summary>How far the dates and times that name no zone are ahead of UTC. Default: not at all.</summary>
    public TimeSpan Zone { get; init; }
}
