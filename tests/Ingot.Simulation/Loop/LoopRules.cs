namespace Ingot.Simulation.Loop;

/// <summary>What is done about an alarm.</summary>
public sealed record LoopRules
{
    /// <summary>The length of a window. Default 28 days.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromDays(28);

    /// <summary>The least time between two retrainings. Default 21 days.</summary>
    public TimeSpan AtMost { get; init; } = TimeSpan.FromDays(21);

    /// <summary>The time after which it is trained again without an alarm; null: never. Default 28 days.</summary>
    public TimeSpan? Every { get; init; } = TimeSpan.FromDays(28);

    /// <summary>The share of the labelled rows of the window, the newest ones, on which models are compared. Default 0.25.</summary>
    public double Holdout { get; init; } = 0.25;

    /// <summary>The fewest of these with which anything is decided. Default 200.</summary>
    public int MinRows { get; init; } = 200;

    /// <summary>Whether a new model must be proven better before it serves. Default true.</summary>
    public bool MustBeProven { get; init; } = true;

    /// <summary>Whether the version before comes back where it is proven better. Default true.</summary>
    public bool RollsBack { get; init; } = true;

    /// <summary>Whether the rows of the window take the place of older training rows, rather than being added to them. Default true.</summary>
    public bool Replaces { get; init; } = true;

    /// <summary>What textbooks do: they train again on every alarm, and what comes out of it serves.</summary>
    public static LoopRules Textbook { get; } = new() { AtMost = TimeSpan.Zero, Every = null, MustBeProven = false, RollsBack = false };
}
