namespace Ingot.EndToEnd.Tests;

/// <summary>A released package as the baseline: restored like any package, scored on today's rows.</summary>
[Collection(EndToEndGroup.Second)]
public class BaselineTests(Workshop workshop)
{
    private const string Gate = "<Gate Include=\"AUC\" Min=\"0.82\"";

    [Fact]
    public void A_worse_model_than_the_released_one_fails_without_an_accepted_result() => workshop.Test(folder =>
    {
        var model = Released(folder, "1.0.0").Edit("Iterations=\"200\"", "Iterations=\"1\"");
        var failed = model.Build().FailedWith("INGOT4002", model.PlaceOf(Gate));
        failed.Contains(" (1.0.0) to 0.").Contains("(paired 95 % interval ");
        Assert.True(File.Exists(model.Output("evaluate", "baseline.json")));

        // Nothing changed: nothing runs. Without restore nothing is asked of a feed.
        Directory.Delete(Feed(folder), recursive: true);
        Assert.Equal(string.Empty, model.Build("--no-restore").FailedWith("INGOT4002", model.PlaceOf(Gate)).Stages);
        model.Edit("Iterations=\"1\"", "Iterations=\"190\"");
        model.Build("--no-restore", "-p:ContinuousIntegrationBuild=true").Succeeded();
    });

    [Fact]
    public void The_latest_release_is_looked_up_by_restore_and_remembered() => workshop.Test(folder =>
    {
        var model = Released(folder, "latest");

        // Restored before there was a baseline: nobody has looked it up yet.
        model.Run("restore", "-p:ModelBaselineVersion=").Succeeded();
        model.Build("--no-restore").FailedWith("INGOT3041");
        model.Edit("<TargetFramework>net10.0</TargetFramework>", "<TargetFrameworks>net10.0;netstandard2.0</TargetFrameworks>");
        model.Build().Succeeded().Contains("INGOT3047");

        // A better one is released: a build without restore keeps to what it knows, one with restore sees it.
        model.Edit("<Version>1.1.0</Version>", "<Version>1.2.0</Version>");
        model.Run("pack", "-o", Feed(folder), "-p:Version=1.1.0", "-p:ModelBaselineVersion=", "-p:AcceptModel=true").Succeeded();
        Assert.EndsWith("\n1.0.0\n", File.ReadAllText(model.At("obj", "ingot.baseline.txt")), StringComparison.Ordinal);
        model.Build("--no-restore").Succeeded().Contains("Contoso.Churn 1.0.0");
        model.Build().Succeeded().Contains("Contoso.Churn 1.1.0");

        // Prereleases count for prereleases only.
        model.Run("pack", "-o", Feed(folder), "-p:Version=1.2.0-beta", "-p:ModelBaselineVersion=").Succeeded();
        model.Build().Succeeded().Contains("Contoso.Churn 1.1.0");
        model.Build("-p:Version=1.2.0-rc").Succeeded().Contains("Contoso.Churn 1.2.0-beta");

        // A gate names the best of all: restore looks for them and fetches those that are missing.
        model.Edit(Gate, "<Gate Include=\"AUC\" Against=\"best\" MaxRegression=\"0.01\" />\n    " + Gate);
        model.Build("--no-restore", "-p:ModelBaselineVersion=1.1.0").FailedWith("INGOT3041", model.ProjectFile + " ");
        Assert.DoesNotContain("warning NU", model.Build().Succeeded().All, StringComparison.Ordinal);
        Assert.EndsWith("\nbest\n1.0.0;1.1.0\n", File.ReadAllText(model.At("obj", "ingot.releases.txt")), StringComparison.Ordinal);

        // Both are the same model, which counts once.
        Assert.Contains("AUC Against=best MaxRegression=0.01", File.ReadAllText(model.Output("gate", "verdicts.json")), StringComparison.Ordinal);
        Assert.Contains("(1.1.0) to ", File.ReadAllText(model.Output("gate", "verdicts.json")), StringComparison.Ordinal);
        Assert.Equal(string.Empty, model.Build("--no-restore").Succeeded().Stages);

        // The version that holds a channel is a baseline too: its file stands above the project.
        var channel = Path.Combine(folder, "channels", "production", "Contoso.Churn.json");
        Directory.CreateDirectory(Path.GetDirectoryName(channel)!);
        File.WriteAllText(channel, """{ "current": { "version": "1.0.0" } }""");
        model.Build("-p:ModelBaselineVersion=production").Succeeded().Contains("Contoso.Churn 1.0.0");
        model.Build("-p:ModelBaselineVersion=staging").FailedWith("INGOT3040", model.ProjectFile + " ");
    });

    [Fact]
    public void A_release_of_a_feed_is_restored_and_learned_on_top_of() => workshop.Test(folder =>
    {
        var model = Released(folder, string.Empty).WithoutGates();
        model.Edit("<ModelBaselineVersion></ModelBaselineVersion>", "<ModelContinueFrom>1.0.0</ModelContinueFrom>");

        // The release kept the order of a column, which further trees need not: the project must not ask for it any more.
        model.Build().FailedWith("INGOT2095");
        model.Edit("<Column Include=\"tenure\" Monotone=\"Decreasing\" />", string.Empty).Edit("Iterations=\"200\"", "Iterations=\"5\"");
        model.Build("--no-restore").Succeeded().Contains("continued from Contoso.Churn 1.0.0");
        Assert.Contains("\"package\": \"Contoso.Churn\"", File.ReadAllText(model.Output("train", "report.json")), StringComparison.Ordinal);

        // A version that no feed has is told by restore, and a build without restore says what to do.
        model.Edit("<ModelContinueFrom>1.0.0<", "<ModelContinueFrom>1.0.9<");
        model.Build("--no-restore").FailedWith("INGOT2096");
        model.Build().FailedWith("NU1102");
    });

    [Fact]
    public void A_broken_contract_is_not_packed_without_a_new_major_version() => workshop.Test(folder =>
    {
        var model = Released(folder, "1.0.0").WithoutGates();
        const string Name = "\"name\": \"paperless_billing\"";
        var column = Name + File.ReadAllText(model.At("Churn.schema.json")).Split(Name)[1].Split('}')[0];
        model.Edit("Churn.schema.json", column, column.Replace("\"Feature\"", "\"Ignored\"", StringComparison.Ordinal));
        var output = Path.Combine(folder, "out");
        model.Run("pack", "-o", output).FailedWith("INGOT6040", model.ProjectFile + " ").Contains("input 'paperless_billing' (number) is gone. Set Version to 2.0.0");
        Assert.False(Directory.Exists(output));

        // Packed without a build it is not another one; when it is said to be wanted, it passes, and so does what the number says.
        model.Run("pack", "--no-build", "-o", output).FailedWith("INGOT6040", model.ProjectFile + " ");
        model.Run("pack", "--no-build", "-o", output, "-p:ModelAllowBreaking=true").Succeeded();
        model.Run("pack", "-o", output, "-p:Version=2.0.0").Succeeded();
        Assert.Equal(2, Directory.GetFiles(output).Length);
    });

    [Fact]
    public void What_is_not_there_or_not_known_is_said() => workshop.Test(folder =>
    {
        var model = Released(folder, "1.5.0");
        model.Build().FailedWith("NU1102");
        model.Build("-p:ModelBaselineVersion=best").FailedWith("INGOT3040", model.ProjectFile + " ");
        model.Build("-p:ModelBaselineVersion=latest", "-p:ModelBaselinePackage=Contoso.Never", "-p:ContinuousIntegrationBuild=true")
            .Succeeded().Contains("warning INGOT4020");
        model.Build("-p:ModelBaselineVersion=latest", "-p:RestoreAdditionalProjectSources=" + Path.Combine(folder, "nowhere"))
            .FailedWith("INGOT3042", model.ProjectFile + " ");
    });

    private static string Feed(string folder) => Path.Combine(folder, "feed");

    /// <summary>Version 1.0.0 on the feed, and the project at 1.1.0 with a baseline and without an accepted result.</summary>
    private ModelFolder Released(string folder, string baseline)
    {
        var model = new ModelFolder(workshop, folder, "Churn");
        workshop.GiveRelease(Feed(folder));
        File.Delete(model.At("Churn.accepted.json"));
        File.Delete(model.At("Churn.accepted.parquet"));
        return model.Edit("<Version>1.0.0</Version>", $"<Version>1.1.0</Version><ModelBaselineVersion>{baseline}</ModelBaselineVersion>");
    }
}
