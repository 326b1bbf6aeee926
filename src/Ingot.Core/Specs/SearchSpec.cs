using Ingot.Core.Diagnostics;

namespace Ingot.Core.Specs;

/// <summary>What of the trainer is searched for: the item <c>Search</c> and the properties <c>ModelSearch…</c>.</summary>
public sealed record SearchSpec
{
    /// <summary>The item's name; null: the project has none.</summary>
    public string? Name { get; init; }

    /// <summary>The item's metadata by name, case-insensitive: how it is searched, and parameters of trainers with what they may be.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>Where the item stands; without one the project.</summary>
    public required SourceLocation Location { get; init; }

    /// <summary>Whether it is the search of the trainer <see cref="TrainerSpec.Auto"/>, and no item's. Default false.</summary>
    public bool IsOfAuto { get; init; }

    /// <summary>Property <c>ModelSearchTrials</c>: how many trials there are, in place of what the item says; null: as it says.</summary>
    public string? Trials { get; init; }

    /// <summary>Property <c>ModelSearchApply</c>: whether the best is written into the project. Default false.</summary>
    public bool Apply { get; init; }
}
