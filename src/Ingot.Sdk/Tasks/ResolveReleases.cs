using Ingot.Artifacts;
using Microsoft.Build.Framework;

namespace Ingot.Sdk.Tasks;

/// <summary>Restore: finds the versions that gates name by <c>Against</c>. Feeds are asked only where one asks for the best of all.</summary>
public sealed class ResolveReleases : FeedTask
{
    /// <summary>What the gates say.</summary>
    [Required]
    public string[] Requested { get; set; } = [];

    /// <summary>The versions to restore. What is neither a version nor a known word is left out: the gate's own line says it.</summary>
    [Output]
    public string[] Versions { get; private set; } = [];

    /// <inheritdoc />
    public override bool Execute()
    {
        var versions = Requested.Select(ReleaseVersion.Normalize).OfType<string>();
        if (Requested.Any(ReleaseVersion.IsBest))
        {
            if (Ask(ReleaseVersion.Best) is not { } all)
            {
                return false;
            }

            versions = versions.Concat(all);
        }

        Versions = [.. versions.Distinct(StringComparer.OrdinalIgnoreCase)];
        return true;
    }
}
