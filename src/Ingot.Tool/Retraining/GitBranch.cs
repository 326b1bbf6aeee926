using Ingot.Core.Diagnostics;
using Ingot.Tool.Workers;

namespace Ingot.Tool.Retraining;

/// <summary>Commits files as a new branch, by an index of its own: the working tree, the index and the branch of whoever works there stay as they are.</summary>
internal static class GitBranch
{
    private const string NoCommit = "0000000000000000000000000000000000000000";

    /// <summary>Whether a branch can be made.</summary>
    /// <param name="folder">A folder of the repository.</param>
    /// <param name="name">The branch's name.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="IngotException">INGOT8069: there is no repository, git does not take the name, or the branch exists.</exception>
    public static async Task RequireNewAsync(string folder, string name, CancellationToken cancellation)
    {
        if ((await GitProcess.RunAsync(folder, ["check-ref-format", "--branch", name], cancellation)).ExitCode != 0)
        {
            throw Refused(folder, $"git does not take '{name}' as the name of a branch. Give another one.");
        }

        await RunAsync(folder, null, cancellation, "rev-parse", "--verify", "HEAD^{commit}");
        if ((await GitProcess.RunAsync(folder, ["rev-parse", "--verify", "--quiet", $"refs/heads/{name}"], cancellation)).ExitCode == 0)
        {
            throw Refused(folder, $"There is a branch '{name}' already. Merge it or delete it, or give another name.");
        }
    }

    /// <summary>Makes it.</summary>
    /// <param name="folder">A folder of the repository.</param>
    /// <param name="name">The branch's name.</param>
    /// <param name="files">The files as they lie in the working tree; one that is not there is removed.</param>
    /// <param name="message">The message of the commit.</param>
    /// <param name="cancellation">Stops it; there is no branch then.</param>
    /// <returns>The commit.</returns>
    public static async Task<string> CreateAsync(string folder, string name, IEnumerable<string> files, string message, CancellationToken cancellation)
    {
        var index = Path.Combine(Path.GetTempPath(), $"ingot-index-{Guid.NewGuid():N}");
        try
        {
            await RunAsync(folder, index, cancellation, "read-tree", "HEAD");
            foreach (var file in files)
            {
                await RunAsync(folder, index, cancellation, "update-index", "--add", "--remove", "--", file);
            }

            var tree = await RunAsync(folder, index, cancellation, "write-tree");
            var commit = await RunAsync(folder, index, cancellation, "commit-tree", tree, "-p", "HEAD", "-m", message);
            await RunAsync(folder, index, cancellation, "update-ref", $"refs/heads/{name}", commit, NoCommit);
            return commit;
        }
        finally
        {
            File.Delete(index);
        }
    }

    private static async Task<string> RunAsync(string folder, string? index, CancellationToken cancellation, params string[] arguments)
    {
        var (exitCode, output) = await GitProcess.RunAsync(folder, arguments, cancellation, index);
        return exitCode == 0
            ? output.Trim()
            : throw Refused(folder, $"'git {arguments[0]}' failed in '{folder}': {output.Trim()} Make the branch yourself: run the command with --apply, and commit what it changed.");
    }

    private static IngotException Refused(string folder, FormattableString why) => new(RetrainDiagnostics.ProposalRefused.At(new SourceLocation(folder), why));
}
