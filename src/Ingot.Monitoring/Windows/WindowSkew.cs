namespace Ingot.Monitoring.Windows;

/// <summary>Logged features beside what the preparation made of the same things.</summary>
/// <param name="Key">What rows were found by, such as <c>customer_id</c> or <c>the id of the request</c>; null: there is nothing.</param>
/// <param name="WhyNot">Why there is nothing to find rows by; null: there is.</param>
/// <param name="Rows">Rows of the window that were found in the prepared data.</param>
/// <param name="Columns">Of each feature that both have, by chunk; only chunks with such rows.</param>
public sealed record WindowSkew(string? Key, string? WhyNot, long Rows, IReadOnlyList<ColumnSkew> Columns)
{
    /// <summary>The features that both have in one type.</summary>
    public IReadOnlyList<string> Features { get; init; } = [];
}
