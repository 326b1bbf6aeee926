using System.Globalization;

namespace Ingot.Search.Spaces;

/// <summary>
/// The numbers between two ends, both of which are among them. They have few digits, so that what was measured can be written and reviewed: of a logarithmic domain
/// four that count, else a ten-thousandth of the distance between the ends.
/// </summary>
public sealed record NumberDomain : ParameterDomain
{
    private const int Digits = 4;

    /// <summary>A domain.</summary>
    /// <param name="low">The least value.</param>
    /// <param name="high">The greatest value, above <paramref name="low"/>.</param>
    /// <param name="isLog">Whether equal ratios count the same, instead of equal differences.</param>
    /// <param name="isWhole">Whether the values are whole numbers.</param>
    /// <exception cref="ArgumentException">The ends are not finite, not in order, not whole where they must be, or not above 0 where their logarithm is taken.</exception>
    public NumberDomain(double low, double high, bool isLog = false, bool isWhole = false)
    {
        if (!double.IsFinite(low) || !double.IsFinite(high) || !(low < high) || (isLog && !(low > 0)) || (isWhole && (low != Math.Floor(low) || high != Math.Floor(high))))
        {
            throw new ArgumentException($"The numbers from {low} to {high}{(isLog ? ", by their logarithms" : string.Empty)}{(isWhole ? ", whole" : string.Empty)}, are no domain.", nameof(low));
        }

        (Low, High, IsLog, IsWhole) = (low, high, isLog, isWhole);
    }

    /// <summary>The least value.</summary>
    public double Low { get; }

    /// <summary>The greatest value.</summary>
    public double High { get; }

    /// <summary>Whether equal ratios count the same.</summary>
    public bool IsLog { get; }

    /// <summary>Whether the values are whole numbers.</summary>
    public bool IsWhole { get; }

    /// <inheritdoc/>
    public override double Count => IsWhole ? High - Low + 1 : double.PositiveInfinity;

    /// <summary>Where the scale on which values are drawn begins: half a step below the least whole number.</summary>
    internal double ScaleLow => ToScale(IsWhole ? Low - 0.5 : Low);

    /// <summary>Where the scale on which values are drawn ends.</summary>
    internal double ScaleHigh => ToScale(IsWhole ? High + 0.5 : High);

    /// <inheritdoc/>
    public override string Text(double value) => value.ToString(CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override double? Read(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= Low && value <= High && (!IsWhole || value == Math.Floor(value)) ? value : null;

    /// <summary>A value's place on the scale: its logarithm, or itself.</summary>
    internal double ToScale(double value) => IsLog ? Math.Log(value) : value;

    /// <summary>The value of the domain next to a place on the scale.</summary>
    internal double FromScale(double place) => Math.Clamp(Rounded(IsLog ? Math.Exp(place) : place), Low, High);

    internal override double At(double share) => FromScale(ScaleLow + (share * (ScaleHigh - ScaleLow)));

    internal override IReadOnlyList<double> Levels(int count)
    {
        var (from, to) = (ToScale(Low), ToScale(High));
        return [.. Enumerable.Range(0, count).Select(i => FromScale(from + ((to - from) * i / (count - 1)))).Distinct()];
    }

    private double Rounded(double value)
    {
        if (IsWhole)
        {
            return Math.Round(value, MidpointRounding.AwayFromZero);
        }

        // By way of the decimal text: it is what a project has, and no power of ten is off by its last bit.
        if (IsLog)
        {
            return double.Parse(value.ToString(FormattableString.Invariant($"G{Digits}"), CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        }

        var decimals = Digits - (int)Math.Floor(Math.Log10(High - Low));
        return decimals is >= 0 and <= 15 ? Math.Round(value, decimals, MidpointRounding.AwayFromZero) : value;
    }
}
