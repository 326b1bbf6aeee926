namespace Ingot.Simulation.Demo;

/// <summary>What is demonstrated.</summary>
/// <param name="Folder">Where; it is made anew.</param>
/// <param name="Tools">Where the packages of the tools are.</param>
/// <param name="Plan">The year.</param>
/// <param name="LooksEvery">In quiet times only every so many weeks are looked at.</param>
/// <param name="HttpRequests">So many customers of the first day are asked about over HTTP as well; 0: none.</param>
public sealed record DemoOptions(string Folder, string Tools, World.YearPlan Plan, int LooksEvery, int HttpRequests);
