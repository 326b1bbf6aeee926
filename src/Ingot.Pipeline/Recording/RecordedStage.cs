using Ingot.Artifacts.Stages;
using Ingot.Core.Diagnostics;
using Ingot.Core.Runs;
using Ingot.Core.Specs;
using Ingot.Pipeline.Shared;
using Ingot.Runs.Recording;
using Ingot.Runs.Stores;

namespace Ingot.Pipeline.Recording;

/// <summary>A stage as a part of its build's run: the run is Running while the stage is, and as it ended when the stage has.</summary>
/// <param name="recorder">Records it; null: nobody does.</param>
/// <param name="stage">The stage.</param>
/// <param name="folder">The folder that holds one folder per stage.</param>
internal sealed class RecordedStage(StageRecorder? recorder, StageDefinition stage, string folder) : IPartRecorder, IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<int, Run> _parts = [];
    private OpenRun? _run;
    private ModelSpec? _spec;

    /// <summary>The stage begins.</summary>
    public void Begin(ProjectDocument document, ModelSpec spec)
    {
        if (recorder is null || !stage.IsOfRun)
        {
            return;
        }

        _spec = spec;
        recorder.Runs.Try(() =>
        {
            _run = recorder.Runs.Continue(recorder.Build, () => New(recorder, stage, document, spec));
            _run.Change(r => r with
            {
                Kind = stage == StageCatalog.Search || stage == StageCatalog.Automl ? RunKind.Search : r.Kind == RunKind.Train && stage != StageCatalog.Train && stage != StageCatalog.Challenge ? RunKind.Build : r.Kind,
                Steps = [.. r.Steps.Where(s => s.Stage != stage.Name), new RunStep(stage.Name, recorder.Runs.Time.GetUtcNow())],
            });
        });
    }

    /// <inheritdoc />
    public void Add(int number, TimeSpan took, Func<Run, Run> what)
    {
        lock (_gate)
        {
            if (_run is null)
            {
                return;
            }

            recorder!.Runs.Try(() =>
            {
                var now = recorder.Runs.Time.GetUtcNow();
                var part = _parts.GetValueOrDefault(number) ?? recorder.Runs.New(RunKind.Trial, _spec!.Name) with { Started = now - took };
                _parts[number] = what(part) with { Ended = now };
                _run.Add([_parts[number]]);
            });
        }
    }

    /// <summary>The stage has ended.</summary>
    public void End(StageOutcome outcome, IEnumerable<Diagnostic> said)
    {
        if (_run is null)
        {
            return;
        }

        recorder!.Runs.Try(() =>
        {
            // What it left behind is there when it did its work, whatever a gate says of it.
            var isDone = outcome is StageOutcome.Passed or StageOutcome.GateFailed;
            _run.Change(r => (isDone ? RecordedOutputs.Of(stage, folder, _spec!).AddTo(r) : r) with
            {
                Steps = [.. r.Steps.Select(s => s.Stage == stage.Name ? s with { Ended = recorder.Runs.Time.GetUtcNow(), Outcome = outcome.ToString() } : s)],
            });
            _run.End(
                isDone ? RunState.Finished : RunState.Failed,
                isDone ? null : said.Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => $"{d.Code}: {d.Message}").FirstOrDefault());
        });
    }

    /// <summary>One that has not ended was stopped.</summary>
    public void Dispose() => _run?.Dispose();

    private static Run New(StageRecorder recorder, StageDefinition stage, ProjectDocument document, ModelSpec spec)
    {
        var projectFolder = Path.GetDirectoryName(spec.ProjectFile)!;
        return recorder.Runs.New(recorder.Kind ?? RunKind.Train, spec.Name) with
        {
            Task = spec.Task,
            Version = spec.Version,
            Project = RunStoreLocation.RepositoryOf(projectFolder) is { } root ? Path.GetRelativePath(root, spec.ProjectFile).Replace('\\', '/') : spec.ProjectFile,
            Parameters = RecordedParameters.Of(document, stage == StageCatalog.Search ? spec.Search?.Name : null),
            Hashes = new RunHashes { Data = DataIdentity.HashOf(spec.TrainingData), Reference = DataIdentity.HashOfReferenceData(spec), Parameters = spec.ParametersSha256 },
            Commit = recorder.CommitOf(projectFolder),
            Seed = spec.Seed,
            Tags = recorder.Tags,
        };
    }
}
