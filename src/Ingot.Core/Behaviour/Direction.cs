namespace Ingot.Core.Behaviour;

/// <summary>Where a prediction must go when a column changes: metadata <c>Expect</c>.</summary>
public enum Direction
{
    /// <summary>It goes down by more than the tolerance.</summary>
    Decrease,

    /// <summary>It goes up by more than the tolerance.</summary>
    Increase,

    /// <summary>It does not go up by more than the tolerance.</summary>
    NotIncrease,

    /// <summary>It does not go down by more than the tolerance.</summary>
    NotDecrease,
}
