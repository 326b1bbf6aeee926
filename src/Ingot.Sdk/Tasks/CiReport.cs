using Microsoft.Build.Utilities;

namespace Ingot.Sdk.Tasks;

/// <summary>
/// Tells a CI system what the gates found, where its reviewers look: GitHub's step summary, Azure Pipelines' summary tab,
/// GitLab's metrics report. Which system it is say the variables that it sets. On a developer's machine nothing is written.
/// </summary>
internal sealed class CiReport(TaskLoggingHelper log, string projectFile)
{
    /// <summary>The file beside the sources that GitLab's <c>artifacts:reports:metrics</c> names.</summary>
    public const string GitLabFile = "ingot-metrics.txt";

    private const int Attempts = 100;

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
                Change(github, before => Added(before, File.ReadAllText(summaryFile)));
            }

            if (Variable("TF_BUILD") is not null && File.Exists(summaryFile))
            {
                log.LogMessage(Microsoft.Build.Framework.MessageImportance.High, "##vso[task.uploadsummary]{0}", summaryFile);
            }

            if (Variable("GITLAB_CI") is not null && Variable("CI_PROJECT_DIR") is { } gitlab && File.Exists(metricsFile))
            {
                Change(Path.Combine(gitlab, GitLabFile), before => Replaced(before, File.ReadAllText(metricsFile), model));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            log.LogWarning(
                null, "INGOT9007", null, null, projectFile, 0, 0, 0, 0,
                "The summary of the gates could not be written for the CI system: {0} The verdicts are not affected; make the file that the system names writable. See docs/diagnostics.md#ingot9007.",
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

    // Models are built side by side: who finds the file in use waits for its turn.
    private static void Change(string path, Func<string, string> change)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
                using var reader = new StreamReader(stream);
                var text = change(reader.ReadToEnd());
                stream.SetLength(0);
                using var writer = new StreamWriter(stream);
                writer.Write(text);
                return;
            }
            catch (IOException) when (attempt < Attempts && File.Exists(path))
            {
                Thread.Sleep(20);
            }
        }
    }
}
