using Ingot.Artifacts;
using Ingot.Artifacts.Stages;

namespace Ingot.Sdk.Tasks;

/// <summary>The extracted package that is the baseline, as a stage's input.</summary>
internal static class BaselineFolder
{
    /// <summary>The folder of a package; null when it was not restored.</summary>
    /// <param name="folders">The folders of extracted packages, separated by semicolons.</param>
    /// <param name="package">The package's id.</param>
    /// <param name="version">Its normalised version.</param>
    public static string? Find(string folders, string package, string version) => folders
        .Split([';'], StringSplitOptions.RemoveEmptyEntries)
        .Select(f => Path.Combine(f.Trim(), package.ToLowerInvariant(), version.ToLowerInvariant()))
        .FirstOrDefault(f => File.Exists(Path.Combine(f, ".nupkg.metadata")));

    /// <summary>Adds what is read of the package: its model, and the evidence that names the model's inputs and metrics.</summary>
    public static void AddTo(StageKey key, ModelProject project, FingerprintTable fingerprints)
    {
        foreach (var name in new[] { "ModelBaselinePackage", "ModelBaselineVersion" })
        {
            key.Add(name, project[name]);
        }

        AddContent(key, "baseline/", project["ModelBaselineFolder"], fingerprints);
    }

    /// <summary>The same of the packages that gates name.</summary>
    public static void AddReleasesTo(StageKey key, ModelProject project, FingerprintTable fingerprints)
    {
        // Nothing of it in the keys of a project without such a gate.
        if (project["ModelReleasesPackage"].Length == 0)
        {
            return;
        }

        key.Add("ModelReleasesPackage", project["ModelReleasesPackage"]);
        foreach (var (versions, folders) in new[] { ("ModelReleases", "ModelReleaseFolders"), ("ModelBestOf", "ModelBestOfFolders") })
        {
            key.Add(versions, project[versions]);
            foreach (var (version, folder) in project[versions].Split(';').Zip(project[folders].Split(';'), (v, f) => (v, f)))
            {
                AddContent(key, "release/" + version + "/", folder, fingerprints);
            }
        }
    }

    /// <summary>The same of the package that the training continues from.</summary>
    public static void AddContinuedTo(StageKey key, ModelProject project, FingerprintTable fingerprints)
    {
        // Nothing of it in the keys of a project that starts anew.
        if (project["ModelContinueFrom"].Length > 0)
        {
            key.Add("ModelContinueFrom", project["ModelContinueFrom"]);
            AddContent(key, "continued/", project["ModelContinueFolder"], fingerprints);
        }
    }

    private static void AddContent(StageKey key, string prefix, string folder, FingerprintTable fingerprints)
    {
        if (folder.Length == 0)
        {
            return;
        }

        var root = Path.GetFullPath(folder).TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar;
        foreach (var file in Files(root, "lib", "*.dll").Concat(Files(root, "model", "*.onnx")).Concat(Files(root, "evidence", "*.json")))
        {
            key.AddInput(prefix + file.Substring(root.Length).Replace('\\', '/'), fingerprints.HashOf(file));
        }
    }

    private static IEnumerable<string> Files(string root, string folder, string pattern)
    {
        var path = Path.Combine(root, folder);
        return Directory.Exists(path)
            ? Directory.GetFiles(path, pattern, SearchOption.AllDirectories).OrderBy(f => f, StringComparer.Ordinal)
            : [];
    }
}
