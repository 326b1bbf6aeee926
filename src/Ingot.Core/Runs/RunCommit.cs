namespace Ingot.Core.Runs;

/// <summary>The commit of git that was checked out.</summary>
/// <param name="Hash">Its hash.</param>
/// <param name="IsClean">Whether the working tree was that commit: nothing changed, and no file beside it that is not ignored.</param>
public sealed record RunCommit(string Hash, bool IsClean);
