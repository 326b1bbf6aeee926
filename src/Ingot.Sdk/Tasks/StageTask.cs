using System.Text.RegularExpressions;
using Ingot.Artifacts;
using Microsoft.Build.Framework;

namespace Ingot.Sdk.Tasks;

/// <summary>One stage: skipped when its key and its outputs are those of its record, with its diagnostics logged again; else run by the worker.</summary>
public abstract class StageTask : ModelTask
{
    /// <summary>Folder of the shared cache; empty: none.</summary>
    public string CacheDirectory { get; set; } = string.Empty;

    /// <summary>Whether the stage had nothing to do.</summary>
    [Output]
    public bool Skipped { get; private set; }

    /// <summary>From <see cref="StageVersions"/>.</summary>
    internal abstract int Version { get; }

    /// <summary>Whether outputs may come from the cache and go there.</summary>
    internal virtual bool IsCacheable(ModelProject project) => false;

    /// <summary>Adds what this stage depends on.</summary>
    internal abstract void AddDependencies(StageKey key, ModelProject project, FingerprintTable fingerprints);

    /// <summary>The path of an output of another stage.</summary>
    internal string OutputOf(string stage, string file) => Path.Combine(IngotFolder, stage, file);

    private string StageFolder => Path.Combine(IngotFolder, Stage);

    /// <inheritdoc />
    protected override bool ExecuteCore()
    {
        var project = ReadProject();
        Directory.CreateDirectory(IngotFolder);
        var key = ComputeKey(project);
        if (TrySkip(key.Compute()) is { } skipped)
        {
            return skipped;
        }

        using var modelLock = AcquireLock();
        if (modelLock is null)
        {
            return false;
        }

        RemoveLeftOvers();

        // Another build of the same model may have done it meanwhile.
        key = ComputeKey(project);
        var hash = key.Compute();
        if (TrySkip(hash) is { } done)
        {
            return done;
        }

        var cache = IsCacheable(project) && CacheDirectory.Length > 0 ? new ArtifactCache(CacheDirectory) : null;

        // Of two configurations or clones that need the same output at once, one makes it and the other takes it from the cache.
        using var entryLock = cache?.TryLock(hash, () => IsCanceled);
        if (IsCanceled)
        {
            return false;
        }

        var projectFolder = Path.GetDirectoryName(project["ProjectFile"])!;
        if (cache?.TryRestore(hash, StageFolder, projectFolder) == true)
        {
            Record(key, exitCode: 0);
            Log.LogMessage(MessageImportance.Normal, "Ingot: {0} came from the cache.", Stage);
            return TrySkip(hash) ?? false;
        }

        return Run(project, key, cache, projectFolder);
    }

    private bool Run(ModelProject project, StageKey before, ArtifactCache? cache, string projectFolder)
    {
        var succeeded = RunStage(Stage, project);

        // A worker that was killed could not do it.
        RemoveLeftOvers();
        if (IsCanceled || WorkerExitCode is not (0 or 1) || !Directory.Exists(StageFolder))
        {
            return false;
        }

        // Prepare may have written the schema file; any other input that changed meanwhile leaves the stage unrecorded.
        var after = ComputeKey(project);
        var changed = before.Inputs.Zip(after.Inputs, (b, a) => b.Value != a.Value && b.Value.Length > 0).Any(c => c);
        if (!changed && before.Inputs.Count == after.Inputs.Count)
        {
            Record(after, WorkerExitCode);
            if (succeeded && !Log.HasLoggedErrors)
            {
                cache?.Store(after.Compute(), StageFolder, projectFolder);
            }
        }

        return succeeded && !Log.HasLoggedErrors;
    }

    private StageKey ComputeKey(ModelProject project)
    {
        var key = new StageKey(Stage, Version);
        key.Add("RuntimeIdentifier", project["RuntimeIdentifier"]);
        foreach (var library in NativeLibraries())
        {
            key.Add("library", library);
        }

        var fingerprints = OpenFingerprints();
        AddDependencies(key, project, fingerprints);
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

        Skipped = true;
        Log.LogMessage(MessageImportance.Low, "Ingot: {0} is up to date.", Stage);
        foreach (var line in ReadDiagnostics())
        {
            Log.LogMessageFromText(line, MessageImportance.High);
        }

        return record.ExitCode == 0 && !Log.HasLoggedErrors;
    }

    private void Record(StageKey key, int exitCode)
    {
        var record = StageRecord.Create(StageFolder, key, exitCode);
        StageManifest.Write(StageFolder, Stage, key, record, ReadDiagnostics());
        record.Write(StageFolder);
    }

    private string[] ReadDiagnostics()
    {
        var path = Path.Combine(StageFolder, "diagnostics.txt");
        return File.Exists(path) ? [.. File.ReadAllLines(path).Where(l => l.Length > 0)] : [];
    }

    // The worker's list of dependencies names the native libraries that compute, with their versions.
    private IEnumerable<string> NativeLibraries()
    {
        var list = Path.ChangeExtension(Worker, ".deps.json");
        if (!File.Exists(list))
        {
            return [];
        }

        return Regex.Matches(File.ReadAllText(list), "\"((?:LightGBM|DuckDB\\.NET\\.[^/\"]*|Microsoft\\.ML[^/\"]*)/[^/\"]+)\"")
            .Cast<Match>()
            .Select(m => m.Groups[1].Value)
            .Distinct(StringComparer.Ordinal)
            .OrderBy(v => v, StringComparer.Ordinal);
    }
}
