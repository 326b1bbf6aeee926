using System.Text.Json;
using Ingot.Artifacts;
using Ingot.Artifacts.Stages;
using Ingot.Core.Diagnostics;
using Ingot.Core.Specs;
using Ingot.Jobs.Schedulers;
using Ingot.Monitoring.Windows;
using Ingot.Pipeline.Recording;
using Ingot.Pipeline.Shared;
using Ingot.Releases.Validation;

namespace Ingot.Pipeline;

/// <summary>
/// Runs one stage: reads what the project says, gives the stage a folder of its own, and gives that folder its final
/// name only when the stage has succeeded, so that nothing half-written is ever seen and the last good output stays.
/// </summary>
public sealed class StageRunner
{
    private readonly IDiagnosticSink _diagnostics;
    private readonly IStageProgress _progress;

    /// <summary>Makes a runner that says what happens to these.</summary>
    public StageRunner(IDiagnosticSink diagnostics, IStageProgress progress)
    {
        _diagnostics = diagnostics;
        _progress = progress;
    }

    /// <summary>Opens the prediction log that is in a database, for a stage that reads one; is handed a folder for what it copies. Default: there is none.</summary>
    public Func<string, ServedSource>? LogDatabase { get; init; }

    /// <summary>Tries models of somebody else in a process of its own. Default: there is none, and models with control flow are refused.</summary>
    public IModelTrial? Trial { get; init; }

    /// <summary>Who gives machines to trials: as <see cref="StageContext.OpenScheduler"/>. Default: nobody.</summary>
    public Func<string, int, SourceLocation, ChosenScheduler>? OpenScheduler { get; init; }

    /// <summary>As <see cref="StageContext.StartAnew"/>. Default: nobody would start this process again.</summary>
    public Action? StartAnew { get; init; }

    /// <summary>Records the run that the stage is a part of. Default: nothing is recorded.</summary>
    public StageRecorder? Recorder { get; init; }

    /// <summary>Runs a stage.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="projectFile">Full path of <c>project.json</c>.</param>
    /// <param name="folder">The folder that holds one folder per stage.</param>
    /// <param name="threads">How many threads the stage may use.</param>
    /// <param name="cancellation">Stops the stage; nothing is left behind.</param>
    public StageOutcome Run(Stage stage, string projectFile, string folder, int threads, CancellationToken cancellation)
    {
        var said = new DiagnosticList();
        using var recorded = new RecordedStage(Recorder, stage.Definition, folder);
        var outcome = Run(stage, projectFile, folder, threads, new Tee(said, _diagnostics), recorded, cancellation);
        recorded.End(outcome, said.Items);
        return outcome;
    }

    private StageOutcome Run(Stage stage, string projectFile, string folder, int threads, IDiagnosticSink diagnostics, RecordedStage recorded, CancellationToken cancellation)
    {
        var output = Path.Combine(folder, FormattableString.Invariant($"{stage.FolderName}.tmp-{Environment.ProcessId}"));
        var found = new DiagnosticList();
        try
        {
            var document = ReadProject(projectFile);
            var spec = ModelSpecReader.Read(document);
            recorded.Begin(document, spec);
            Directory.CreateDirectory(output);
            var passed = stage.Run(new StageContext
            {
                Stage = stage.Definition,
                Spec = spec,
                ProjectFile = projectFile,
                Project = new ProjectFacts(document),
                Folder = folder,
                Output = output,
                Threads = threads,
                Diagnostics = new Tee(found, diagnostics),
                Progress = _progress,
                LogDatabase = LogDatabase,
                Trial = Trial,
                OpenScheduler = OpenScheduler,
                StartAnew = StartAnew,
                Parts = recorded,
                Runs = Recorder?.Runs.Store,
                Cancellation = cancellation,
            });
            if (found.HasErrors && !stage.Definition.Decides)
            {
                return StageOutcomes.OfBrokenOff(found.Items.Where(d => d.Severity == DiagnosticSeverity.Error));
            }

            TextFile.Write(
                Path.Combine(output, StageDefinition.Diagnostics), string.Join('\n', found.Items.Select(d => d.ToString())));
            var final = Path.Combine(folder, stage.FolderName);
            Folders.Replace(output, final, $"{final}.old-{Environment.ProcessId}");
            return passed && !found.HasErrors ? StageOutcome.Passed : StageOutcome.GateFailed;
        }
        catch (IngotException e)
        {
            return BrokenOff(e, diagnostics);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            diagnostics.Report(InfrastructureDiagnostics.FileSystem.At(
                new SourceLocation(projectFile),
                $"The file system refused the stage {stage.Definition.Name}: {e.Message} {Remedy(e, folder)}, and build again."));
            return StageOutcome.Infrastructure;
        }
        finally
        {
            TryDelete(output);
        }
    }

    /// <summary>Only reads what the project says, and says all that is wrong with it.</summary>
    /// <param name="projectFile">Full path of the file that the tasks wrote.</param>
    public StageOutcome Check(string projectFile)
    {
        try
        {
            _ = ModelSpecReader.Read(ReadProject(projectFile));
            return StageOutcome.Passed;
        }
        catch (IngotException e)
        {
            return BrokenOff(e, _diagnostics);
        }
    }

    private static StageOutcome BrokenOff(IngotException e, IDiagnosticSink diagnostics)
    {
        foreach (var diagnostic in e.Diagnostics)
        {
            diagnostics.Report(diagnostic);
        }

        return StageOutcomes.OfBrokenOff(e.Diagnostics);
    }

    private static ProjectDocument ReadProject(string projectFile)
    {
        try
        {
            return ProjectDocument.Read(projectFile);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FileNotFoundException or DirectoryNotFoundException)
        {
            throw new IngotException(
                InfrastructureDiagnostics.ProjectUnreadable.At(
                    new SourceLocation(projectFile), $"What MSBuild handed over cannot be read: {e.Message} Rebuild the project."),
                e);
        }
    }

    private static string Remedy(Exception refusal, string folder) => SharedFiles.IsHeldElsewhere(refusal)
        ? "Close the program that has it open"
        : $"Free some space or make the folder '{folder}' writable";

    private static void TryDelete(string folder)
    {
        try
        {
            Folders.Delete(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Left-overs have names of their own and are never read: a later clean removes them.
        }
    }

    private sealed class Tee(IDiagnosticSink first, IDiagnosticSink second) : IDiagnosticSink
    {
        public void Report(Diagnostic diagnostic)
        {
            first.Report(diagnostic);
            second.Report(diagnostic);
        }
    }
}
