namespace Ingot.Benchmarks.Serving;

/// <summary>How long and how hard servers are asked.</summary>
/// <param name="Rounds">Rounds; each asks every contestant once, and medians are told.</param>
/// <param name="Seconds">Seconds of load of each contestant in each round.</param>
/// <param name="Connections">Numbers of connections, each of which asks again as soon as it is answered.</param>
/// <param name="Python">The Python for FastAPI.</param>
internal sealed record ServingPlan(int Rounds, double Seconds, IReadOnlyList<int> Connections, string Python)
{
    /// <summary>Enough to see that everything works.</summary>
    public ServingPlan Shortened() => this with { Rounds = 1, Seconds = 1, Connections = [32] };
}
