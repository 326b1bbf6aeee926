using Ingot.Artifacts;
using Microsoft.Build.Framework;

namespace Ingot.Sdk.Tasks;

/// <summary>Remembers that no name of a project is misspelt, so that an unchanged one is not evaluated a second time to see that again.</summary>
/// <param name="engine">The running build.</param>
/// <param name="projectFile">Full path of the project.</param>
/// <param name="ingotFolder">The folder of all stages of the model.</param>
internal sealed class NamesRecord(IBuildEngine engine, string projectFile, string ingotFolder)
{
    /// <summary>The record's file in the folder of all stages.</summary>
    public const string FileName = "names.txt";

    private readonly string _path = Path.Combine(ingotFolder, FileName);
    private readonly FileStates _states = new();

    /// <summary>The names of global properties of the kind that Ingot's have.</summary>
    public IReadOnlyList<string> Globals { get; } =
        [.. ((engine as IBuildEngine6)?.GetGlobalProperties().Keys ?? []).OrderBy(n => n, StringComparer.Ordinal)];

    /// <summary>Whether all files are as they were when the names were right.</summary>
    public bool Holds() => UpToDateRecord.TryRead(_path, key: null) is { } record && record.FindChange(Context(), _states) is null;

    /// <summary>The files as they are now, to be written once their names have been found right.</summary>
    /// <param name="evaluation">The project.</param>
    public UpToDateRecord Take(ProjectEvaluation evaluation)
    {
        var (record, states) = (new UpToDateRecord(), new FileStates());
        foreach (var pair in Context())
        {
            record.AddContext(pair.Key, pair.Value);
        }

        foreach (var file in evaluation.Imports.Concat(evaluation.ConditionalImports).Concat(FilesFoundByName.Of(projectFile)).Distinct(StringComparer.Ordinal).Where(f => !Directory.Exists(f)))
        {
            record.AddFile(file, states);
        }

        record.AddLinks(states);
        return record;
    }

    /// <summary>
    /// Writes what was taken. It only saves time, so it is not an error when it cannot be written: another build of the same model, which holds the lock that this one does not need,
    /// may have taken the file, half written, for one that was left over.
    /// </summary>
    /// <param name="record">From <see cref="Take"/>.</param>
    public void Write(UpToDateRecord record)
    {
        try
        {
            record.Write(_path, key: null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The next build looks at the names again.
        }
    }

    private Dictionary<string, string> Context() => new()
    {
        ["sdk"] = BuildContext.StateOf(typeof(NamesRecord).Assembly.Location, _states),
        ["properties"] = string.Join(";", Globals),
    };
}
