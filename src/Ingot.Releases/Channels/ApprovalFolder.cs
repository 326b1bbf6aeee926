using Ingot.Artifacts;
using Ingot.Releases.Signing;

namespace Ingot.Releases.Channels;

/// <summary>Approvals that wait for a promotion: <c>&lt;channel&gt;/approvals/&lt;PackageId&gt;/&lt;version&gt;/&lt;identity&gt;.json</c>.</summary>
/// <param name="Path">The folder.</param>
public sealed record ApprovalFolder(string Path)
{
    /// <summary>Writes an approval; a later one of the same person takes its place.</summary>
    /// <returns>The file.</returns>
    public string Write(Approval approval, SigningKey key) => Write(approval, approval.Sign(key));

    /// <summary>Writes an approval that was signed elsewhere.</summary>
    /// <param name="approval">What the envelope says.</param>
    /// <param name="envelope">The signed approval.</param>
    /// <returns>The file.</returns>
    internal string Write(Approval approval, DsseEnvelope envelope)
    {
        var file = System.IO.Path.Combine(FolderOf(approval.Package, approval.Version), approval.By + ".json");
        AtomicFile.WriteShared(file, envelope.ToJson());
        return file;
    }

    /// <summary>The versions of a package for which there is a folder, in ordinal order.</summary>
    public IReadOnlyList<string> Versions(string package)
    {
        var folder = System.IO.Path.Combine(Path, package);
        return Directory.Exists(folder) ? [.. Directory.GetDirectories(folder).Select(d => System.IO.Path.GetFileName(d)).Order(StringComparer.Ordinal)] : [];
    }

    /// <summary>All that waits for a version, by ordinal order of the files' names.</summary>
    /// <exception cref="Core.Diagnostics.IngotException">INGOT6026: a file is not an envelope.</exception>
    public IReadOnlyList<KeyValuePair<string, DsseEnvelope>> Read(string package, string version) => Directory.Exists(FolderOf(package, version))
        ?
        [
            .. Directory.GetFiles(FolderOf(package, version), "*.json")
                .Order(StringComparer.Ordinal)
                .Select(f => KeyValuePair.Create(f, DsseEnvelope.Parse(File.ReadAllText(f), f))),
        ]
        : [];

    private string FolderOf(string package, string version) => System.IO.Path.Combine(Path, package, version);
}
