namespace Ingot.Releases.Comparison;

/// <summary>A difference of what applications hand to a model or get from it.</summary>
/// <param name="What">The column, or <c>output</c>.</param>
/// <param name="Before">What it was; null when it is new.</param>
/// <param name="After">What it is; null when it is gone.</param>
/// <param name="IsBreaking">Whether an application that uses the old version may no longer compile, or may get other answers, with the new one.</param>
public sealed record ContractChange(string What, string? Before, string? After, bool IsBreaking);
