using Ingot.Tests.Shared;

namespace Ingot.Sdk.Tests;

/// <summary>A model that is up to date is left out of a solution; anything that might matter brings it back.</summary>
public class PruneTests(SdkFixture fixture) : IClassFixture<SdkFixture>
{
    private const string Pruned = "Ingot: up-to-date projects: 1 of 1.";

    [Fact]
    public void An_unchanged_model_is_left_out_and_its_warnings_are_said_again()
    {
        var model = Built();

        var (exitCode, _, output) = Build(model);

        Assert.Equal(0, exitCode);
        Assert.Contains(Pruned, output, StringComparison.Ordinal);
        Assert.DoesNotContain("Tiny ->", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Unable to find a project to restore", output, StringComparison.Ordinal);
        Assert.Contains("warning INGOT1007: a warning of Prepare", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_might_matter_brings_it_back()
    {
        var model = Built();
        foreach (var (reason, change, undo) in ((string, Action, Action)[])
        [
            ("changed file " + model.At("reference.csv"), () => File.AppendAllText(model.At("reference.csv"), "1,1\n"), () => { }),
            ("changed folder " + model.Folder, () => File.WriteAllText(model.At("More.cs"), "// more"), () => File.Delete(model.At("More.cs"))),
            ("changed folder " + model.Folder, () => File.WriteAllText(model.At("Directory.Build.props"), "<Project />"), () => { }),
            ("changed file " + model.At("bin/Debug/net10.0/Tiny.dll"), () => File.Delete(model.At("bin/Debug/net10.0/Tiny.dll")), () => { }),
        ])
        {
            change();
            var changed = Build(model);
            Assert.True(changed.ExitCode == 0, changed.Output);
            Assert.Contains($"Ingot: {model.At("Tiny.csproj")} is built: {reason}.", changed.Output, StringComparison.Ordinal);
            undo();
            Settle(model);
        }

        // These are files of the record as those above are; that any of them counts is UpToDateRecord's own test.
        var record = File.ReadAllText(Record(model));
        foreach (var file in new[] { "Directory.Build.props", "Tiny.csproj", "Tiny.schema.json", "nuget.config", "train.csv", "obj/project.assets.json" })
        {
            Assert.Contains(model.At(file), record, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Another_property_another_target_or_the_switch_builds()
    {
        var model = Built();

        Assert.DoesNotContain(Pruned, Build(model, "-p:ModelSeed=7").Output, StringComparison.Ordinal);
        Settle(model);
        Assert.DoesNotContain(Pruned, Build(model, "-c", "Release").Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Pruned, Build(model, "-p:IngotPrune=false").Output, StringComparison.Ordinal);
        Assert.Contains("Tiny ->", Build(model, "-t:Rebuild").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failed_gate_is_never_left_out()
    {
        var model = new TinyModel(fixture);
        model.WriteProject(iterations: 5, min: "0.99");
        model.AddSolution();
        for (var i = 0; i < 2; i++)
        {
            var (exitCode, _, output) = Build(model);
            Assert.Equal(1, exitCode);
            Assert.Contains("error INGOT4001", output, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("evidence.md", "changed file ")]
    [InlineData("", "changed folder ")]
    public void Evidence_of_a_test_that_is_gone_brings_it_back_and_runs_Gate(string gone, string reason)
    {
        // Beside the project's folder, whose own entries count anyway.
        var docs = Directory.CreateDirectory(Path.Combine(fixture.Root, Guid.NewGuid().ToString("N"))).FullName;
        File.WriteAllText(Path.Combine(docs, "evidence.md"), "# Who may see the data\n");
        var evidence = Path.Combine(docs, gone);
        var model = new TinyModel(fixture);
        model.AddItems($"""<MLTest Include="Data1" Evidence="{Path.GetRelativePath(model.Folder, evidence)}" />""");
        model.AddSolution();
        Settle(model);
        var unchanged = Build(model, "-p:IngotPrune=false");
        Assert.Equal((0, string.Empty), (unchanged.ExitCode, unchanged.Stages));

        File.Delete(Path.Combine(docs, "evidence.md"));
        if (gone.Length == 0)
        {
            Directory.Delete(docs);
        }

        var (exitCode, stages, output) = Build(model);
        Assert.Equal((1, "gate"), (exitCode, stages));
        Assert.Contains($"Ingot: {model.At("Tiny.csproj")} is built: {reason}{evidence}.", output, StringComparison.Ordinal);
        Assert.Contains("Tiny.csproj(12,5): error INGOT1001: no evidence of Data1", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Tiny.csproj", "<PropertyGroup><IngotPrepareDependsOn>Fetch;$(IngotPrepareDependsOn)</IngotPrepareDependsOn></PropertyGroup>", "")]
    [InlineData("Directory.Build.targets", "", " BeforeTargets=\"TrainModel\"")]
    [InlineData("../packages/hooking/1.0.0/build/hooking.targets", "", " AfterTargets=\"PrepareData\"")]
    public void A_step_of_the_projects_own_runs_in_every_build(string file, string more, string hook)
    {
        var model = WithStep(file, $"""{more}<Target Name="Fetch"{hook}><Exec Command="echo fetched" /></Target>""");
        for (var i = 0; i < 3; i++)
        {
            var (exitCode, _, output) = Build(model);
            Assert.True(exitCode == 0, output);
            Assert.Contains("  fetched", output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_step_that_says_what_it_reads_and_makes_runs_when_that_changed()
    {
        // In a folder that is no part of the project.
        var source = Path.Combine(Directory.CreateDirectory(Path.Combine(fixture.Root, Guid.NewGuid().ToString("N"))).FullName, "train.csv");
        File.WriteAllText(source, "1,0\n2,1\n");
        var model = WithStep("Tiny.csproj", $"""<Target Name="Fetch" BeforeTargets="PrepareData" Inputs="{source}" Outputs="train.csv"><Exec Command="echo fetched" /><Copy SourceFiles="{source}" DestinationFiles="train.csv" /></Target>""");
        File.Delete(model.At("train.csv"));
        Settle(model);
        Assert.DoesNotContain("  fetched", Build(model).Output, StringComparison.Ordinal);

        File.AppendAllText(source, "3,1\n");
        var (_, stages, output) = Build(model);
        Assert.Contains("  fetched", output, StringComparison.Ordinal);
        Assert.StartsWith("prepare", stages, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_whose_version_a_package_finds_is_never_left_out()
    {
        var model = new TinyModel(fixture);
        model.AddItems("""<PackageReference Include="MinVer" Version="8.0.0" PrivateAssets="all" />""");
        model.AddSolution();
        for (var i = 0; i < 3; i++)
        {
            Assert.DoesNotContain(Pruned, Build(model).Output, StringComparison.Ordinal);
        }

        Assert.Contains("Tiny.csproj is never left out: its target MinVer in ", Build(model).Output, StringComparison.Ordinal);
    }

    [LinkFact]
    public void Data_behind_links_count_as_what_they_are()
    {
        // Beside the project's folder, whose own entries count anyway.
        var elsewhere = Directory.CreateDirectory(Path.Combine(fixture.Root, Guid.NewGuid().ToString("N"))).FullName;
        var data = Directory.CreateDirectory(Path.Combine(elsewhere, "data")).FullName;
        var model = new TinyModel(fixture);
        File.Move(model.At("train.csv"), Path.Combine(data, "train.csv"));
        File.Move(model.At("reference.csv"), Path.Combine(elsewhere, "reference.csv"));
        Directory.CreateSymbolicLink(model.At("data"), Path.GetRelativePath(model.Folder, data));
        File.CreateSymbolicLink(Path.Combine(elsewhere, "newest.csv"), "reference.csv");
        File.CreateSymbolicLink(model.At("reference.csv"), Path.Combine(elsewhere, "newest.csv"));
        model.Replace("\"train.csv\"", "\"data/*.csv\"");
        model.AddSolution();
        Settle(model);
        foreach (var (change, reason, unpruned) in ((Action, string, bool)[])
        [
            (() => File.AppendAllText(Path.Combine(elsewhere, "reference.csv"), "1,1\n"), "changed file " + model.At("reference.csv"), false),
            (() => File.WriteAllText(Path.Combine(data, "more.csv"), "1,1\n"), "changed folder " + model.At("data"), false),
            (() => Repoint("again.csv"), "changed link ", false),
            (() => Repoint("reference.csv"), string.Empty, true),
        ])
        {
            change();
            var changed = Build(model, unpruned ? ["-p:IngotPrune=false"] : []);
            Assert.True(changed.ExitCode == 0, changed.Output);
            Assert.Equal(File.ReadAllText(model.At("reference.csv")), File.ReadAllText(model.At("obj/Debug/ingot/prepare/reference.parquet")));
            Assert.Equal(Directory.GetFiles(data).Sum(f => new FileInfo(f).Length), new FileInfo(model.At("obj/Debug/ingot/prepare/training.parquet")).Length);
            Assert.Contains(unpruned ? string.Empty : $"Ingot: {model.At("Tiny.csproj")} is built: {reason}", changed.Output, StringComparison.Ordinal);
            Settle(model);
        }

        void Repoint(string target)
        {
            // Of the same size and time, and other content.
            var (reference, again) = (Path.Combine(elsewhere, "reference.csv"), Path.Combine(elsewhere, "again.csv"));
            File.WriteAllText(again, File.ReadAllText(reference).Replace("1,1\n", "1,0\n", StringComparison.Ordinal));
            File.SetLastWriteTimeUtc(again, File.GetLastWriteTimeUtc(reference));
            File.Delete(Path.Combine(elsewhere, "newest.csv"));
            File.CreateSymbolicLink(Path.Combine(elsewhere, "newest.csv"), target);
        }
    }

    private string Record(TinyModel model) =>
        Directory.GetFiles(Path.Combine(fixture.Root, "cache", Path.GetFileName(model.Folder), "projects")).Single();

    private TinyModel WithStep(string file, string step)
    {
        var model = new TinyModel(fixture);
        if (file == "Tiny.csproj")
        {
            model.Replace("</Project>", step + "</Project>");
        }
        else
        {
            Directory.CreateDirectory(Path.GetDirectoryName(model.At(file))!);
            File.WriteAllText(model.At(file), $"<Project>{step}</Project>");
            model.Replace("</Project>", file.StartsWith("..", StringComparison.Ordinal) ? $"  <Import Project=\"{file}\" />\n</Project>" : "</Project>");
        }

        model.AddSolution();
        return model;
    }

    private TinyModel Built()
    {
        var model = new TinyModel(fixture);
        model.AddSolution();
        Settle(model);
        return model;
    }

    // Files that the build itself made beside the project are as young as the build: it takes one more to be sure of them.
    private static void Settle(TinyModel model)
    {
        for (var i = 0; i < 4; i++)
        {
            var (exitCode, _, output) = Build(model);
            Assert.True(exitCode == 0, output);
            if (output.Contains(Pruned, StringComparison.Ordinal))
            {
                return;
            }
        }

        Assert.Fail("The model was never left out: " + Build(model).Output);
    }

    private static (int ExitCode, string Stages, string Output) Build(TinyModel model, params string[] more) =>
        model.Run(null, ["build", "All.slnx", "-v:d", .. more]);
}
