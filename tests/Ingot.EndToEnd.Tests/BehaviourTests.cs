using System.Text.Json;

namespace Ingot.EndToEnd.Tests;

/// <summary>A sample model with its behaviour tests: what is trained, measured and decided.</summary>
[Collection(EndToEndGroup.Second)]
public class BehaviourTests(Workshop workshop)
{
    [Fact]
    public void The_tests_of_a_model_are_decided_at_their_lines() => workshop.Test(folder =>
    {
        var model = new ModelFolder(workshop, folder, "Churn", withTests: true);
        Assert.Contains("challenge evaluate gate export", model.Build().Succeeded().Stages, StringComparison.Ordinal);
        Assert.Equal(string.Empty, model.Build().Succeeded().Stages);

        using var verdicts = JsonDocument.Parse(File.ReadAllBytes(model.Output("gate", "verdicts.json")));
        Assert.Contains("SimplerModelTest Constant", verdicts.RootElement.EnumerateArray().Select(v => v.GetProperty("gate").GetString()));
        Assert.True(File.Exists(model.Output("evaluate", "slices.json")));

        // A threshold trains nothing, and what fails does so at its own line.
        model.Edit("MinGain=\"0.1\"", "MinGain=\"0.9\"");
        var failed = model.Build().FailedWith("INGOT4107", model.PlaceOf("<SimplerModelTest"));
        Assert.Equal("evaluate gate", failed.Stages);
    });
}
