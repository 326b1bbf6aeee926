namespace Ingot.EndToEnd.Tests;

/// <summary>A model that got worse stops its build, at the gate's own line.</summary>
[Collection(EndToEndGroup.Second)]
public class GateTests(Workshop workshop)
{
    private const string Gate = "<Gate Include=\"AUC\" Min=\"0.82\"";

    [Fact]
    public void A_worse_model_fails_until_it_is_accepted() => workshop.Test(folder =>
    {
        var model = new ModelFolder(workshop, folder, "Churn").Edit("Iterations=\"200\"", "Iterations=\"3\"");

        var first = model.Build().FailedWith("INGOT4002", model.PlaceOf(Gate));
        Assert.Equal("train evaluate gate", first.Stages);
        Assert.False(File.Exists(model.At("bin", "Debug", "net10.0", "Churn.dll")));

        var second = model.Build().FailedWith("INGOT4002", model.PlaceOf(Gate));
        Assert.Equal(string.Empty, second.Stages);

        var before = File.ReadAllText(model.At("Churn.accepted.json"));
        model.Run("build", "-t:AcceptModel").Succeeded();
        Assert.NotEqual(before, File.ReadAllText(model.At("Churn.accepted.json")));
        model.Build().Succeeded();
        Assert.True(File.Exists(model.At("bin", "Debug", "net10.0", "Churn.dll")));
    });

    [Fact]
    public void A_floor_fails_at_its_line_too() => workshop.Test(folder =>
    {
        var model = new ModelFolder(workshop, folder, "Churn").Edit("Min=\"0.70\"", "Min=\"0.90\"");
        model.Build().FailedWith("INGOT4001", model.PlaceOf("Slice=\"contract=Month-to-month\""));
        model.Run("pack", "-c", "Debug", "--no-build").FailedWith("INGOT6001");
    });

    [Fact]
    public void The_committed_results_are_those_of_the_committed_models() => workshop.Test(folder =>
    {
        var model = new ModelFolder(workshop, folder, "Churn");
        var committed = File.ReadAllBytes(model.At("Churn.accepted.json"));
        model.Build("-p:ContinuousIntegrationBuild=true", "-warnaserror").Succeeded();
        Assert.Equal(committed, File.ReadAllBytes(model.At("Churn.accepted.json")));
    });
}
