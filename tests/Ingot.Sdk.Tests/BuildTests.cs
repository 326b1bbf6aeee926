using System.IO.Compression;
using System.Text.Json;

namespace Ingot.Sdk.Tests;

public class BuildTests(SdkFixture fixture) : IClassFixture<SdkFixture>
{
    private const string AllStages = "prepare train evaluate gate export";

    [Fact]
    public void Several_target_frameworks_train_once_and_an_unchanged_model_not_at_all()
    {
        var model = new TinyModel(fixture, severalFrameworks: true);
        var first = model.Build();
        Assert.True(first.ExitCode == 0, first.Output);
        Assert.Equal(AllStages, first.Stages);

        File.SetLastWriteTimeUtc(model.At("train.csv"), DateTime.UtcNow);
        var second = model.Run(null, "build");
        Assert.Equal((0, string.Empty), (second.ExitCode, second.Stages));
        Assert.Contains("warning INGOT1007", second.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_change_runs_the_stages_that_depend_on_it()
    {
        var model = new TinyModel(fixture);
        model.Build();
        model.WriteProject(iterations: 1000, min: "0.5");
        Assert.Equal("train evaluate gate export", model.Build().Stages);
        File.AppendAllText(model.At("reference.csv"), "1,1\n");

        // The card draws the reference rows.
        Assert.Equal("prepare evaluate gate export", model.Build().Stages);

        // .NET itself leaves empty folders of its own.
        Assert.True(Directory.Exists(model.At("bin/Debug/net10.0/evidence")));
        Assert.Equal(0, model.Run(null, "clean").ExitCode);
        Assert.False(Directory.Exists(model.At("bin/Debug/net10.0/evidence")));
        Assert.False(Directory.Exists(model.At("obj/Debug/ingot")));
    }

    [Fact]
    public void A_failed_gate_is_an_error_at_its_line_on_every_build_and_stops_the_package()
    {
        var model = new TinyModel(fixture);
        model.WriteProject(iterations: 5, min: "0.99");
        foreach (var stages in new[] { "prepare train evaluate gate", string.Empty })
        {
            var (exitCode, ran, output) = model.Build();
            Assert.Equal((1, stages), (exitCode, ran));
            Assert.Contains(model.At("Tiny.csproj") + "(11,5): error INGOT4001", output, StringComparison.Ordinal);
            Assert.Contains("The model card of what failed is " + model.At("obj/Debug/ingot/gate/card.html"), output, StringComparison.Ordinal);
        }

        Assert.Contains("INGOT6001", model.Run(null, "pack", "--no-build", "-c", "Debug").Output, StringComparison.Ordinal);

        // Without a verdict there is a card of an earlier build only.
        model.WriteProject(iterations: 5, min: "0.98");
        Assert.DoesNotContain("model card", model.Run("gate", "build", "--no-restore").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_worker_that_dies_is_a_coded_error_and_the_next_build_recovers()
    {
        var model = new TinyModel(fixture);
        var (exitCode, _, output) = model.Run("train", "build");
        Assert.Equal(1, exitCode);
        Assert.Contains("Tiny.csproj : error INGOT9002", output, StringComparison.Ordinal);
        Assert.Equal("train evaluate gate export", model.Build().Stages);
    }

    [Fact]
    public void The_package_carries_the_evidence()
    {
        var model = new TinyModel(fixture, severalFrameworks: true);
        File.WriteAllText(model.At(".gitignore"), "bin/\nobj/\nout/\n");
        File.WriteAllText(model.At("Rules.cs"), "namespace Tiny { public static class Rules { } }");
        File.WriteAllText(model.At("Directory.Build.props"), "<Project />");
        TestGit.Run(model.Folder, "init", "-q");
        TestGit.Commit(model.Folder);
        File.WriteAllText(model.At("Extra.cs"), "namespace Tiny { public static class Extra { } }");
        var (exitCode, stages, output) = model.Run(null, "pack", "-o", model.At("out"));
        Assert.True(exitCode == 0, output);

        // Of several target frameworks one is tried.
        Assert.Equal("prepare train evaluate gate export package attest", stages);
        Assert.DoesNotContain("INGOT6013", output, StringComparison.Ordinal);
        using var package = ZipFile.OpenRead(model.At("out/Tiny.1.0.0.nupkg"));
        var names = package.Entries.Select(e => e.FullName).ToArray();
        foreach (var name in new[] { "README.md", "evidence/metrics.json", "evidence/verdicts.json", "evidence/profile.json", "evidence/Tiny.schema.json", "evidence/card.html", "evidence/provenance.json", "evidence/bom.cdx.json", "lib/net10.0/Tiny.dll", "lib/netstandard2.0/Tiny.dll" })
        {
            Assert.Contains(name, names);
        }

        // What it is made from, of each framework once, and what of that the commit does not hold.
        using var said = JsonDocument.Parse(File.ReadAllBytes(model.At("obj/Release/ingot/project.json")));
        var items = said.RootElement.GetProperty("items").EnumerateArray().ToLookup(i => i.GetProperty("type").GetString(), i => i.GetProperty("metadata"));
        Assert.Equal("dirty", said.RootElement.GetProperty("properties").GetProperty("SourceState").GetString());
        Assert.Equal(["Directory.Build.props", "Extra.cs", "Rules.cs"], items["SourceFile"].Select(i => i.GetProperty("Path").GetString()));

        // The first build writes the schema file; nobody has committed it yet.
        Assert.Equal(["untracked", "untracked"], items["SourceDifference"].Select(i => i.GetProperty("How").GetString()));
    }
}
