using Ingot.Artifacts;
using Ingot.Artifacts.Stages;
using Ingot.Core.Diagnostics;
using Ingot.Core.Retraining;
using Ingot.Tool.Workers;

namespace Ingot.Tool.Retraining;

/// <summary>A model project that is trained again: its builds, and where their files are.</summary>
/// <param name="Run">How it is built.</param>
/// <param name="Said">Its properties.</param>
internal sealed record RetrainProject(MSBuildRun Run, IReadOnlyDictionary<string, string> Said)
{
    /// <summary>Where a version is that nobody names on the command line.</summary>
    public const string BaselineVersion = "ModelBaselineVersion";

    private static readonly string[] Properties =
        ["MSBuildProjectFullPath", "IngotFolder", "ModelName", "PackageId", BaselineVersion, "ModelRetrainFolder", "ModelAcceptedFile", "ModelMonitorLog", "PackageOutputPath"];

    /// <summary>The project file.</summary>
    public string File => Said["MSBuildProjectFullPath"];

    /// <summary>Its folder.</summary>
    public string Folder => Path.GetDirectoryName(File)!;

    /// <summary>The model's name.</summary>
    public string Model => Said["ModelName"];

    /// <summary>The package's id.</summary>
    public string Package => Said["PackageId"];

    /// <summary>The folder of the rows of production that became data of the project.</summary>
    public string DataFolder => Path.GetFullPath(Path.Combine(Folder, Said["ModelRetrainFolder"]));

    /// <summary>The accepted result.</summary>
    public string AcceptedFile => Path.GetFullPath(Path.Combine(Folder, Said["ModelAcceptedFile"]));

    /// <summary>Whether a log of Ingot's says what was served, which knows the version of every row.</summary>
    public bool HasLog => Said["ModelMonitorLog"].Length > 0;

    /// <summary>The folder into which it is packed.</summary>
    public string PackageFolder => Path.GetFullPath(Path.Combine(Folder, Said["PackageOutputPath"]));

    /// <summary>The report for people.</summary>
    public string Summary => PathOf(RetrainFiles.Summary);

    /// <summary>Waits until nobody else trains this model again here: what one proposes lies in the project's folder for a while.</summary>
    /// <param name="cancellation">Ends waiting.</param>
    /// <exception cref="OperationCanceledException">Waiting was ended.</exception>
    public PassingLock Lock(CancellationToken cancellation)
    {
        var folder = Directory.CreateDirectory(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Said["IngotFolder"]))!).FullName;
        return PassingLock.Acquire(Path.Combine(folder, "ingot.retrain.lock"), () => cancellation.IsCancellationRequested) ?? throw new OperationCanceledException(cancellation);
    }

    /// <summary>Evaluates it.</summary>
    public static async Task<RetrainProject> ReadAsync(MSBuildRun run, CancellationToken cancellation) =>
        new(run, await MSBuildProperties.ReadAsync(run, Properties, cancellation));

    /// <summary>A file that a stage of the project left behind.</summary>
    public string PathOf(StageFile file) => file.PathIn(Said["IngotFolder"], Model);

    /// <summary>What became of the last retraining; null: it was not due.</summary>
    /// <exception cref="IngotException">INGOT8069: its report is gone, or is that of another window, because somebody else trained the model again meanwhile.</exception>
    public (CollectedRows Collected, RetrainReport? Report) ReadReport()
    {
        var collected = CollectedRowsFile.Read(PathOf(CollectFiles.Facts));
        if (!collected.IsDue)
        {
            return (collected, null);
        }

        var file = PathOf(RetrainFiles.Report);
        return System.IO.File.Exists(file) && RetrainReportFile.Read(file) is var report && CollectedRowsFile.ToJson(report.Collected) == CollectedRowsFile.ToJson(collected)
            ? (collected, report)
            : throw Refused($"'{file}' is not there, or is about other rows than those that were just collected: somebody else trains this model again, or removed it. Run the command again.");
    }

    /// <summary>Runs targets.</summary>
    /// <param name="targets">The targets.</param>
    /// <param name="properties">Further properties.</param>
    /// <param name="showOutput">Whether what MSBuild says is shown.</param>
    /// <param name="cancellation">Stops it.</param>
    public Task<MSBuildResult> BuildAsync(string targets, IEnumerable<string> properties, bool showOutput, CancellationToken cancellation) =>
        (Run with { Targets = targets, Properties = [.. Run.Properties, .. properties] }).RunAsync(showOutput, cancellation);

    /// <summary>Refuses to go on.</summary>
    public IngotException Refused(FormattableString why) => new(RetrainDiagnostics.ProposalRefused.At(new SourceLocation(File), why));
}
