namespace Ingot.Jobs.Batches;

/// <summary>What a scheduler says of a unit of work.</summary>
/// <param name="State">Its state.</param>
/// <param name="Word">The scheduler's own word for it, with its reason, such as <c>OUT_OF_MEMORY</c>.</param>
public readonly record struct UnitStatus(UnitState State, string Word)
{
    /// <summary>Nothing is known of it.</summary>
    public static UnitStatus Unknown { get; } = new(UnitState.Gone, "unknown");
}
