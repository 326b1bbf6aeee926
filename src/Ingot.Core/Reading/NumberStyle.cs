using System.Globalization;

namespace Ingot.Core.Reading;

/// <summary>One way in which people write numbers as text.</summary>
/// <param name="Decimal">What stands before the fraction.</param>
/// <param name="Thousands">What stands between groups of three digits; null: nothing.</param>
/// <param name="Unit">What stands before or after the number and is no part of it; null: nothing.</param>
public sealed record NumberStyle(char Decimal, char? Thousands, string? Unit)
{
    /// <summary>As programs write them.</summary>
    public static NumberStyle Plain { get; } = new('.', null, null);

    // The most specific last: of those that fit, the first is taken.
    private static readonly (char Decimal, char? Thousands)[] Separators =
        [('.', null), (',', null), ('.', ','), (',', '.'), ('.', '\''), ('.', ' '), (',', ' '), (',', '\u00A0'), ('.', '\u00A0'), (',', '\u202F'), ('.', '\u202F')];

    private static readonly HashSet<string> Currencies = new(StringComparer.Ordinal)
    {
        "AUD", "BRL", "CAD", "CHF", "CNY", "CZK", "DKK", "EUR", "GBP", "HUF", "INR", "JPY", "KRW", "MXN", "NOK", "NZD", "PLN", "SEK", "TRY", "USD", "ZAR",
    };

    /// <summary>
    /// The styles in which at least a share of texts are numbers, by how many are, the simplest first. Where <c>1,234</c> is all that is there,
    /// both meanings of the comma are in the answer.
    /// </summary>
    /// <param name="texts">Different texts of one column, none of them missing.</param>
    /// <param name="share">The share, 0 to 1.</param>
    public static IReadOnlyList<NumberStyle> Find(IReadOnlyList<string> texts, double share)
    {
        var unit = UnitOf(texts, share);
        return [.. Separators.Select(s => new NumberStyle(s.Decimal, s.Thousands, unit))
            .Select(s => (Style: s, Numbers: texts.Count(t => s.Reader().Number(t) is { } number && double.IsFinite(number))))
            .Where(s => s.Numbers > 0 && s.Numbers >= share * texts.Count)
            .OrderByDescending(s => s.Numbers).Select(s => s.Style)];
    }

    /// <summary>Reads numbers in this style.</summary>
    public ValueReader Reader() => _reader ??= new ValueReader([], true, Decimal, Thousands, Unit, null, 0);

    private ValueReader? _reader;

    /// <inheritdoc />
    public bool Equals(NumberStyle? other) => other is not null && (Decimal, Thousands, Unit) == (other.Decimal, other.Thousands, other.Unit);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Decimal, Thousands, Unit);

    private static string? UnitOf(IReadOnlyList<string> texts, double share)
    {
        var units = texts.Select(t => Before(t) is { Length: > 0 } before ? before : After(t)).Where(IsUnit).GroupBy(u => u, StringComparer.Ordinal)
            .Select(g => (Unit: g.Key, Count: g.Count())).OrderByDescending(u => u.Count).ThenBy(u => u.Unit, StringComparer.Ordinal).ToList();
        return units.Count > 0 && units[0].Count >= share * texts.Count ? units[0].Unit : null;
    }

    private static string Before(string text) => new([.. text.TrimStart('-', '+').TakeWhile(c => !char.IsAsciiDigit(c) && c is not ('.' or ',' or '-' or '+')).Where(c => !char.IsWhiteSpace(c))]);

    private static string After(string text) => new([.. text.Reverse().TakeWhile(c => !char.IsAsciiDigit(c) && c is not ('.' or ',')).Where(c => !char.IsWhiteSpace(c)).Reverse()]);

    private static bool IsUnit(string text) =>
        (text.Length == 1 && (text[0] is '%' or '‰' || char.GetUnicodeCategory(text[0]) == UnicodeCategory.CurrencySymbol)) || Currencies.Contains(text);
}
