namespace Ingot.Runs.Tests;

/// <summary>What <see cref="FakeMlflow"/> knows of a run.</summary>
internal sealed class FakeRun
{
    public required string Experiment { get; init; }

    public required string Name { get; init; }

    public required long Start { get; init; }

    public long? End { get; set; }

    public string Status { get; set; } = "RUNNING";

    public Dictionary<string, string> Tags { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, string> Parameters { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, double> Metrics { get; } = new(StringComparer.Ordinal);
}
