using Ingot.Core.Diagnostics;
using NuGet.Versioning;

namespace Ingot.Releases.Comparison;

/// <summary>
/// The law of version numbers (Semantic Versioning 2.0.0): a contract breaks only with a new major version. Before 1.0.0 the
/// minor number counts as the major one, as NuGet's and most other ranges take it.
/// </summary>
public static class VersionRule
{
    /// <summary>The step that a difference needs.</summary>
    /// <remarks>
    /// Major: an input is gone, has another type, or is newly required; task, classes or label changed. Minor: another ONNX
    /// file, or any other change of the contract. Patch: the same ONNX file and contract, such as other documentation or C#.
    /// </remarks>
    public static VersionStep StepOf(VersionDifference difference) =>
        difference.Contract.Any(c => c.IsBreaking) ? VersionStep.Major
        : difference.Contract.Count > 0 || !difference.IsSameModel ? VersionStep.Minor
        : VersionStep.Patch;

    /// <summary>The next version after a released one.</summary>
    /// <param name="released">The released version.</param>
    /// <param name="step">The step.</param>
    public static NuGetVersion Next(NuGetVersion released, VersionStep step) => (step, released.Major) switch
    {
        (VersionStep.Major, 0) => new NuGetVersion(0, released.Minor + 1, 0),
        (VersionStep.Major, _) => new NuGetVersion(released.Major + 1, 0, 0),
        (VersionStep.Minor, > 0) => new NuGetVersion(released.Major, released.Minor + 1, 0),
        _ => new NuGetVersion(released.Major, released.Minor, released.Patch + 1),
    };

    /// <summary>The version that a new one follows: the newest lower one, no prerelease; null when there is none.</summary>
    public static NuGetVersion? PredecessorOf(NuGetVersion version, IEnumerable<NuGetVersion> versions) =>
        versions.Where(v => !v.IsPrerelease && v < version).Max();

    /// <summary>What is wrong with the newer version's number (INGOT6040); null when nothing is.</summary>
    /// <param name="difference">The released version and the new one.</param>
    /// <param name="location">The place of the diagnostic.</param>
    public static Diagnostic? FaultOf(VersionDifference difference, SourceLocation location)
    {
        var (released, version) = (NuGetVersion.Parse(difference.Before.Version), NuGetVersion.Parse(difference.After.Version));
        return StepOf(difference) < VersionStep.Major || version <= released || IsNewMajor(released, version)
            ? null
            : PackageDiagnostics.ContractBroken.At(
                location,
                $"{difference.After.Package} {difference.After.Version} breaks the contract of {difference.Before.Version}: {string.Join("; ", difference.Contract.Where(c => c.IsBreaking).Select(Text))}. Set Version to {Next(released, VersionStep.Major)} or higher, or keep the contract.");
    }

    private static bool IsNewMajor(NuGetVersion released, NuGetVersion version) =>
        version.Major > released.Major || (version.Major == 0 && version.Minor > released.Minor);

    /// <summary>A change in words, such as <c>input 'tenure' was number and is string</c>.</summary>
    internal static string Text(ContractChange change)
    {
        var what = change.What == "output" ? "the output" : $"input '{change.What}'";
        return (change.Before, change.After) switch
        {
            (null, var after) => $"{what} ({after}) is new{(change.IsBreaking ? " and required" : string.Empty)}",
            (var before, null) => $"{what} ({before}) is gone",
            var (before, after) => $"{what}: {before} became {after}",
        };
    }
}
