using System.Diagnostics;
using System.Text;
using Ingot.Artifacts;
using Microsoft.Build.Utilities;

namespace Ingot.Sdk.Tasks;

/// <summary>
/// Tells a CI system what the gates found, where its reviewers look: GitHub's step summary, Azure Pipelines' summary tab,
/// GitLab's metrics report. The variables that a system sets say which one it is. On a developer's machine nothing is written.
/// </summary>
/// <param name="log">Takes what Azure Pipelines reads, and the warning.</param>
/// <param name="projectFile">The place of the warning.</param>
/// <param name="isCanceled">Whether the build was cancelled.</param>
internal sealed class CiReport(TaskLoggingHelper log, string projectFile, Func<bool> isCanceled)
{
    /// <summary>The file beside the sources that GitLab's <c>artifacts:reports:metrics</c> names.</summary>
    public const string GitLabFile = "ingot-metrics.txt";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Writes what the stage left behind; nothing when it left nothing.</summary>
    /// <param name="summaryFile">The gates in Markdown.</param>
    /// <param name="metricsFile">The metrics in the text format of OpenMetrics.</param>
    /// <param name="model">The model's name.</param>
    public void Write(string summaryFile, string metricsFile, string model)
    {
        try
        {
            if (Variable("GITHUB_STEP_SUMMARY") is { } github && File.Exists(summaryFile))
            {
                Change(github, before => Added(before, OutputText.Lines(File.ReadAllText(summaryFile))));
            }

            if (Variable("TF_BUILD") is not null && File.Exists(summaryFile))
            {
                log.LogMessage(Microsoft.Build.Framework.MessageImportance.High, "{0}", CiCommand.UploadSummary(summaryFile));
            }

            if (Variable("GITLAB_CI") is not null && Variable("CI_PROJECT_DIR") is { } gitlab && File.Exists(metricsFile))
            {
                Change(Path.Combine(gitlab, GitLabFile), before => Replaced(before, File.ReadAllText(metricsFile), model));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            log.LogCodedWarning(
                "INGOT9007", projectFile,
                "The summary of the gates could not be written for the CI system: {0} The verdicts are not affected; make the file that the system names writable.",
                e.Message);
        }
    }

    /// <summary>A job that builds, then packs, says it once.</summary>
    internal static string Added(string before, string summary) => before.Contains(summary) ? before : before + summary + "\n";

    /// <summary>The lines of other models, and this one's.</summary>
    internal static string Replaced(string before, string metrics, string model)
    {
        var own = "{model=\"" + model.Replace("\\", "\\\\").Replace("\"", "\\\"") + "\",";
        var others = before.Split('\n').Where(l => l.Length > 0 && !l.Contains(own) && l != "# EOF");
        return string.Concat(others.Select(l => l + "\n")) + metrics + "# EOF\n";
    }

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    // Models are built side by side: whoever finds the file in use waits for its turn. What is there already is never cut off before
    // the new text has taken its place.
    private void Change(string path, Func<string, string> change)
    {
        var waited = Stopwatch.StartNew();
        using var stream = FileLock.Acquire(path, () => isCanceled() || waited.Elapsed > Patience);
        if (stream is null)
        {
            if (!isCanceled())
            {
                throw new IOException("The file '" + path + "' is in use.");
            }

            return;
        }

        using var reader = new StreamReader(stream);
        var text = Encoding.UTF8.GetBytes(change(reader.ReadToEnd()));
        stream.Position = 0;
        stream.Write(text, 0, text.Length);
        stream.SetLength(text.Length);
    }
}
