using Ingot.Artifacts;
using Ingot.Artifacts.Stages;
using Microsoft.Build.Framework;

namespace Ingot.Sdk.Tasks;

/// <summary>
/// Runs any stage of <see cref="StageCatalog"/>: skipped when its key and its outputs are those of its record, with its diagnostics
/// logged again; taken from the cache when that has the key; else run by the worker.
/// </summary>
public sealed class RunStage : ModelProjectTask
{
    private StageDefinition _stage = null!;
    private FingerprintTable? _read;
    private bool _infersSchema;
    private bool _neverRan;
    private int _unfinishedTrials;

    /// <summary>The stage's word.</summary>
    [Required]
    public string Stage { get; set; } = string.Empty;

    /// <summary>What the stages of one build of a model have in common, by which they find their run; empty: the stage is a part of none.</summary>
    public string BuildRun { get; set; } = string.Empty;

    /// <summary>What that run is, if it is something else than a build.</summary>
    public string RunKind { get; set; } = string.Empty;

    internal override string Work => _stage.FolderName;

    /// <inheritdoc />
    protected override bool RunsProjectCode => _stage.RunsProjectCodeWhen(Project);

    // A new model that fails its gates is compared all the same; it cannot be packed (INGOT6001).
    private bool OnlyTells => _stage == StageCatalog.Gate && string.Equals(Project["IngotGatesDecide"], "false", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc />
    protected override bool ErrorsAreTold => OnlyTells;

    private string StageFolder => Path.Combine(IngotFolder, _stage.FolderName);

    /// <inheritdoc />
    public override bool Execute()
    {
        _stage = StageCatalog.Find(Stage) ?? throw new ArgumentException("There is no stage '" + Stage + "'.");
        return base.Execute();
    }

    // What a package says of files is of what they hold, not of what they held when they were last looked at.
    internal override FingerprintTable OpenFingerprints() => _stage == StageCatalog.Attest
        ? _read ??= new FingerprintTable(Path.Combine(IngotFolder, FingerprintTable.FileName), readsAll: true)
        : base.OpenFingerprints();

    /// <inheritdoc />
    protected override bool ExecuteCore()
    {
        if (!_stage.RunsWhen(Project))
        {
            return _stage.StaysWhenIdle || LeaveNothing();
        }

        var key = _stage.IsSkippable ? ComputeKey() : null;
        if (_stage == StageCatalog.Attest && !PackedData.AreThoseOfTheModel(Log, Project, IngotFolder, OpenFingerprints()))
        {
            return false;
        }

        if (key is not null && TrySkip(key.Compute()) is { } skipped)
        {
            return skipped;
        }

        using var modelLock = ModelLock.Acquire(IngotFolder, () => IsCanceled);
        if (modelLock is null)
        {
            return false;
        }

        LeftOvers.Remove(IngotFolder);
        return key is null ? RunUnrecorded() : Make();
    }

    // A search keeps which trials it begins, and begins none for ever that does not come to an end; what dies before its first one dies again.
    /// <inheritdoc />
    protected override bool StartsAnew(int exitCode)
    {
        var unfinished = UnfinishedTrials();
        if (unfinished <= _unfinishedTrials)
        {
            return false;
        }

        _unfinishedTrials = unfinished;
        if (exitCode != WorkerOrder.StartAnew)
        {
            Log.LogText(MessageImportance.High, "The process of the search ended with exit code {0} during a trial, perhaps for want of memory: the search goes on in another one.", exitCode);
        }

        LeftOvers.Remove(IngotFolder);
        return true;
    }

    /// <inheritdoc />
    protected override void LogDeath(string stage, string said)
    {
        if (RunsProjectCode && _stage != StageCatalog.Package)
        {
            Log.LogCodedError(
                "INGOT2066", ProjectFile,
                "The process that ran the code of the Pipeline ended with exit code {0}; it last said {1}. Look at what that code does besides giving the pipeline.",
                WorkerExitCode, said);
        }
        else if (RunsProjectCode)
        {
            var assembly = Project.Of(ProjectItems.ClientAssembly).Select(i => Path.GetFileName(i.Include)).FirstOrDefault();
            Log.LogCodedError(
                "INGOT6012", ProjectFile,
                "The client in {0} cannot be used: the process that tried it ended with exit code {1}; it last said {2}. Check that the project's packages fit Ingot.Runtime, and what C# of your own runs when the assembly is loaded.",
                assembly, WorkerExitCode, said);
        }
        else
        {
            base.LogDeath(stage, said);
        }
    }

    private bool RunUnrecorded()
    {
        var passed = RunStageWorker() && !Log.HasLoggedErrors;
        if (_stage == StageCatalog.Monitor && !IsCanceled && WorkerExitCode is (0 or 1))
        {
            var model = Project["ModelName"];
            Log.LogText(MessageImportance.High, "The page of what was served is {0}", Path.GetFullPath(MonitorFiles.Page.PathIn(IngotFolder, model)));
            new CiReport(Log, ProjectFile, () => IsCanceled).Write(
                MonitorFiles.Summary.PathIn(IngotFolder, model), MonitorFiles.OpenMetrics.PathIn(IngotFolder, model), model);
        }

        if (_stage == StageCatalog.Search && passed)
        {
            Log.LogText(MessageImportance.High, "The page of the search is {0}", Path.GetFullPath(SearchFiles.Page.PathIn(IngotFolder, Project["ModelName"])));
        }

        return passed;
    }

    private bool RunStageWorker()
    {
        _unfinishedTrials = UnfinishedTrials();
        return RunWorker(_stage, RunArguments());
    }

    private int UnfinishedTrials() => _stage == StageCatalog.Search || _stage == StageCatalog.Automl ? SearchFiles.Unfinished(IngotFolder) : 0;

    // Diagnostics of what the project no longer asks for must not be logged again.
    private bool LeaveNothing()
    {
        if (!Directory.Exists(StageFolder))
        {
            return true;
        }

        using var modelLock = ModelLock.Acquire(IngotFolder, () => IsCanceled);
        if (modelLock is null)
        {
            return false;
        }

        Folders.Delete(StageFolder);
        return true;
    }

    private bool Make()
    {
        // Another build of the same model may have done it meanwhile.
        var key = ComputeKey();
        var hash = key.Compute();
        if (TrySkip(hash) is { } done)
        {
            return done;
        }

        var stageCache = new StageCache(Log, BuildEngine, Project);
        var cache = _stage.IsCachedWhen(Project) ? stageCache.Open() : null;

        // Of two configurations or clones that need the same output at once, one makes it and the other takes it from the cache.
        using var entryLock = cache?.TryLock(hash, () => IsCanceled);
        if (IsCanceled)
        {
            return false;
        }

        var answer = cache?.Take(hash, StageFolder, Project.Folder) ?? CacheAnswer.Missing;
        if (answer == CacheAnswer.Taken)
        {
            Record(key, exitCode: 0, isFromCache: true);
            Log.LogText(MessageImportance.Normal, "Ingot: {0} came from the cache.", _stage.FolderName);
            return TrySkip(hash) ?? false;
        }

        stageCache.Say(answer, _stage.FolderName);

        var passed = Run(key, cache);
        if (_stage == StageCatalog.Automl && passed)
        {
            Log.LogText(MessageImportance.High, "The leaderboard is {0}", Path.GetFullPath(AutomlFiles.Page.PathIn(IngotFolder, Project["ModelName"])));
        }

        return passed;
    }

    private bool Run(StageKey before, ArtifactCache? cache)
    {
        _neverRan = StageRecord.TryRead(StageFolder) is null;
        _infersSchema = _stage == StageCatalog.Prepare && !File.Exists(Project["ModelSchemaFile"]);
        var succeeded = RunStageWorker();

        // A worker that was killed could not do it.
        LeftOvers.Remove(IngotFolder);
        if (IsCanceled || WorkerExitCode is not (0 or 1) || !Directory.Exists(StageFolder))
        {
            return false;
        }

        // Prepare may have written the schema file; any other input that changed meanwhile leaves the stage unrecorded.
        var after = ComputeKey();
        var changed = before.Inputs.Zip(after.Inputs, (b, a) => b.Value != a.Value && b.Value.Length > 0).Any(c => c);
        if (!changed && before.Inputs.Count == after.Inputs.Count)
        {
            Record(after, WorkerExitCode);
            if (succeeded)
            {
                cache?.Store(after.Compute(), StageFolder, Project.Folder);
            }
        }

        return Decided(succeeded && !Log.HasLoggedErrors);
    }

    // What is recorded changes nothing of what a stage makes: it is no part of keys, and not of the project that the stage reads.
    private string[] RunArguments() => BuildRun.Length == 0 ? [] :
    [
        "--run", BuildRun,
        "--run-folder", Project.Folder,
        .. RunKind.Length > 0 ? (string[])["--run-kind", RunKind] : [],
        .. Project["IngotRunsStore"].Length > 0 ? (string[])["--run-store", Project["IngotRunsStore"]] : [],
        .. Project["IngotRunTags"].Length > 0 ? (string[])["--run-tags", Project["IngotRunTags"]] : [],
    ];

    private StageKey ComputeKey()
    {
        var fingerprints = OpenFingerprints();
        var key = new StageKeys(Project, IngotFolder, NativePackages.Of(WorkerPackage.Find(Worker))).Of(_stage, fingerprints);
        fingerprints.Save();
        return key;
    }

    private bool? TrySkip(string hash)
    {
        var record = StageRecord.TryRead(StageFolder);
        if (record?.Key != hash || !record.OutputsAreIntact(StageFolder))
        {
            return null;
        }

        Log.LogText(MessageImportance.Low, "Ingot: {0} is up to date.", _stage.FolderName);
        foreach (var line in ReadDiagnostics())
        {
            LogStageLine(line, MessageImportance.High);
        }

        return Decided(record.ExitCode == 0 && !Log.HasLoggedErrors);
    }

    // Whether the gates were decided now or before, passed or failed: what they found is said where people look.
    private bool Decided(bool passed)
    {
        if (OnlyTells)
        {
            return !Log.HasLoggedErrors;
        }

        if (_stage == StageCatalog.Gate)
        {
            new GateNotice(Log, IngotFolder, Project, () => IsCanceled).Give(passed, first: _neverRan);
        }

        if (_stage == StageCatalog.Prepare && passed && (_infersSchema || string.Equals(Project["IngotShowColumns"], "true", StringComparison.OrdinalIgnoreCase)))
        {
            ShowColumns();
        }

        return passed;
    }

    private void ShowColumns()
    {
        const int most = 100;
        var table = PrepareFiles.Columns.PathIn(IngotFolder, Project["ModelName"]);
        var lines = File.Exists(table) ? File.ReadAllLines(table) : [];
        foreach (var line in lines.Take(most + 1))
        {
            Log.LogText(MessageImportance.High, "{0}", line);
        }

        if (lines.Length > most + 1)
        {
            Log.LogText(MessageImportance.High, "... and {0} more columns: {1}", lines.Length - most - 1, table);
        }

        if (_infersSchema)
        {
            Log.LogText(MessageImportance.High, "This is what the first build took the columns for. It stands in {0}: review it, correct it there, and commit it. What Column items say counts when the file is inferred: after a change of these, delete it and build again.", Path.GetFileName(Project["ModelSchemaFile"]));
        }
    }

    private void Record(StageKey key, int exitCode, bool isFromCache = false)
    {
        var record = StageRecord.Create(StageFolder, key, exitCode, isFromCache);
        StageManifest.Write(StageFolder, _stage.FolderName, key, record, ReadDiagnostics());
        record.Write(StageFolder);
    }

    private string[] ReadDiagnostics()
    {
        var path = Path.Combine(StageFolder, StageDefinition.Diagnostics);
        return File.Exists(path) ? [.. File.ReadAllLines(path).Where(l => l.Length > 0)] : [];
    }
}
