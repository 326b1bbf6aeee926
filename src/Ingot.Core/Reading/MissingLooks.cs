namespace Ingot.Core.Reading;

/// <summary>Words that people write where they have no value. Among numbers and dates they cannot mean anything else; among texts they may.</summary>
public static class MissingLooks
{
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "?", "??", "???", "-", "--", "---", ".", "..", "...", "*", "**", "_", "/", "\\N", "na", "n/a", "n.a.", "n.a", "#N/A", "#N/A N/A", "#NA", "<NA>", "nan", "none", "nil",
        "null", "(null)", "<null>", "#NULL!", "missing", "unknown", "undefined", "unspecified", "blank", "(blank)", "empty", "not available", "not applicable", "tbd",
        "#DIV/0!", "#REF!", "#VALUE!", "#NUM!", "#NAME?", "-1.#IND", "1.#QNAN", "0000-00-00", "0000-00-00 00:00:00", "00/00/0000", "NaT",
    };

    /// <summary>Whether a text, without white space round it, looks like the word for a missing value.</summary>
    public static bool Has(string text) => Words.Contains(text);

    /// <summary>Whether it looks so even among texts, where <c>none</c> or <c>unknown</c> is a good category.</summary>
    public static bool HasAmongTexts(string text) => Words.Contains(text) && !text.Any(char.IsLetter);
}
