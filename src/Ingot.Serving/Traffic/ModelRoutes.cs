using System.Collections.Immutable;
using Ingot.Serving.Models;

namespace Ingot.Serving.Traffic;

/// <summary>The versions of one model at one moment. A change makes new routes, so a request never sees half of one.</summary>
internal sealed record ModelRoutes(string Name)
{
    /// <summary>The version that answers; null: none does.</summary>
    public ServedModel? Serving { get; init; }

    public CanaryState? Canary { get; init; }

    public ServedModel? Shadow { get; init; }

    /// <summary>Versions that were loaded on request.</summary>
    public ImmutableArray<ServedModel> Loaded { get; init; } = [];

    /// <summary>Every version with its role; one version may have several.</summary>
    public IEnumerable<(ServedModel Model, ModelRole Role)> All
    {
        get
        {
            if (Serving is not null)
            {
                yield return (Serving, ModelRole.Serving);
            }

            if (Canary is not null)
            {
                yield return (Canary.Model, ModelRole.Canary);
            }

            if (Shadow is not null)
            {
                yield return (Shadow, ModelRole.Shadow);
            }

            foreach (var model in Loaded)
            {
                yield return (model, ModelRole.Loaded);
            }
        }
    }

    /// <summary>A version by its text; null: it is not loaded.</summary>
    public ServedModel? Find(string version) => All.Select(m => m.Model).FirstOrDefault(m => m.Version.Equals(version, StringComparison.OrdinalIgnoreCase));
}
