using Ingot.Artifacts;
using Ingot.Artifacts.Stages;
using Ingot.Core.Diagnostics;

namespace Ingot.Core.Specs;

/// <summary>The learner to use and its parameters: a <c>Trainer</c> item.</summary>
/// <param name="Name"><c>LightGbm</c>, <c>FastTree</c>, <c>LogisticRegression</c>, <c>LinearRegression</c>, <c>Constant</c> or another learner that Ingot or the project has.</param>
/// <param name="Parameters">Metadata by name, case-insensitive; which ones exist is the learner's to say.</param>
/// <param name="Location">Where the item stands.</param>
public sealed record TrainerSpec(string Name, IReadOnlyDictionary<string, string> Parameters, SourceLocation Location)
{
    /// <summary>What an item says, and no item means: <c>LightGbm</c> where its library is, else <c>FastTree</c>.</summary>
    public const string BoostedTrees = "BoostedTrees";

    /// <summary>What an item says that leaves the choice to trials.</summary>
    public const string Auto = StageConditions.Auto;

    /// <summary>The <see cref="LightGbmLibrary"/> of a machine that has none.</summary>
    public const string NoLibrary = LightGbmLocation.None;

    /// <summary>The learner of anomaly detections.</summary>
    public const string IsolationForest = "IsolationForest";

    /// <summary>The learner of clusterings.</summary>
    public const string KMeans = "KMeans";

    private const string Preferred = "LightGbm";
    private const string Everywhere = "FastTree";

    /// <summary>Whether the project leaves the choice to <see cref="BoostedTrees"/>. Default false.</summary>
    public bool IsBoostedTrees { get; init; }

    /// <summary>Whether trials choose the trainer, or several.</summary>
    public bool IsAuto => string.Equals(Name, Auto, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the project names no trainer at all, so that <see cref="TrainerChoice"/> may take another one. Default false.</summary>
    public bool IsImplied { get; init; }

    /// <summary>As <see cref="ModelSpec.TrainerAssemblies"/>, where the trainer is used. Default empty.</summary>
    public IReadOnlyList<string> Assemblies { get; init; } = [];

    /// <summary>Where LightGBM's library is: null: with the worker; a path; or <see cref="NoLibrary"/>. Default null.</summary>
    public string? LightGbmLibrary { get; init; }

    /// <summary>The trainer of a name, with the choice of <see cref="BoostedTrees"/> made.</summary>
    /// <param name="name">What the item says.</param>
    /// <param name="parameters">Its metadata.</param>
    /// <param name="location">Where it stands.</param>
    /// <param name="library">As <see cref="LightGbmLibrary"/>.</param>
    public static TrainerSpec Of(string name, IReadOnlyDictionary<string, string> parameters, SourceLocation location, string? library)
    {
        var isOpen = string.Equals(name, BoostedTrees, StringComparison.OrdinalIgnoreCase);
        var chosen = !isOpen ? name : library == NoLibrary ? Everywhere : Preferred;
        return new TrainerSpec(chosen, parameters, location) { IsBoostedTrees = isOpen, LightGbmLibrary = library };
    }
}
