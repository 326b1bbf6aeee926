namespace Ingot.Sdk.Tests;

public class CiReportTests(SdkFixture fixture) : IClassFixture<SdkFixture>
{
    [Fact]
    public void A_ci_system_is_told_what_the_gates_found_whether_they_passed_or_failed()
    {
        var model = new TinyModel(fixture);
        File.WriteAllText(model.At("summary.md"), "what an earlier step said\n");
        File.WriteAllText(model.At("ingot-metrics.txt"), "ingot_metric{model=\"Other\",metric=\"AUC\"} 0.9\ningot_metric{model=\"Tiny\",metric=\"AUC\"} 0.1\n# EOF\n");
        var ci = new Dictionary<string, string>
        {
            ["GITHUB_STEP_SUMMARY"] = model.At("summary.md"),
            ["TF_BUILD"] = "True",
            ["GITLAB_CI"] = "true",
            ["CI_PROJECT_DIR"] = model.Folder,
        };
        model.WriteProject(iterations: 5, min: "0.99");

        // Decided now, then not decided again: said once.
        foreach (var stages in new[] { "prepare train evaluate gate", string.Empty })
        {
            var (exitCode, ran, output) = model.Run(null, ci, "build");
            Assert.Equal((1, stages), (exitCode, ran));
            Assert.Contains("##vso[task.uploadsummary]" + model.At("obj/Debug/ingot/gate/Tiny.summary.md"), output, StringComparison.Ordinal);
            Assert.Equal("what an earlier step said\n### Tiny's gates\n\n", File.ReadAllText(model.At("summary.md")));
            Assert.Equal(
                "ingot_metric{model=\"Other\",metric=\"AUC\"} 0.9\ningot_metric{model=\"Tiny\",metric=\"AUC\"} 0.5\n# EOF\n",
                File.ReadAllText(model.At("ingot-metrics.txt")));
        }
    }

    [Fact]
    public void A_summary_that_cannot_be_written_is_a_warning_and_a_developer_gets_none()
    {
        var model = new TinyModel(fixture);
        var (exitCode, _, output) = model.Run(
            null, new Dictionary<string, string> { ["GITHUB_STEP_SUMMARY"] = model.At("no/such/folder/summary.md") }, "build");
        Assert.Equal(0, exitCode);
        Assert.Contains("Tiny.csproj : warning INGOT9007", output, StringComparison.Ordinal);
        Assert.Contains("names writable. More: dotnet ingot explain INGOT9007", output, StringComparison.Ordinal);

        output = model.Build().Output;
        Assert.DoesNotContain("INGOT9007", output, StringComparison.Ordinal);
        Assert.DoesNotContain("##vso", output, StringComparison.Ordinal);
        Assert.False(File.Exists(model.At("ingot-metrics.txt")));
    }
}
