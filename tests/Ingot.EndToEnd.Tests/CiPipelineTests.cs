using Ingot.Data;
using Ingot.Tests.Shared.Pipelines;

namespace Ingot.EndToEnd.Tests;

/// <summary>
/// The commands of the pipelines that <c>dotnet new ingot-ci</c> writes, as they stand in the files, in a repository with Churn. The tests of the
/// templates show that the systems run the same ones, so each system's is run once.
/// </summary>
[Collection(EndToEndGroup.First)]
public class CiPipelineTests(Workshop workshop)
{
    private const string GitHub = ".github/workflows/ingot-";
    private const string Azure = ".azure-pipelines/ingot-";

    [BashFact]
    public void A_model_is_built_released_and_monitored() => workshop.Test(folder =>
    {
        var model = Repository(folder);

        // A pull request, in a repository that has a key and so a folder of channels.
        Run(folder, GitHub + "build.yml", "Build the models").Ended(0);
        Run(folder, GitHub + "build.yml", "Check the channels", new() { ["BASE"] = "main" }).Ended(0);
        Run(folder, GitHub + "build.yml", "Collect the reports").Ended(0);
        foreach (var file in new[] { "card.html", "Churn.summary.md", "verdicts.sarif", "verdicts.junit.xml" })
        {
            Assert.True(File.Exists(Path.Combine(folder, "ingot-reports", "models", "Churn", file)), file);
        }

        // A tag, with a key that signs; Azure Pipelines hands on the names of secrets that are not set.
        var published = Path.Combine(folder, "published") + "/";
        var secrets = new Dictionary<string, string?>
        {
            ["TAG"] = "refs/tags/Churn/v1.0.0",
            ["INGOT_IDENTITY"] = "ci@contoso.com",
            ["INGOT_KEY"] = File.ReadAllText(Path.Combine(folder, "ci.pem")),
            ["INGOT_KEY_PASSWORD"] = "$(INGOT_KEY_PASSWORD)",
            ["INGOT_FEED"] = published,
            ["INGOT_FEED_KEY"] = "$(INGOT_FEED_KEY)",
        };
        Run(folder, Azure + "release.yml", "Pack", secrets).Ended(0);
        Run(folder, Azure + "release.yml", "Sign", secrets).Ended(0);
        Run(folder, Azure + "release.yml", "Publish", secrets).Ended(0);
        Assert.Equal(
            ["Contoso.Churn.1.0.0.nupkg", "Contoso.Churn.1.0.0.nupkg.dsse.json"],
            Directory.GetFiles(published, "Contoso*").Select(f => Path.GetFileName(f)).Order());

        // A tag that no project has.
        Directory.Delete(Path.Combine(folder, "packages"), recursive: true);
        Run(folder, Azure + "release.yml", "Pack", new() { ["TAG"] = "refs/tags/Nobody/v1.0.0" }).Ended(1).Contains("expected a tag with the name of a project");

        // A schedule: what was served, of which half had no contract; no folder is named at first.
        var served = new Dictionary<string, string?> { ["DAYS"] = "7", ["INGOT_LOG"] = Log(folder, model) };
        RunJob(folder, "ingot-monitor", "script 1", new() { ["DAYS"] = "7" }).Ended(1).Contains("Set the variable INGOT_LOG");
        RunJob(folder, "ingot-monitor", "script 0", served).Ended(0);
        RunJob(folder, "ingot-monitor", "script 1", served).Ended(1).FailedWith("INGOT8034", model.PlaceOf("MonitorGate"));
        RunJob(folder, "ingot-monitor", "after_script 0", served).Ended(0);
        foreach (var file in new[] { "Churn.monitor.html", "Churn.monitor.md", "verdicts.sarif", "verdicts.junit.xml" })
        {
            Assert.True(File.Exists(Path.Combine(folder, "ingot-reports", "models", "Churn", file)), file);
        }

        Assert.Single(Directory.GetFiles(Path.Combine(folder, "monitoring", "history", "Contoso.Churn")));
    });

    private ModelFolder Repository(string folder)
    {
        var hive = Path.Combine(folder, "hive");
        workshop.DotNet(folder, "new", "install", Path.Combine(Workshop.Feed, $"Ingot.Templates.{Workshop.IngotVersion}.nupkg"), "--debug:custom-hive", hive).Succeeded();
        workshop.DotNet(folder, "new", "ingot-ci", "--system", "all", "--debug:custom-hive", hive).Succeeded();
        workshop.GiveTool(folder);
        var model = new ModelFolder(workshop, Path.Combine(folder, "models"), "Churn");
        model.Edit("    <Slice ", "    <MonitorGate Include=\"Drift\" Column=\"contract\" />\n    <Slice ");
        workshop.DotNet(folder, "ingot", "keys", "new", "ci@contoso.com", "--out", "ci.pem").Ended(0);
        workshop.Run("bash", folder, null, "-e", "-c", """
            git init --quiet .
            git add models .github
            git -c user.name=a -c user.email=a@example.org commit --quiet -m "A model"
            git update-ref refs/remotes/origin/main HEAD
            """).Ended(0);
        return model;
    }

    // The reference rows as they would have been served, most of them to customers with one contract.
    private static string Log(string folder, ModelFolder model)
    {
        var log = Path.Combine(folder, "log");
        var day = Directory.CreateDirectory(Path.Combine(log, "predictions", "ingot_package=Contoso.Churn", "ingot_version=1.0.0", $"ingot_date={DateTime.UtcNow:yyyy-MM-dd}")).FullName;
        using var database = new DuckDbSession();
        database.Execute($"""
            COPY (
              SELECT 'r' || row_number() OVER () AS ingot_id, 0::BIGINT AS ingot_row, now() - INTERVAL 1 DAY AS ingot_timestamp, 900::BIGINT AS ingot_latency_us,
                'Contoso.Churn' AS ingot_package, '1.0.0' AS ingot_version, 'production' AS ingot_channel, 'ok' AS ingot_status, COLUMNS(c -> NOT starts_with(c, 'ingot_'))
              FROM {DuckDbSession.Text(Directory.GetFiles(model.At("bin", "Release"), "monitoring.parquet", SearchOption.AllDirectories).First())}
              WHERE contract = 'Two year' OR random() < 0.2
            ) TO {DuckDbSession.Text(Path.Combine(day, "a.parquet"))} (FORMAT parquet)
            """);
        return log;
    }

    private RunResult Run(string folder, string file, string step, Dictionary<string, string?>? variables = null) =>
        Run(folder, PipelineFile.Read(Path.Combine(folder, file)).Step(step), variables);

    private RunResult RunJob(string folder, string job, string step, Dictionary<string, string?> variables) =>
        Run(folder, PipelineFile.Read(Path.Combine(folder, ".gitlab-ci.yml")).Step(step, job), variables);

    private RunResult Run(string folder, PipelineStep step, Dictionary<string, string?>? variables) => workshop.Run(
        "bash",
        folder,
        new Dictionary<string, string?>(variables ?? [])
        {
            ["MODELS"] = "models/*/*.csproj",
            ["CHANNEL"] = "production",
            ["ContinuousIntegrationBuild"] = "true",
        },
        "-e", "-c", step.Script);
}
