using Ingot.Artifacts;
using Ingot.Artifacts.Stages;
using Microsoft.Build.Framework;

namespace Ingot.Sdk.Tasks;

/// <summary>
/// Finds for each <c>ModelReference</c> the version that its channel names, and refuses versions that are retired or not approved.
/// What the channel files say is judged in the worker's process, and only when they changed.
/// </summary>
public sealed class ResolveModelReferences : WorkerTask
{
    /// <summary>Items <c>ModelReference</c>.</summary>
    [Required]
    public ITaskItem[] References { get; set; } = [];

    /// <summary>Items <c>PackageReference</c>: they may not name the same packages.</summary>
    public ITaskItem[] PackageReferences { get; set; } = [];

    /// <summary>Property <c>ModelChannelsFolder</c>; empty: the folder is searched for above the project.</summary>
    public string ChannelsFolder { get; set; } = string.Empty;

    /// <summary>Where the answer is written down.</summary>
    [Required]
    public string RecordFile { get; set; } = string.Empty;

    /// <summary>The packages: ids with metadata <c>Version</c> (exact, in brackets), <c>ModelVersion</c>, <c>ContentHash</c>, <c>ChannelFile</c>.</summary>
    [Output]
    public ITaskItem[] Packages { get; private set; } = [];

    /// <inheritdoc />
    public override bool Execute()
    {
        var folder = Path.GetDirectoryName(ProjectFile)!;
        var references = References.Select(r => ModelReference.Read(r, folder, ChannelsFolder)).ToList();
        if (!AreSound(references))
        {
            return false;
        }

        var key = ReferenceRecord.KeyOf(references);
        if ((ReferenceRecord.TryRead(RecordFile, key, references.Count) ?? Ask(references, key)) is not { } answers)
        {
            return false;
        }

        Packages = [.. references.Select((r, i) => r.ToPackage(answers[i].Version, answers[i].ContentHash))];
        return !Log.HasLoggedErrors;
    }

    private IReadOnlyList<(string Version, string ContentHash)>? Ask(List<ModelReference> references, string key)
    {
        var request = RecordFile + ".request";
        var locator = new ItemLocator(ProjectEvaluation.Of(ProjectFile, BuildEngine));
        AtomicFile.Write(request, string.Concat(references.Select(r => Line(r, locator.Find(ProjectItems.ModelReference, r.Package) ?? (ProjectFile, 0, 0)))));
        string[] arguments = ["references", "--request", request, "--record", RecordFile, "--key", key];
        return RunWorker("references", arguments) && !Log.HasLoggedErrors ? ReferenceRecord.TryRead(RecordFile, key, references.Count) : null;
    }

    private static string Line(ModelReference reference, (string File, int Line, int Column) place) => string.Join(
        "\t", reference.Package, reference.Channel, reference.Version, reference.Folder, place.File, FormattableString.Invariant($"{place.Line}"), FormattableString.Invariant($"{place.Column}")) + "\n";

    private bool AreSound(List<ModelReference> references)
    {
        var known = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var others = new HashSet<string>(PackageReferences.Select(p => p.ItemSpec), StringComparer.OrdinalIgnoreCase);
        ItemLocator? locator = null;
        foreach (var reference in references)
        {
            var fault = !known.Add(reference.Package) ? "is in the project twice"
                : others.Contains(reference.Package) ? "is a PackageReference too"
                : reference.FindFault();
            if (fault is null)
            {
                continue;
            }

            locator ??= new ItemLocator(ProjectEvaluation.Of(ProjectFile, BuildEngine));
            var (file, line, column) = locator.Find(ProjectItems.ModelReference, reference.Package) ?? (ProjectFile, 0, 0);
            Log.LogCodedError(
                "INGOT6050", (file, line, column),
                "ModelReference {0} {1}; expected one reference per package, with the Channel that says which version runs, such as production, or with an exact Version. Correct the item; the folder of the channels is searched for above the project, or named by ModelChannelsFolder.",
                reference.Package, fault);
        }

        return !Log.HasLoggedErrors;
    }
}
