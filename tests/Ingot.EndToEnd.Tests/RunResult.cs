using System.Text.RegularExpressions;

namespace Ingot.EndToEnd.Tests;

/// <summary>How a command ended, and what it said.</summary>
public sealed partial record RunResult(int ExitCode, string Output, string Error)
{
    /// <summary>The stages that a worker process ran, in order; only builds with <c>-v:detailed</c> say so.</summary>
    public string Stages => string.Join(' ', Worker().Matches(Output).Select(m => m.Groups["stage"].Value));

    /// <summary>All that was said.</summary>
    public string All => Output + Error;

    /// <summary>Fails the test unless the command succeeded.</summary>
    public RunResult Succeeded() => Ended(0);

    /// <summary>Fails the test unless the command ended with this exit code.</summary>
    public RunResult Ended(int exitCode)
    {
        Assert.True(ExitCode == exitCode, $"Exit code {ExitCode}, expected {exitCode}:\n{Tail(All)}");
        return this;
    }

    /// <summary>Fails the test unless the command failed with this code, at this place when one is given.</summary>
    public RunResult FailedWith(string code, string place = "")
    {
        Assert.NotEqual(0, ExitCode);
        Contains($"{place}: error {code}:".TrimStart());
        return this;
    }

    /// <summary>Fails the test unless this was said.</summary>
    public RunResult Contains(string text)
    {
        Assert.True(All.Contains(text, StringComparison.Ordinal), $"Expected '{text}' in:\n{Tail(All)}");
        return this;
    }

    // A detailed log has thousands of lines; the whole of it stands in the transcript.
    private static string Tail(string text) => text.Length > 6000 ? "…" + text[^6000..] : text;

    [GeneratedRegex(@"Ingot\.Tool\.dll""? worker (?<stage>[a-z]+) --project", RegexOptions.ExplicitCapture)]
    private static partial Regex Worker();
}
