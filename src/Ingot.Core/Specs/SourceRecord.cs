namespace Ingot.Core.Specs;

/// <summary>Whether the commit that a package names holds what the package is made from, as it was found when it was packed.</summary>
/// <param name="State">What was found.</param>
/// <param name="Reason">Why nobody knows; null: it is known.</param>
/// <param name="Differs">What differs, such as <c>models/Churn/Extra.cs (untracked)</c>; of many the first.</param>
/// <param name="DifferCount">How many differ.</param>
public sealed record SourceRecord(SourceState State, string? Reason, IReadOnlyList<string> Differs, int DifferCount)
{
    /// <summary>Nothing was asked.</summary>
    public static SourceRecord NotAsked { get; } = new(SourceState.Unknown, "nobody asked git", [], 0);
}
