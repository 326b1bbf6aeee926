namespace Ingot.EndToEnd.Tests;

/// <summary>
/// The commands of the pipelines of <c>dotnet new ingot-ci</c>. The tests of the templates show that the systems run the same ones, so each
/// system's is run once.
/// </summary>
[Collection(EndToEndGroup.First)]
public class CiPipelineTests(Workshop workshop)
{
    private const string GitHub = ".github/workflows/ingot-";
    private const string Azure = ".azure-pipelines/ingot-";

    [BashFact]
    public void A_model_is_built_released_and_monitored() => workshop.Test(folder =>
    {
        var repository = new CiRepository(workshop, folder);
        repository.Model.Edit("    <Slice ", "    <MonitorGate Include=\"Drift\" Column=\"contract\" />\n    <Slice ");

        // A pull request, in a repository that has a key and so a folder of channels.
        workshop.DotNet(folder, "ingot", "keys", "new", "ci@contoso.com", "--out", "ci.pem").Ended(0);
        repository.Commit();
        repository.Run(GitHub + "build.yml", "Build the models").Ended(0);
        repository.Run(GitHub + "build.yml", "Check the channels", new() { ["BASE"] = "main" }).Ended(0);
        repository.Run(GitHub + "build.yml", "Collect the reports").Ended(0);
        AssertReports(folder, "card.html", "Churn.summary.md", "verdicts.sarif", "verdicts.junit.xml");

        // A tag, with a key that signs; Azure Pipelines hands on the names of secrets that are not set.
        var published = Path.Combine(folder, "feed") + "/";
        var secrets = new Dictionary<string, string?>
        {
            ["TAG"] = "refs/tags/Churn/v1.0.0",
            ["INGOT_IDENTITY"] = "ci@contoso.com",
            ["INGOT_KEY"] = File.ReadAllText(Path.Combine(folder, "ci.pem")),
            ["INGOT_KEY_PASSWORD"] = "$(INGOT_KEY_PASSWORD)",
            ["INGOT_FEED"] = published,
            ["INGOT_FEED_KEY"] = "$(INGOT_FEED_KEY)",
        };
        repository.Run(Azure + "release.yml", "Pack", secrets).Ended(0);
        repository.Run(Azure + "release.yml", "Sign", secrets).Ended(0);
        repository.Run(Azure + "release.yml", "Publish", secrets).Ended(0);
        Assert.Equal(
            ["Contoso.Churn.1.0.0.nupkg", "Contoso.Churn.1.0.0.nupkg.dsse.json"],
            Directory.GetFiles(published, "Contoso*").Select(f => Path.GetFileName(f)).Order());

        // A tag that no project has.
        Directory.Delete(Path.Combine(folder, "packages"), recursive: true);
        repository.Run(Azure + "release.yml", "Pack", new() { ["TAG"] = "refs/tags/Nobody/v1.0.0" }).Ended(1).Contains("expected a tag with the name of a project");

        // A schedule: most of those who were served had one contract, by the version that holds the channel. No log is named at first.
        workshop.DotNet(folder, "ingot", "promote", "Contoso.Churn", "1.0.0", "--to", "production", "--reason", "The first one").Ended(0);
        repository.RunJob("ingot-monitor", "script 0", new() { ["DAYS"] = "7" }).Ended(1).Contains("Set the variable INGOT_LOG");
        var rows = Directory.GetFiles(repository.Model.At("bin", "Release"), "monitoring.parquet", SearchOption.AllDirectories).First();
        var served = new Dictionary<string, string?> { ["DAYS"] = "7", ["INGOT_LOG"] = repository.Serve(rows, "contract = 'Two year' OR random() < 0.2") };
        repository.RunJob("ingot-monitor", "script 0", served).Ended(1).FailedWith("INGOT8034", repository.Model.PlaceOf("MonitorGate"));
        repository.RunJob("ingot-monitor", "after_script 0", served).Ended(0);
        AssertReports(folder, "Churn.monitor.html", "Churn.monitor.md", "verdicts.sarif", "verdicts.junit.xml");
        Assert.Single(Directory.GetFiles(Path.Combine(folder, "monitoring", "history", "Contoso.Churn")));
    });

    private static void AssertReports(string folder, params string[] files) =>
        Assert.All(files, f => Assert.True(File.Exists(Path.Combine(folder, "ingot-reports", "models", "Churn", f)), f));
}
