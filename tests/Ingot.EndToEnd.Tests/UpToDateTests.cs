namespace Ingot.EndToEnd.Tests;

/// <summary>What runs again when something changed, and what does not.</summary>
[Collection(EndToEndGroup.First)]
public class UpToDateTests(Workshop workshop)
{
    [Fact]
    public void A_fresh_clone_and_a_touched_file_train_nothing_and_a_change_runs_what_depends_on_it() => workshop.Test(folder =>
    {
        var model = new ModelFolder(workshop, folder, "Churn").OwnData();
        Assert.Equal("gate export", model.Build().Succeeded().Stages);
        Assert.Equal(string.Empty, model.Build().Succeeded().Stages);

        File.SetLastWriteTimeUtc(model.At("train.csv"), DateTime.UtcNow.AddSeconds(3));
        File.SetLastWriteTimeUtc(model.At("reference.csv"), DateTime.UtcNow.AddYears(-1));
        Assert.Equal(string.Empty, model.Build().Succeeded().Stages);
        Assert.Equal(string.Empty, model.Build("-c", "Debug", "--no-restore").Succeeded().Stages);

        // A change runs the stages that depend on it and no others.
        model.Edit("Min=\"0.82\"", "Min=\"0.81\"");
        Assert.Equal("gate export", model.Build().Succeeded().Stages);

        model.Edit("LearningRate=\"0.05\"", "LearningRate=\"0.051\"");
        Assert.Equal("train evaluate gate export", model.Build().Succeeded().Stages);

        // One digit of one value: the model stays, its measure does not. Other reference data cannot be compared.
        var lines = File.ReadAllLines(model.At("reference.csv"));
        lines[1] = lines[1][..^1] + (lines[1][^1] == '1' ? '2' : '1');
        File.WriteAllLines(model.At("reference.csv"), lines);
        var changed = model.Build().FailedWith("INGOT4009");
        Assert.Equal("prepare evaluate gate", changed.Stages);

        model.Run("build", "-t:AcceptModel").Succeeded();
        model.Edit("Churn.schema.json", "\"minDomainMass\": 0", "\"minDomainMass\": 0.5");
        Assert.StartsWith("prepare", model.Build().Stages, StringComparison.Ordinal);
    });

    [Fact]
    public void A_cleaned_model_comes_back_from_the_cache() => workshop.Test(folder =>
    {
        var model = new ModelFolder(workshop, folder, "Churn");
        model.Build().Succeeded();
        model.Run("clean").Succeeded();
        Assert.False(File.Exists(model.Output("train", "model.onnx")));
        Assert.Equal("gate export", model.Build("--no-restore").Succeeded().Stages);
        Assert.True(File.Exists(model.At("bin", "Debug", "net10.0", "Churn.onnx")));
    });
}
