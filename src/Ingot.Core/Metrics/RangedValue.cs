namespace Ingot.Core.Metrics;

/// <summary>What messages say of something that has a <see cref="MetricRange"/>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="HigherIsBetter">Whether a greater value is the better one.</param>
/// <param name="Unit">What it is measured in.</param>
/// <param name="Bearer">What has such a value, as a word: a model, a trial, a window.</param>
public readonly record struct RangedValue(string Name, bool HigherIsBetter, MetricUnit Unit, string Bearer);
