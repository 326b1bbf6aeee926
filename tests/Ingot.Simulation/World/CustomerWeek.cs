using Ingot.Core.Tables;

namespace Ingot.Simulation.World;

/// <summary>The customers of a week, and what came of them. Row <c>i</c> of each array is the same customer.</summary>
/// <param name="Week">The week, from 0.</param>
/// <param name="Customers">What the model is told of them.</param>
/// <param name="Left">Whether they left.</param>
/// <param name="At">When the model was asked.</param>
/// <param name="KnownAt">When it was told whether they left; null: never.</param>
public sealed record CustomerWeek(int Week, Table Customers, bool[] Left, DateTimeOffset[] At, DateTimeOffset?[] KnownAt)
{
    /// <summary>Number of customers.</summary>
    public int Rows => Left.Length;
}
