using Ingot.Artifacts;
using Ingot.Packaging.Signing;

namespace Ingot.Packaging.Channels;

/// <summary>Approvals that wait for a promotion: <c>&lt;channel&gt;/approvals/&lt;PackageId&gt;/&lt;version&gt;/&lt;identity&gt;.json</c>.</summary>
/// <param name="Path">The folder.</param>
public sealed record ApprovalFolder(string Path)
{
    /// <summary>Writes an approval; a later one of the same person takes its place.</summary>
    /// <returns>The file.</returns>
    public string Write(Approval approval, SigningKey key)
    {
        var file = System.IO.Path.Combine(FolderOf(approval.Package, approval.Version), approval.By + ".json");
        AtomicFile.Write(file, approval.Sign(key).ToJson());
        return file;
    }

    /// <summary>All that waits for a version, by ordinal order of the files' names.</summary>
    /// <exception cref="Core.Diagnostics.IngotException">INGOT6026: a file is no envelope.</exception>
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
