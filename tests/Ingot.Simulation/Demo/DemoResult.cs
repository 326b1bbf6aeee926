using Ingot.Simulation.Loop;

namespace Ingot.Simulation.Demo;

/// <summary>How the year went.</summary>
/// <param name="Year">Weeks and events.</param>
/// <param name="Looks">What was seen.</param>
/// <param name="Unwatched">The AUC of each week, had the first release served all the year.</param>
public sealed record DemoResult(YearResult Year, IReadOnlyList<DemoLook> Looks, IReadOnlyList<double> Unwatched);
