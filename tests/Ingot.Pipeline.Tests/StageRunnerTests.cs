using Ingot.Artifacts.Stages;

namespace Ingot.Pipeline.Tests;

public class StageRunnerTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("{ \"properties\": ")]
    [InlineData("{}")]
    public void A_project_that_cannot_be_read_is_an_error_of_the_machine(string? json)
    {
        using var model = new ModelFolder();
        var file = model.File("handed.json");
        if (json is not null)
        {
            File.WriteAllText(file, json);
        }

        Assert.Equal(StageOutcome.Infrastructure, new StageRunner(model.Diagnostics, model.Context(StageCatalog.Prepare).Progress).Check(file));

        var error = Assert.Single(model.Diagnostics.Items);
        Assert.Equal(("INGOT9005", file), (error.Code, error.Location.File));
        Assert.EndsWith("Rebuild the project.", error.Message, StringComparison.Ordinal);
    }
}
