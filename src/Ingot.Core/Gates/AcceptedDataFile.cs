namespace Ingot.Core.Gates;

/// <summary>A data file of an accepted result.</summary>
/// <param name="File">Its name without its folder.</param>
/// <param name="Sha256">Hash of its content.</param>
public sealed record AcceptedDataFile(string File, string Sha256);
