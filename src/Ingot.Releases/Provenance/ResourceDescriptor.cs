namespace Ingot.Releases.Provenance;

/// <summary>A thing with its content's hash: in-toto's ResourceDescriptor (attestation framework, version 1).</summary>
/// <param name="Name">What it is called, such as <c>evidence/metrics.json</c> or <c>train.csv</c>.</param>
/// <param name="Location">As a URI where it is from, such as a package URL; null: only its content is known.</param>
/// <param name="Digest">Hashes in lower-case hexadecimal by algorithm, such as <c>sha256</c> or <c>gitCommit</c>.</param>
public sealed record ResourceDescriptor(string? Name, string? Location, IReadOnlyDictionary<string, string> Digest)
{
    /// <summary>A file by its SHA-256.</summary>
    public static ResourceDescriptor OfFile(string name, string sha256) => new(name, null, new Dictionary<string, string> { ["sha256"] = sha256 });
}
