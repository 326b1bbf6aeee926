using Ingot.Core.Diagnostics;
using Ingot.Core.Specs;

namespace Ingot.Core.Tests.Specs;

public class RetrainSpecReaderTests
{
    [Fact]
    public void What_is_not_said_has_defaults()
    {
        var spec = Read([]).Retrain;

        Assert.Equal((null, 0.25, 200, RetrainPolicy.Both, RetrainRows.Add, TimeSpan.Zero), (spec.Because, spec.Holdout, spec.MinRows, spec.Policy, spec.Training, spec.AtMost));
        Assert.Empty(spec.Triggers);
    }

    [Fact]
    public void Triggers_and_properties_are_read_as_they_were_written()
    {
        var spec = Read(
            [("ModelRetrainAtMost", "7d"), ("ModelRetrainHoldout", "40%"), ("ModelRetrainMinRows", "50"), ("ModelRetrainPolicy", "window"), ("ModelRetrainTraining", "Replace"), ("ModelRetrainHistory", "../history")],
            Item("Performance"), Item("NewData", ("Rows", "5000")), Item("Schedule", ("Every", "30d"))).Retrain;

        Assert.Equal((TimeSpan.FromDays(7), 0.4, 50, RetrainPolicy.Window, RetrainRows.Replace), (spec.AtMost, spec.Holdout, spec.MinRows, spec.Policy, spec.Training));
        Assert.Equal(Path.GetFullPath("/r/history"), spec.History);
        Assert.Equal([(RetrainTriggerKind.Performance, 0L, 0.0), (RetrainTriggerKind.NewData, 5000L, 0.0), (RetrainTriggerKind.Schedule, 0L, 30.0)], spec.Triggers.Select(t => (t.Kind, t.Rows, t.Every.TotalDays)));
    }

    [Theory]
    [InlineData("NewData", "", "")]
    [InlineData("NewData", "Rows", "0")]
    [InlineData("NewData", "Rows", "many")]
    [InlineData("NewData", "Every", "30d")]
    [InlineData("Schedule", "", "")]
    [InlineData("Schedule", "Every", "30")]
    [InlineData("Schedule", "Rows", "5")]
    [InlineData("Performance", "Rows", "5")]
    [InlineData("Drift", "Evry", "5")]
    [InlineData("Weather", "", "")]
    public void A_trigger_that_cannot_be_read_is_an_error_at_its_line(string kind, string metadata, string value)
    {
        var fault = Assert.Throws<IngotException>(() => Read([], Item(kind, metadata.Length > 0 ? [(metadata, value)] : []))).Diagnostic;

        Assert.Equal(("INGOT1001", 9), (fault.Code, fault.Location.Line));
    }

    [Theory]
    [InlineData("ModelRetrainAtMost", "7")]
    [InlineData("ModelRetrainHoldout", "0.99")]
    [InlineData("ModelRetrainHoldout", "half")]
    [InlineData("ModelRetrainMinRows", "5")]
    [InlineData("ModelRetrainPolicy", "Neither")]
    [InlineData("ModelRetrainTraining", "1")]
    public void A_property_that_cannot_be_read_is_an_error(string property, string value)
    {
        var fault = Assert.Throws<IngotException>(() => Read([(property, value)])).Diagnostic;

        Assert.Equal("INGOT1001", fault.Code);
        Assert.Contains(property, fault.Message, StringComparison.Ordinal);
    }

    private static ProjectItem Item(string kind, params (string Name, string Value)[] metadata) => new(
        "RetrainTrigger", kind, metadata.ToDictionary(m => m.Name, m => m.Value, StringComparer.OrdinalIgnoreCase), new SourceLocation("M.csproj", 9, 5));

    private static ModelSpec Read((string Name, string Value)[] properties, params ProjectItem[] items)
    {
        var all = new Dictionary<string, string>
        {
            ["ModelName"] = "M", ["ProjectFile"] = "/r/m/M.csproj", ["ModelSchemaFile"] = "s", ["ModelAcceptedFile"] = "a", ["ModelLabel"] = "left",
        };
        foreach (var (name, value) in properties)
        {
            all[name] = value;
        }

        ProjectItem Data(string type) => new(type, $"/data/{type}.csv", new Dictionary<string, string>(), new SourceLocation("M.csproj", 5, 5));
        return ModelSpecReader.Read(new ProjectDocument(all, [Data("TrainingData"), Data("ReferenceData"), .. items]));
    }
}
