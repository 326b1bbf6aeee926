using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Ingot.EndToEnd.Tests;

/// <summary>The page for whoever begins, as it stands: every command of it, in a new repository beside what stands for the clone of this one.</summary>
[Collection(EndToEndGroup.Second)]
public partial class StartPageTests(Workshop workshop)
{
    [BashFact]
    public void The_page_leads_from_a_CSV_file_to_a_served_model_with_its_log()
    {
        workshop.Test(folder =>
        {
            Clone(folder);
            var script = Path.Combine(folder, "start.sh");
            File.WriteAllText(script, $"set -eux -o pipefail\ntrap 'kill $(jobs -p) 2> /dev/null || true' EXIT\n{Commands().Replace("5080", FreePort(), StringComparison.Ordinal)}");

            var run = workshop.Run("bash", folder, Environment, script).Succeeded();

            // What the first build said, once.
            run.Contains("This is what the first build took the columns for.");
            run.Contains("  <Gate Include=\"AUC\" Min=\"0.8");
            run.Contains("Commit Churn.csproj, Churn.schema.json, Churn.accepted.json and Churn.accepted.parquet.");
            Assert.Single(Regex.Matches(run.Output, "a constant$", RegexOptions.Multiline));
            Assert.Matches("\"predicted_label\":\"(Yes|No)\"", run.Output);

            // One prediction and its label.
            var log = Path.Combine(folder, "shop", "log");
            Assert.Single(Directory.GetFiles(Path.Combine(log, "predictions"), "*.parquet", SearchOption.AllDirectories));
            Assert.Single(Directory.GetFiles(Path.Combine(log, "labels"), "*.parquet", SearchOption.AllDirectories));
            Assert.Empty(Directory.GetFiles(Path.Combine(log, "journal"), "*.journal"));
        });
    }

    private static IReadOnlyDictionary<string, string?> Environment { get; } = new Dictionary<string, string?>
    {
        ["GIT_AUTHOR_NAME"] = "A reader",
        ["GIT_AUTHOR_EMAIL"] = "reader@example.org",
        ["GIT_COMMITTER_NAME"] = "A reader",
        ["GIT_COMMITTER_EMAIL"] = "reader@example.org",
        ["GIT_CONFIG_GLOBAL"] = "/dev/null",
    };

    // The page's blocks of bash are one script; what is not for bash is done in the clone, by whoever built these tests.
    private static string Commands()
    {
        var page = File.ReadAllText(Path.Combine(Workshop.Repository, "docs", "start.md"));
        var blocks = Bash().Matches(page).Select(m => m.Groups["commands"].Value).ToList();
        Assert.True(blocks.Count >= 5, $"The page has {blocks.Count} blocks of bash.");
        return string.Concat(blocks);
    }

    private static void Clone(string folder)
    {
        var clone = Directory.CreateDirectory(Path.Combine(folder, "ingot")).FullName;
        Directory.CreateSymbolicLink(Path.Combine(clone, "data"), Path.Combine(Workshop.Repository, "data"));
        Directory.CreateDirectory(Path.Combine(clone, "artifacts"));
        Directory.CreateSymbolicLink(Path.Combine(clone, "artifacts", "packages"), Workshop.Feed);

        // The page writes its own.
        File.Delete(Path.Combine(folder, "nuget.config"));
    }

    private static string FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return FormattableString.Invariant($"{((IPEndPoint)listener.LocalEndpoint).Port}");
    }

    [GeneratedRegex("^```bash\n(?<commands>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Bash();
}
