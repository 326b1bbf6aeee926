namespace Ingot.Core.Specs;

/// <summary>A file that goes into a package.</summary>
/// <param name="PathInPackage">Its path in the package, with slashes.</param>
/// <param name="File">Its full path on this machine.</param>
/// <param name="Sha256">Its content hash, where the tasks know it.</param>
public sealed record ReleasedFile(string PathInPackage, string File, string? Sha256);
