namespace Ingot.Sdk.Tests;

/// <summary>Items of tests reach the worker with their type, their line and nothing of the SDK's own, and count for the right stages.</summary>
public class BehaviourItemTests(SdkFixture fixture) : IClassFixture<SdkFixture>
{
    [Fact]
    public void Tests_reach_the_stages_that_they_are_for()
    {
        var model = new TinyModel(fixture);
        model.AddItems("""<InvarianceTest Include="x" Change="+1" />""", """<ExpectedPrediction Include="golden.csv" />""");
        File.WriteAllText(model.At("golden.csv"), "1,1\n");
        var first = model.Build();
        Assert.True(first.ExitCode == 0, first.Output);
        Assert.Equal("prepare train evaluate gate export", first.Stages);

        var items = File.ReadAllLines(model.At("obj/Debug/ingot/evaluate/behaviour.json"));
        Assert.Contains("InvarianceTest x 12 { \"Change\": \"+1\" }", items.Select(Flat));
        Assert.Contains(items, i => i.StartsWith($"ExpectedPrediction {model.At("golden.csv")} 13 ", StringComparison.Ordinal));
        Assert.DoesNotContain(items, i => i.Contains("IngotItemType", StringComparison.Ordinal));
        Assert.Equal(string.Empty, model.Build().Stages);

        // What the file expects counts, and what a test asks for; no model is trained for it.
        File.AppendAllText(model.At("golden.csv"), "2,1\n");
        Assert.Equal("evaluate gate", model.Build().Stages);
        model.Replace("\"+1\"", "\"+2\"");
        Assert.Equal("evaluate gate", model.Build().Stages);
    }

    [Fact]
    public void Rivals_are_trained_when_a_test_needs_them_and_not_again_for_its_threshold()
    {
        var model = new TinyModel(fixture);
        model.AddItems("""<StabilityTest Include="seeds" Metric="AUC" MaxSpread="0.1" />""");
        var first = model.Build();
        Assert.True(first.ExitCode == 0, first.Output);
        Assert.Equal("prepare train challenge evaluate gate export", first.Stages);

        model.Replace("MaxSpread=\"0.1\"", "MaxSpread=\"0.2\"");
        Assert.Equal("evaluate gate", model.Build().Stages);
        model.Replace("Metric=", "Seeds=\"3\" Metric=");
        Assert.Equal("challenge evaluate gate", model.Build().Stages);
        Assert.True(Directory.Exists(model.At("obj/Debug/ingot/challenge")));

        model.WriteProject(iterations: 5, min: "0.5");
        Assert.Equal("evaluate gate", model.Build().Stages);
        Assert.False(Directory.Exists(model.At("obj/Debug/ingot/challenge")));
    }

    private static string Flat(string text) => System.Text.RegularExpressions.Regex.Replace(text, @"\s+", " ");
}
