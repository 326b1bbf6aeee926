using Ingot.Artifacts;
using Ingot.Core.Diagnostics;

namespace Ingot.Core.Specs;

/// <summary>A law that the model must keep: a <c>Gate</c> item. Values are kept as they were written, units included.</summary>
/// <param name="Metric">Name of a metric, such as <c>AUC</c>, <c>Recall[T]</c>, <c>Size</c> or <c>Latency.P99</c>.</param>
/// <param name="Slice">Name of the slice, or null for all rows.</param>
/// <param name="Min">Least value allowed, or null.</param>
/// <param name="Max">Greatest value allowed, or null; <c>5MB</c>, <c>2ms</c> and the like where the metric has a unit.</param>
/// <param name="MaxRegression">Most that the metric may worsen: absolute, or with <c>%</c> relative to the baseline; null for none.</param>
/// <param name="Location">Where the item stands.</param>
public sealed record GateSpec(
    string Metric, string? Slice, string? Min, string? Max, string? MaxRegression, SourceLocation Location)
{
    /// <summary>The word for the best of all releases.</summary>
    public const string Best = ReleaseVersion.Best;

    /// <summary>
    /// What <see cref="MaxRegression"/> compares with (metadata <c>Against</c>): a released version in NuGet's normal form, or <see cref="Best"/>.
    /// Default null: the baseline of <c>ModelBaselineVersion</c>, else the accepted result.
    /// </summary>
    public string? Against { get; init; }

    /// <summary>The default of <see cref="Alpha"/>.</summary>
    public const double DefaultAlpha = 0.05;

    /// <summary>Whether a regression must be proven or disproven (metadata <c>Policy</c>). Default <see cref="GatePolicy.Significant"/>.</summary>
    public GatePolicy Policy { get; init; }

    /// <summary>
    /// The probability, above 0 and at most 0.5, with which chance alone may decide the change gate against its policy
    /// (metadata <c>Alpha</c>). Default 0.05.
    /// </summary>
    public double Alpha { get; init; } = DefaultAlpha;
}
