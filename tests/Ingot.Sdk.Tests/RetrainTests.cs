namespace Ingot.Sdk.Tests;

/// <summary>A model that is trained again is built in a folder of its own, and rows that were accepted become data of the project.</summary>
public sealed class RetrainTests(SdkFixture fixture) : IClassFixture<SdkFixture>
{
    [Fact]
    public void The_new_model_is_built_beside_the_old_one_and_its_failed_gates_are_told()
    {
        var model = new TinyModel(fixture);
        var built = model.Build();
        Assert.True(built.ExitCode == 0, built.Output);
        var before = File.ReadAllText(model.At("obj/Debug/ingot/prepare/training.parquet"));

        // Nobody and nothing asks for it.
        var quiet = model.Run(null, "build", "-t:RetrainModel", "--no-restore");
        Assert.True(quiet.ExitCode == 0, quiet.Output);
        Assert.Equal("collect", quiet.Stages);

        // A gate that the new model fails: that is said, and the comparison goes on; what is built otherwise still fails.
        model.WriteProject(iterations: 5, min: "0.99");
        var asked = model.Run(null, "build", "-t:RetrainModel", "--no-restore", "-p:ModelRetrainBecause=Spring%3B rows");
        Assert.True(asked.ExitCode == 0, asked.Output);
        // The scripted trainer makes the same of other rows, whose evaluation comes from the cache.
        Assert.Equal("collect prepare train gate retrain", asked.Stages);
        Assert.Contains("Tiny.csproj(11,5): INGOT4001: too low", asked.Output, StringComparison.Ordinal);
        Assert.Contains("0 Error(s)", asked.Output, StringComparison.Ordinal);
        Assert.Equal("Spring; rows", File.ReadAllText(model.At("obj/Debug/ingot/collect/due.txt")));
        Assert.EndsWith("1000,1\n", File.ReadAllText(model.At("obj/Debug/ingot/retrain/retrain.json")), StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllText(model.At("obj/Debug/ingot/prepare/training.parquet")));

        // Told once more when nothing has to be computed again; and an ordinary build of the project decides.
        var again = model.Run(null, "build", "-t:RetrainModel", "--no-restore", "-p:ModelRetrainBecause=Spring%3B rows");
        Assert.True(again.ExitCode == 0, again.Output);
        Assert.Equal("collect retrain", again.Stages);
        Assert.Contains("Tiny.csproj(11,5): INGOT4001: too low", again.Output, StringComparison.Ordinal);
        Assert.Equal(1, model.Build().ExitCode);
    }

    [Fact]
    public void Rows_of_production_that_were_accepted_are_data_of_the_project()
    {
        var model = new TinyModel(fixture);
        model.AddSolution();
        var first = model.Run(null, "build", "All.slnx");
        Assert.True(first.ExitCode == 0, first.Output);

        // The pruned build of a solution sees that they came, though their folder was not there before.
        Directory.CreateDirectory(model.At("retraining"));
        File.WriteAllText(model.At("retraining/training.csv"), "1000,1\n");
        var added = model.Run(null, "build", "All.slnx", "--no-restore");
        Assert.True(added.ExitCode == 0, added.Output);
        Assert.Contains("train", added.Stages, StringComparison.Ordinal);
        Assert.Contains("299,1\n1000,1\n", File.ReadAllText(model.At("obj/Debug/ingot/prepare/training.parquet")).ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.StartsWith("300,0\n", File.ReadAllText(model.At("obj/Debug/ingot/prepare/reference.parquet")), StringComparison.Ordinal);

        File.WriteAllText(model.At("retraining/reference.csv"), "2000,1\n");
        var replaced = model.Run(null, "build", "Tiny.csproj", "--no-restore", "-p:ModelRetrainTraining=Replace");
        Assert.True(replaced.ExitCode == 0, replaced.Output);
        Assert.Equal("1000,1\n", File.ReadAllText(model.At("obj/Debug/ingot/prepare/training.parquet")));
        Assert.Equal("2000,1\n", File.ReadAllText(model.At("obj/Debug/ingot/prepare/reference.parquet")));
    }
}
