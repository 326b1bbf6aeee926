using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Ingot.Sdk.Tasks;

/// <summary>One run of git in a working tree. Nothing is written, not even git's own index.</summary>
internal sealed class GitCommand
{
    // Set where a hook runs the build: they speak of another working tree, or of half of one.
    private static readonly string[] OtherTree = ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"];

    private GitCommand(string? fault, IReadOnlyList<string> entries) => (Fault, Entries) = (fault, entries);

    /// <summary>Why there is no answer, such as a git that is not installed; null: there is one.</summary>
    public string? Fault { get; }

    /// <summary>The answer: entries that a zero byte ended.</summary>
    public IReadOnlyList<string> Entries { get; }

    /// <summary>Runs git.</summary>
    /// <param name="folder">A folder of the working tree.</param>
    /// <param name="arguments">The arguments, none of which needs quoting.</param>
    /// <param name="input">What git reads; null: nothing.</param>
    /// <param name="successes">Exit codes that are an answer.</param>
    public static GitCommand Run(string folder, string arguments, IEnumerable<string>? input = null, params int[] successes)
    {
        var start = new ProcessStartInfo("git", arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        };
        start.EnvironmentVariables["GIT_OPTIONAL_LOCKS"] = "0";
        start.EnvironmentVariables["LC_ALL"] = "C";
        foreach (var variable in OtherTree)
        {
            start.EnvironmentVariables.Remove(variable);
        }

        try
        {
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync();
            var errors = process.StandardError.ReadToEndAsync();
            Feed(process, input ?? []);
            process.WaitForExit();
            return process.ExitCode == 0 || successes.Contains(process.ExitCode)
                ? new GitCommand(null, output.Result.Split(['\0'], StringSplitOptions.RemoveEmptyEntries))
                : new GitCommand("git says: " + FirstLine(errors.Result), []);
        }
        catch (Win32Exception)
        {
            return new GitCommand("git is not installed", []);
        }
        catch (IOException e)
        {
            return new GitCommand("git did not answer: " + e.Message.TrimEnd('.'), []);
        }
    }

    private static void Feed(Process process, IEnumerable<string> input)
    {
        foreach (var entry in input)
        {
            var bytes = Encoding.UTF8.GetBytes(entry + "\0");
            process.StandardInput.BaseStream.Write(bytes, 0, bytes.Length);
        }

        process.StandardInput.Close();
    }

    private static string FirstLine(string text) => text.Trim().Split('\n')[0].Trim().TrimEnd('.');
}
