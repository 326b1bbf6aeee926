using Ingot.Core.Schemas;

namespace Ingot.Core.Runs;

/// <summary>One training, build, search or trial: what went in, what came out, when, where, and what people say of it.</summary>
public sealed record Run
{
    /// <summary>Its id: ids of later runs come later in the order of text.</summary>
    public required string Id { get; init; }

    /// <summary>What left it behind.</summary>
    public required RunKind Kind { get; init; }

    /// <summary>How far it is.</summary>
    public RunState State { get; init; }

    /// <summary>The model's name.</summary>
    public required string Model { get; init; }

    /// <summary>What the model predicts; null when it is not known yet.</summary>
    public ModelTask? Task { get; init; }

    /// <summary>The version of the package that the project would be.</summary>
    public string? Version { get; init; }

    /// <summary>The project file: below the repository's folder if it lies there, with slashes.</summary>
    public string? Project { get; init; }

    /// <summary>The id of the run that this one is a part of, such as the search of a trial.</summary>
    public string? Parent { get; init; }

    /// <summary>What the stages of one build have in common, by which they find their run; null for others.</summary>
    public string? Build { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>When it ended; null as long as it runs, and where nobody knows.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>How long it took; null as long as it runs, and where nobody knows.</summary>
    public TimeSpan? Duration => Ended - Started;

    /// <summary>Why it failed, with the code; null: it did not.</summary>
    public string? Fault { get; init; }

    /// <summary>What was chosen, by name. No secrets: see <see cref="RunSecrets"/>.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What was measured.</summary>
    public IReadOnlyList<RunMetric> Metrics { get; init; } = [];

    /// <summary>The stages that it did, in their order.</summary>
    public IReadOnlyList<RunStep> Steps { get; init; } = [];

    /// <summary>What went in and came out, by content.</summary>
    public RunHashes Hashes { get; init; } = new();

    /// <summary>The commit; null: the project lies in no repository, or git did not answer.</summary>
    public RunCommit? Commit { get; init; }

    /// <summary>Where it took place.</summary>
    public RunEnvironment? Environment { get; init; }

    /// <summary>What random numbers began with.</summary>
    public long? Seed { get; init; }

    /// <summary>What the gates said; null: they were not asked.</summary>
    public RunGates? Gates { get; init; }

    /// <summary>What people say of it.</summary>
    public string? Notes { get; init; }

    /// <summary>Words by which people find it.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The metric of that name on all reference rows, else on all rows of other data; null when there is none. Names ignore case.</summary>
    /// <param name="name">The metric.</param>
    public RunMetric? Find(string name) =>
        Metrics.Where(m => m.Slice is null && string.Equals(m.Name, name, StringComparison.OrdinalIgnoreCase)).OrderBy(m => m.Data != "reference").FirstOrDefault();
}
