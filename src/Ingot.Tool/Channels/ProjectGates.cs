using Ingot.Artifacts.Stages;
using Ingot.Core.Diagnostics;
using Ingot.Core.Gates;
using Ingot.Core.Metrics;
using Ingot.Core.Readiness;
using Ingot.Pipeline;
using Ingot.Releases.Channels;
using Ingot.Releases.Packages;
using Ingot.Tool.Workers;

namespace Ingot.Tool.Channels;

/// <summary>The gates of a model's project, run anew on its reference rows, against the version that holds the channel now.</summary>
internal static class ProjectGates
{
    /// <summary>Builds the project up to its gates, in a folder of its own, and takes their verdicts.</summary>
    /// <param name="project">The model's project, or its folder.</param>
    /// <param name="package">The version; the project must build its very model.</param>
    /// <param name="held">The version that holds the channel; null: none.</param>
    /// <param name="cancellation">Stops the build.</param>
    /// <exception cref="IngotException">INGOT6031: the project does not build, or builds another model.</exception>
    public static async Task<PromotionGates> RunAsync(string project, ModelPackage package, string? held, CancellationToken cancellation)
    {
        if (await ModelProjectPath.FindFaultAsync(project, cancellation) is { } fault)
        {
            throw new IngotException(fault);
        }

        const string Configuration = "Release";
        var plain = new MSBuildRun(project, StageCatalog.Gate.Target, Configuration, [], Restore: true);
        var said = await MSBuildProperties.ReadAsync(plain, ["IngotFolder", "ModelName"], cancellation);
        var (normal, name) = (said["IngotFolder"], said["ModelName"]);

        // Beside the folder of ordinary builds, whose gates compare with something else.
        var folder = normal.TrimEnd('/', '\\') + ".promote" + Path.DirectorySeparatorChar;
        List<string> properties = [$"IngotFolder={folder}", .. held is null ? Array.Empty<string>() : [$"ModelBaselineVersion={held}"]];
        var built = await (plain with { Properties = properties }).RunAsync(showOutput: false, cancellation);
        if (built.Outcome is StageOutcome.BadInput or StageOutcome.Infrastructure)
        {
            throw Refused(project, package, $"its project does not build: {string.Join(" ", built.Diagnostics.Where(d => d.Severity == "error").Select(d => $"{d.Code}: {d.Message}"))}");
        }

        var metrics = MetricsFile.Read(EvaluateFiles.Metrics.PathIn(folder, name));
        return metrics.OnnxSha256 == package.OnnxSha256
            ? new PromotionGates(
                VerdictsFile.Read(GateFiles.Verdicts.PathIn(folder, name)),
                held,
                MLTestScoreFile.Read(GateFiles.Score.PathIn(folder, name)).Score)
            : throw Refused(project, package, $"its project builds another model than the package has (SHA-256 {metrics.OnnxSha256[..12]}… instead of {package.OnnxSha256[..12]}…); check out the commit of the version");
    }

    private static IngotException Refused(string project, ModelPackage package, FormattableString why) => new(PackageDiagnostics.PromotionRefused.At(
        new SourceLocation(project), $"{package.Id} {package.Version} is not promoted: {FormattableString.Invariant(why)}."));
}
