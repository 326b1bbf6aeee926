namespace Ingot.Pipeline.Explain;

/// <summary>What a column contributed to a prediction.</summary>
/// <param name="Column">The column.</param>
/// <param name="Value">Its value as people write it, <see cref="Missing"/> where there is none; null: it is computed of several columns.</param>
/// <param name="Contribution">What it contributed, in the explanation's unit.</param>
/// <param name="Error">The standard error of a sampled contribution; null: it is exact.</param>
public sealed record Reason(string Column, string? Value, double Contribution, double? Error)
{
    /// <summary>The value of a column that has none.</summary>
    public const string Missing = "missing";
}
