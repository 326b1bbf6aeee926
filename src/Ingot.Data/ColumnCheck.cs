using Ingot.Core.Schemas;

namespace Ingot.Data;

/// <summary>A rule, and how its offenders are told of.</summary>
/// <param name="Rule">What values must not be.</param>
/// <param name="What">The predicate of the message: <c>are infinite</c>.</param>
/// <param name="Remedy">What to do about it, in full sentences.</param>
internal sealed record ColumnCheck(ColumnRule Rule, string What, string Remedy)
{
    public SchemaColumn Column => Rule.Column;

    /// <summary>How many rows offend, as an aggregate of SQL.</summary>
    public string Count { get; init; } = $"count(CASE WHEN {Rule.Condition} THEN 1 END)";

    /// <summary>What to do about some of the values, where that depends on them; else null.</summary>
    public Func<IReadOnlyList<string>, string>? Advice { get; init; }
}
