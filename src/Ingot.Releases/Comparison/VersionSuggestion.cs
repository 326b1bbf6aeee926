using NuGet.Versioning;

namespace Ingot.Releases.Comparison;

/// <summary>The version that a built model should have.</summary>
/// <param name="Released">The release that it follows; null for the first one.</param>
/// <param name="Own">The version that the project says.</param>
/// <param name="Version">The version that it should have.</param>
/// <param name="Step">The step from the release; null for the first one.</param>
/// <param name="Reasons">Why, the most important first.</param>
/// <param name="IsEnough">Whether the project's own version is enough already.</param>
public sealed record VersionSuggestion(
    NuGetVersion? Released, NuGetVersion Own, NuGetVersion Version, VersionStep? Step, IReadOnlyList<string> Reasons, bool IsEnough)
{
    /// <summary>Whether the built model and its contract are those of the release: only documentation or C# of the project's own can have changed.</summary>
    public bool IsNothingNew => Step == VersionStep.Patch;

    /// <summary>Suggests a version.</summary>
    /// <param name="released">The newest release; null when there is none.</param>
    /// <param name="built">The built model, with the version that the project says.</param>
    public static VersionSuggestion Of(PackageEvidence? released, PackageEvidence built)
    {
        var own = NuGetVersion.Parse(built.Version);
        if (released is null)
        {
            return new VersionSuggestion(null, own, own, null, ["no version is released yet: the project's own is as good as any"], IsEnough: true);
        }

        var difference = VersionDifference.Of(released, built);
        var step = VersionRule.StepOf(difference);
        var before = NuGetVersion.Parse(released.Version);
        var next = VersionRule.Next(before, step);
        return new VersionSuggestion(before, own, next, step, [.. Explain(difference)], IsEnough: own >= next || (own.IsPrerelease && new NuGetVersion(own.Major, own.Minor, own.Patch) >= next));
    }

    private static IEnumerable<string> Explain(VersionDifference difference)
    {
        foreach (var change in difference.Contract.OrderByDescending(c => c.IsBreaking))
        {
            yield return VersionRule.Text(change) + (change.IsBreaking ? ", which breaks applications" : string.Empty);
        }

        yield return difference.IsSameModel ? "the ONNX file is the same" : "the ONNX file is another one";
    }
}
