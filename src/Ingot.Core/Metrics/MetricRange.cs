namespace Ingot.Core.Metrics;

/// <summary>The values that something measured can have at all, whatever the model and the rows.</summary>
/// <param name="Least">The least one; negative infinity: there is none.</param>
/// <param name="Greatest">The greatest one, which can be reached; infinity: there is none.</param>
/// <param name="IsLeastReached">Whether the least one itself is a value, else everything above it.</param>
public sealed record MetricRange(double Least, double Greatest, bool IsLeastReached = true)
{
    /// <summary>A share, a probability, and what else is from 0 to 1.</summary>
    public static MetricRange Share { get; } = new(0, 1);

    /// <summary>An agreement, which is 1 where it is complete, and below 0 where it is worse than chance.</summary>
    public static MetricRange Agreement { get; } = new(-1, 1);

    /// <summary>A loss, an error, a distance, a number of things.</summary>
    public static MetricRange FromZero { get; } = new(0, double.PositiveInfinity);

    /// <summary>A size, a duration, a rate: nothing has none.</summary>
    public static MetricRange AboveZero { get; } = new(0, double.PositiveInfinity, IsLeastReached: false);

    /// <summary>A determination: 1 is perfect, and nothing is too bad.</summary>
    public static MetricRange UpToOne { get; } = new(double.NegativeInfinity, 1);

    /// <summary>Why nobody can mean a bound, as a sentence without its end; null: somebody can.</summary>
    /// <param name="of">What is bounded and is to keep it.</param>
    /// <param name="isLeast">Whether the bound is the least that is allowed, else the most.</param>
    /// <param name="bound">The bound, which may be reached.</param>
    public string? WhyNoBound(RangedValue of, bool isLeast, double bound) =>
        (isLeast ? bound > Greatest : bound < Least || (bound == Least && !IsLeastReached)) ? $"no {of.Bearer} keeps it, since {of.Name} {Text(of.Unit)}"
        : (isLeast ? bound <= Least : bound >= Greatest) ? $"every {of.Bearer} keeps it, since {of.Name} {Text(of.Unit)}"
        : isLeast != of.HigherIsBetter && bound == (isLeast ? Greatest : Least) ? $"only the worst {of.Bearer} of all keeps it, since {of.Name} {Text(of.Unit)} and {(of.HigherIsBetter ? "more" : "less")} is better"
        : null;

    /// <summary>Why nobody can mean a margin by which something may get worse, as a sentence without its end; null: somebody can.</summary>
    /// <param name="of">What may get worse.</param>
    /// <param name="margin">From 0 on: in its unit, or as a share of what it was.</param>
    /// <param name="isRelative">Whether it is such a share.</param>
    public string? WhyNoMargin(RangedValue of, double margin, bool isRelative) =>
        isRelative ? of.HigherIsBetter && Least >= 0 && margin >= 1 ? $"every {of.Bearer} keeps it, since {of.Name} is never below 0" : null
        : margin >= Greatest - Least ? $"every {of.Bearer} keeps it, since {of.Name} {Text(of.Unit)}"
        : null;

    // Where both ends are known both are told.
    private string Text(MetricUnit unit) => !double.IsFinite(Least) ? $"is never above {Number(Greatest, unit)}"
        : double.IsFinite(Greatest) ? $"is from {Number(Least, unit)} to {Number(Greatest, unit)}"
        : IsLeastReached ? $"is never below {Number(Least, unit)}"
        : $"is always above {Number(Least, unit)}";

    private static string Number(double value, MetricUnit unit) => unit == MetricUnit.None ? value.ToString("0", System.Globalization.CultureInfo.InvariantCulture) : Quantity.Format(value, unit);
}
