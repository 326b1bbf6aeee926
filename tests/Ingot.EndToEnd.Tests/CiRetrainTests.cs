using System.IO.Compression;

namespace Ingot.EndToEnd.Tests;

/// <summary>The pipeline of <c>dotnet new ingot-ci</c> that trains again.</summary>
[Collection(EndToEndGroup.Second)]
public class CiRetrainTests(Workshop workshop)
{
    private const string Pipeline = ".github/workflows/ingot-retrain.yml";

    // The world has turned round: who stayed leaves.
    [BashFact]
    public void A_better_model_becomes_a_pull_request() => workshop.Test(folder =>
    {
        var repository = new CiRepository(workshop, folder);
        repository.Model
            .Edit("    <ModelLabel>", "    <ModelRetrainPolicy>Window</ModelRetrainPolicy>\n    <ModelRetrainTraining>Replace</ModelRetrainTraining>\n    <ModelLabel>")
            .Edit("Min=\"0.82\"", "Min=\"0.7\"");
        var feed = Path.Combine(folder, "feed");
        workshop.GiveRelease(feed);
        workshop.DotNet(folder, "ingot", "promote", "Contoso.Churn", "1.0.0", "--to", "production", "--reason", "The first one").Ended(0);
        repository.Commit();
        var rows = Path.Combine(folder, "rows.parquet");
        using (var package = ZipFile.OpenRead(Path.Combine(feed, "Contoso.Churn.1.0.0.nupkg")))
        {
            package.GetEntry("evidence/monitoring.parquet")!.ExtractToFile(rows);
        }

        var variables = new Dictionary<string, string?>
        {
            ["RUN"] = "77-1",
            ["REASON"] = "\"Who stays\" leaves; $(touch pwned) --json",
            ["INGOT_LOG"] = repository.Serve(rows, "true", "CASE ingot_label WHEN 'Yes' THEN 'No' ELSE 'Yes' END"),
            ["BASE"] = "main",
            ["PATH"] = Programs(folder) + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH"),
        };
        repository.Run(Pipeline, "Retrain", variables).Ended(0);
        repository.Run(Pipeline, "Propose what was found better", variables).Ended(0);
        repository.Run(Pipeline, "Collect the reports", variables).Ended(0);

        // The branch has what makes the new model; nothing else has changed.
        var changed = repository.Bash("git -C origin.git diff --name-only main retrain/Churn-77-1").Ended(0).Output;
        Assert.Contains("models/Churn/retraining/", changed, StringComparison.Ordinal);
        Assert.Contains("models/Churn/Churn.csproj", changed, StringComparison.Ordinal);
        Assert.Equal(string.Empty, repository.Bash("git status --porcelain --untracked-files=no").Ended(0).Output);
        Assert.False(File.Exists(Path.Combine(folder, "pwned")));

        var asked = File.ReadAllLines(Path.Combine(folder, "asked"));
        var (title, body) = (asked[^3], asked[^1]);
        Assert.Matches("^Churn 1\\.\\d\\.0, trained again$", title);
        Assert.Contains("\"Who stays\" leaves; \\$(touch pwned) --json", File.ReadAllText(Path.Combine(folder, body)), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(folder, "ingot-reports", "models", "Churn", "retrain.json")));
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(folder, "monitoring", "retrainings"), "*", SearchOption.AllDirectories));
    });

    // GitHub's own program, which writes down how it was asked.
    private static string Programs(string folder)
    {
        var programs = Directory.CreateDirectory(Path.Combine(folder, "programs")).FullName;
        var program = Path.Combine(programs, "gh");
        File.WriteAllText(program, $"#!/bin/sh\nprintf '%s\\n' \"$@\" >> '{folder}/asked'\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return programs;
    }
}
