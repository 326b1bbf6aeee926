using Ingot.Core.Runs;

namespace Ingot.Runs.Stores;

/// <summary>Which runs are asked for: those for which all hold that are said.</summary>
public sealed record RunQuery
{
    /// <summary>These ids only.</summary>
    public IReadOnlyCollection<string>? Ids { get; init; }

    /// <summary>Of this model; case is ignored.</summary>
    public string? Model { get; init; }

    /// <summary>In this state.</summary>
    public RunState? State { get; init; }

    /// <summary>Of this kind.</summary>
    public RunKind? Kind { get; init; }

    /// <summary>Parts of this run.</summary>
    public string? Parent { get; init; }

    /// <summary>Leave out runs that are parts of others, such as trials.</summary>
    public bool OnlyWhole { get; init; }

    /// <summary>That stages of one build share.</summary>
    public string? Build { get; init; }

    /// <summary>Began then or later.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Began before.</summary>
    public DateTimeOffset? Before { get; init; }

    /// <summary>Have all these words; case is ignored.</summary>
    public IReadOnlyCollection<string> Tags { get; init; } = [];

    /// <summary>Have such values of metrics, on all rows.</summary>
    public IReadOnlyCollection<MetricCondition> Metrics { get; init; } = [];

    /// <summary>The best value of this metric first, runs without it last; null: the newest first.</summary>
    public string? SortBy { get; init; }

    /// <summary>At most so many; null: all.</summary>
    public int? Limit { get; init; }

    /// <summary>Whether metrics of slices are wanted too. There are many.</summary>
    public bool WithSlices { get; init; }

    /// <summary>Whether parameters and steps are left out of the runs: a list shows neither.</summary>
    public bool WithoutDetails { get; init; }
}
