using System.Globalization;

namespace Ingot.Core.Behaviour;

/// <summary>A change of numbers or dates: <c>+12</c>, <c>-0.5</c>, <c>*1.1</c>, and for dates <c>+30d</c>.</summary>
/// <param name="Text">As it was written.</param>
/// <param name="Factor">What the value is multiplied by.</param>
/// <param name="Summand">What is added then; for dates in microseconds.</param>
/// <param name="OfDates">Whether it is one of dates.</param>
public sealed record ValueChange(string Text, double Factor, double Summand, bool OfDates)
{
    private const double MicrosecondsADay = 86_400_000_000;

    private const double MostDays = 1_000_000;

    /// <summary>What a change may look like.</summary>
    public const string Expected = "a change such as +12, -3 or *1.1, of dates such as +30d";

    /// <summary>Reads a change that does something; null when it cannot be read.</summary>
    public static ValueChange? Parse(string text)
    {
        var trimmed = text.Trim();
        var days = trimmed.EndsWith('d');
        var number = (days ? trimmed[..^1] : trimmed).TrimStart('*', '+');
        if (trimmed.Length < 2 || trimmed[0] is not ('+' or '-' or '*') || !char.IsAsciiDigit(trimmed[1])
            || !double.TryParse(number, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var amount)
            || !double.IsFinite(amount) || (days && Math.Abs(amount) > MostDays))
        {
            return null;
        }

        return trimmed[0] == '*'
            ? (days || amount == 1 ? null : new ValueChange(trimmed, amount, 0, OfDates: false))
            : (amount == 0 ? null : new ValueChange(trimmed, 1, days ? amount * MicrosecondsADay : amount, days));
    }

    /// <summary>The changed number; NaN stays NaN.</summary>
    public double Apply(double value) => (value * Factor) + Summand;
}
