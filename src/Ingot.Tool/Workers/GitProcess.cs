using System.Diagnostics;

namespace Ingot.Tool.Workers;

/// <summary>One call of git.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it said: its output, or its errors when it failed.</param>
internal sealed record GitProcess(int ExitCode, string Output)
{
    /// <summary>Runs git.</summary>
    /// <param name="folder">A folder of the repository.</param>
    /// <param name="arguments">The arguments.</param>
    /// <param name="cancellation">Ends waiting.</param>
    /// <param name="index">An index of its own; null: the repository's.</param>
    public static async Task<GitProcess> RunAsync(string folder, IReadOnlyList<string> arguments, CancellationToken cancellation, string? index = null)
    {
        var start = new ProcessStartInfo("git", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        if (index is not null)
        {
            start.Environment["GIT_INDEX_FILE"] = index;
        }

        using var process = Process.Start(start)!;
        var texts = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(cancellation), process.StandardError.ReadToEndAsync(cancellation));
        await process.WaitForExitAsync(cancellation);
        return new GitProcess(process.ExitCode, process.ExitCode == 0 ? texts[0] : texts[1]);
    }
}
