namespace Ingot.Data;

/// <summary>What was seen of a file that could not be read at first, and makes it readable.</summary>
internal sealed record FileRepairs
{
    /// <summary>Nothing.</summary>
    public static FileRepairs None { get; } = new();

    /// <summary>Its lines end in several ways.</summary>
    public bool HasMixedBreaks { get; init; }

    /// <summary>It is not UTF-8, though it began so.</summary>
    public bool IsNotUtf8 { get; init; }

    /// <summary>See <see cref="Dialect.LacksFirstName"/>.</summary>
    public bool LacksFirstName { get; init; }

    /// <summary>See <see cref="Dialect.LacksLastName"/>.</summary>
    public bool LacksLastName { get; init; }
}
