using System.ComponentModel;
using Ingot.Core.Runs;

namespace Ingot.Tool.Workers;

/// <summary>The commit that is checked out, for runs.</summary>
internal static class CheckedOutCommit
{
    // A tree for which git needs longer is not waited for.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>That of a folder's repository; null: it lies in none, there is no commit yet, or git does not answer.</summary>
    public static RunCommit? Of(string folder)
    {
        const string oid = "# branch.oid ";
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            // Nothing is written, not even git's own index.
            var status = GitProcess.RunAsync(folder, ["--no-optional-locks", "-c", "core.fsmonitor=false", "status", "--porcelain=v2", "--branch"], patience.Token).GetAwaiter().GetResult();
            var lines = status.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            return status.ExitCode == 0 && lines.FirstOrDefault(l => l.StartsWith(oid, StringComparison.Ordinal))?[oid.Length..] is { } commit && char.IsAsciiHexDigit(commit[0])
                ? new RunCommit(commit, lines.All(l => l[0] == '#'))
                : null;
        }
        catch (Exception e) when (e is Win32Exception or OperationCanceledException)
        {
            return null;
        }
    }
}
