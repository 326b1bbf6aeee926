namespace Ingot.EndToEnd.Tests;

/// <summary>Several models in one build.</summary>
[Collection(EndToEndGroup.First)]
public class SolutionTests(Workshop workshop)
{
    [Fact]
    public void Two_models_in_parallel_and_an_unchanged_one_is_left_out() => workshop.Test(folder =>
    {
        var models = new[] { "one", "two" }.Select(f => new ModelFolder(workshop, Path.Combine(folder, f), "Churn")).ToArray();
        models[1].Edit("Iterations=\"200\"", "Iterations=\"40\"").Edit("MaxRegression=\"0.005\"", "MaxRegression=\"0.1\"");
        File.WriteAllText(Path.Combine(folder, "Directory.Solution.targets"), $"""
            <Project>
              <Import Project="Ingot.Prune.targets" Sdk="Ingot.Sdk" Version="{Workshop.IngotVersion}" />
            </Project>
            """);
        File.WriteAllText(Path.Combine(folder, "All.slnx"), """
            <Solution>
              <Folder Name="/one/">
                <Project Path="one/Churn/Churn.csproj" />
              </Folder>
              <Folder Name="/two/">
                <Project Path="two/Churn/Churn.csproj" />
              </Folder>
            </Solution>
            """);

        var first = Build(folder);
        Assert.Equal(["evaluate", "export", "export", "gate", "gate", "train"], first.Stages.Split(' ').Order(StringComparer.Ordinal));
        var pruned = Enumerable.Range(0, 4).Any(_ => Build(folder).Output.Contains("Ingot: up-to-date projects: 2 of 2.", StringComparison.Ordinal));
        Assert.True(pruned, "The models were never left out.");

        models[0].Edit("Min=\"0.82\"", "Min=\"0.81\"");
        Assert.Equal("gate export", Build(folder).Contains("Ingot: up-to-date projects: 1 of 2.").Stages);
    });

    private RunResult Build(string folder) => workshop.DotNet(folder, "build", "All.slnx", "-m", "-v:d").Succeeded();
}
