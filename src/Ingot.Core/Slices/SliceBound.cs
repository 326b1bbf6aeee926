using System.Globalization;

namespace Ingot.Core.Slices;

/// <summary>
/// Bounds of bins that people can read: a quantile lies somewhere between two values, and any other number there parts the rows alike.
/// </summary>
internal static class SliceBound
{
    // More digits no double needs.
    private const int MostDigits = 17;

    // Days, hours, minutes, seconds and milliseconds in microseconds.
    private static readonly double[] Units = [86_400_000_000, 3_600_000_000, 60_000_000, 1_000_000, 1_000, 1];

    /// <summary>The number of the fewest decimals that is greater than the one value and not greater than the other.</summary>
    /// <param name="bound">Where it would be: not less than <paramref name="below"/>, not greater than <paramref name="above"/>. Of two numbers the closer one is taken.</param>
    /// <param name="below">The greatest value below the bound.</param>
    /// <param name="above">The least value that is not.</param>
    public static double OfNumbers(double bound, double below, double above)
    {
        var greatest = Math.Max(Math.Abs(below), Math.Abs(above));
        if (!double.IsFinite(greatest))
        {
            return above;
        }

        var exponent = greatest > 0 ? (int)Math.Floor(Math.Log10(greatest)) + 1 : 0;
        for (var digit = 0; digit <= MostDigits; digit++, exponent--)
        {
            // Where a multiple of the step is between the values, so is one of those beside the bound.
            var steps = bound / Math.Pow(10, exponent);
            double[] beside = [Of(Math.Floor(steps), exponent), Of(Math.Ceiling(steps), exponent)];
            var fitting = Array.FindAll(beside, b => b > below && b <= above);
            if (fitting.Length > 0)
            {
                return fitting.MinBy(b => Math.Abs(b - bound));
            }
        }

        return above;
    }

    /// <summary>The same of microseconds since 1970: a day, else an hour, a minute, a second, a millisecond or a microsecond.</summary>
    /// <param name="bound">Not used: times are rounded down from <paramref name="above"/>.</param>
    /// <param name="below">The greatest time below the bound.</param>
    /// <param name="above">The least time that is not.</param>
    public static double OfTimes(double bound, double below, double above) =>
        Units.Select(unit => Math.Floor(above / unit) * unit).First(t => t > below);

    // Written and read: 3553 times 0.01 is not 35.53. Adding 0 makes 0 of -0.
    private static double Of(double steps, int exponent) =>
        double.Parse(string.Create(CultureInfo.InvariantCulture, $"{steps:F0}E{exponent}"), CultureInfo.InvariantCulture) + 0.0;
}
