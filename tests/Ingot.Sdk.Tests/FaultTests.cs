namespace Ingot.Sdk.Tests;

/// <summary>What happens around a build: others at the same time, and builds that were killed.</summary>
public class FaultTests(SdkFixture fixture) : IClassFixture<SdkFixture>
{
    [Fact]
    public async Task Builds_of_one_model_at_once_all_succeed_and_train_once()
    {
        var model = new TinyModel(fixture);
        Assert.Equal(0, model.Run(null, "restore").ExitCode);

        var builds = await Task.WhenAll(new[] { "Debug", "Debug", "Release" }.Select(
            configuration => Task.Run(() => model.Run(null, "build", "--no-restore", "-c", configuration))));

        Assert.All(builds, build => Assert.True(build.ExitCode == 0, build.Output));
        Assert.All(builds, build => Assert.DoesNotContain("MSB3026", build.Output, StringComparison.Ordinal));
        Assert.Single(builds.SelectMany(build => build.Stages.Split(' ')), stage => stage == "train");
    }

    [Fact]
    public void What_a_killed_build_left_is_removed_by_the_next_one_that_runs_a_stage()
    {
        var model = new TinyModel(fixture);
        Assert.Equal(0, model.Build().ExitCode);
        var folder = model.At("obj/Debug/ingot");
        Directory.CreateDirectory(Path.Combine(folder, "prepare.tmp-1"));
        Directory.CreateDirectory(Path.Combine(folder, "evaluate.old-1"));
        File.WriteAllText(Path.Combine(folder, "fingerprints.txt.tmp-1"), "half");
        Directory.Delete(Path.Combine(folder, "train"), recursive: true);

        Assert.Equal(0, model.Build().ExitCode);

        Assert.Empty(Directory.GetFileSystemEntries(folder, "*.tmp-*"));
        Assert.Empty(Directory.GetFileSystemEntries(folder, "*.old-*"));
    }

    [Fact]
    public void A_client_that_ends_the_process_in_which_it_is_tried_is_not_packed()
    {
        var model = new TinyModel(fixture);
        Assert.Equal(0, model.Build().ExitCode);

        var (exitCode, stages, output) = model.Run("package", "pack", "--no-restore", "-c", "Debug", "-o", model.At("out"));
        Assert.Equal((1, "package"), (exitCode, stages));
        Assert.Contains("error INGOT6012: The client in Tiny.dll cannot be used: the process that tried it ended with exit code", output, StringComparison.Ordinal);
        Assert.Contains("when the assembly is loaded. More: dotnet ingot explain INGOT6012", output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(model.At("out")));

        // Tried once, then not again while nothing changed.
        foreach (var expected in new[] { "package attest", string.Empty })
        {
            (exitCode, stages, output) = model.Run(null, "pack", "--no-restore", "-c", "Debug", "-o", model.At("out"));
            Assert.True(exitCode == 0, output);
            Assert.Equal(expected, stages);
        }

        // Data that changed since, of the same size and time: the package would name what its model never saw.
        var (data, time) = (File.ReadAllText(model.At("reference.csv")), File.GetLastWriteTimeUtc(model.At("reference.csv")));
        File.WriteAllText(model.At("reference.csv"), data.Replace("300,0", "399,0", StringComparison.Ordinal));
        File.SetLastWriteTimeUtc(model.At("reference.csv"), time);
        (exitCode, stages, output) = model.Run(null, "pack", "--no-build", "-c", "Debug", "-o", model.At("out"));
        Assert.Equal((1, string.Empty), (exitCode, stages));
        Assert.Contains("error INGOT6015: 'ReferenceData/reference.csv' is not what the model was made from", output, StringComparison.Ordinal);
        Assert.StartsWith("prepare evaluate gate", model.Run(null, "build", "--no-restore", "-c", "Debug").Stages, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-p:TreatWarningsAsErrors=true")]
    [InlineData("-p:MSBuildTreatWarningsAsErrors=true")]
    [InlineData("-warnaserror:INGOT1007")]
    public void A_worker_whose_warning_is_an_error_has_not_died(string strict)
    {
        var model = new TinyModel(fixture);
        foreach (var expected in new[] { "prepare", string.Empty })
        {
            var (exitCode, stages, output) = model.Run(null, "build", strict);
            Assert.Equal((1, expected), (exitCode, stages));
            Assert.Contains("error INGOT1007: a warning of Prepare", output, StringComparison.Ordinal);
            Assert.DoesNotContain("INGOT9002", output, StringComparison.Ordinal);
        }

        var died = model.Run("prepare", "build", strict, "-p:ModelMaxLeakage=0.2");
        Assert.Equal((1, "prepare"), (died.ExitCode, died.Stages));
        Assert.Contains("error INGOT9002: The worker process of stage 'prepare' ended with exit code 134", died.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_warning_becomes_an_error_or_silence_when_the_project_says_so_though_nothing_changed()
    {
        var model = new TinyModel(fixture);
        Assert.Equal(0, model.Build().ExitCode);

        foreach (var property in new[] { "TreatWarningsAsErrors=true", "WarningsAsErrors=INGOT1007" })
        {
            var strict = model.Run(null, "build", "--no-restore", "-p:" + property);
            Assert.Equal((1, string.Empty), (strict.ExitCode, strict.Stages));
            Assert.Contains("error INGOT1007: a warning of Prepare", strict.Output, StringComparison.Ordinal);

            // The worker writes the help, and this one wrote none: what is said again gets nothing added.
            Assert.DoesNotContain("explain INGOT1007", strict.Output, StringComparison.Ordinal);
        }

        var silent = model.Run(null, "build", "--no-restore", "-p:NoWarn=INGOT1007");
        Assert.Equal((0, string.Empty), (silent.ExitCode, silent.Stages));
        Assert.DoesNotContain("INGOT1007", silent.Output, StringComparison.Ordinal);
    }
}
