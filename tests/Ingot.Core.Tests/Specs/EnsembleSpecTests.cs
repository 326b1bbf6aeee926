using Ingot.Core.Diagnostics;
using Ingot.Core.Specs;

namespace Ingot.Core.Tests.Specs;

/// <summary>Several trainers are one model only where the project says how.</summary>
public class EnsembleSpecTests
{
    [Theory]
    [InlineData("Average", EnsembleKind.Average)]
    [InlineData("stack", EnsembleKind.Stack)]
    public void Several_trainers_are_an_ensemble(string said, EnsembleKind kind)
    {
        var spec = Read(said, ("LightGbm", "Leaves"), ("LogisticRegression", null), ("LightGbm", null));

        Assert.Equal(kind, spec.Ensemble!.Kind);
        Assert.Equal(["LightGbm", "LogisticRegression", "LightGbm"], spec.Ensemble.Members.Select(m => m.Name));
        Assert.Equal("7", spec.Ensemble.Members[0].Parameters["Leaves"]);
        Assert.Equal(("Ensemble", "LightGbm, LogisticRegression, LightGbm"), (spec.Trainer.Name, spec.Trainer.Parameters["Members"]));
        Assert.NotEqual(Read("Average", ("LightGbm", null), ("FastTree", null)).ParametersSha256, Read("Stack", ("LightGbm", null), ("FastTree", null)).ParametersSha256);
    }

    [Theory]
    [InlineData(null, "LightGbm FastTree", "is an ensemble of several")]
    [InlineData("Average", "LightGbm", "one Trainer item; an ensemble has two")]
    [InlineData("Stack", "", "no Trainer item; an ensemble has two")]
    [InlineData("Mean", "LightGbm FastTree", "expected Average, Stack")]
    [InlineData("Average", "LightGbm Pipeline", "cannot be part of an ensemble")]
    public void What_is_no_ensemble_is_refused(string? said, string trainers, string message)
    {
        var faults = Assert.Throws<IngotException>(() => Read(said, [.. trainers.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(t => (t, (string?)null))])).Diagnostics;

        Assert.Contains(faults, f => f.Code == "INGOT1001" && f.Message.Contains(message, StringComparison.Ordinal));
    }

    [Fact]
    public void One_trainer_is_none() => Assert.Null(Read(null, ("LightGbm", null)).Ensemble);

    private static ModelSpec Read(string? ensemble, params (string Name, string? Parameter)[] trainers) => ModelSpecReader.Read(new ProjectDocument(
        [
            KeyValuePair.Create("ModelName", "M"), KeyValuePair.Create("ProjectFile", "/r/M.csproj"), KeyValuePair.Create("ModelLabel", "y"),
            KeyValuePair.Create("ModelSchemaFile", "/r/M.schema.json"), KeyValuePair.Create("ModelAcceptedFile", "/r/M.accepted.json"),
            .. ensemble is null ? [] : new[] { KeyValuePair.Create("ModelEnsemble", ensemble) },
        ],
        [Item("TrainingData", "/r/train.csv"), Item("ReferenceData", "/r/reference.csv"), .. trainers.Select(t => Item("Trainer", t.Name, t.Parameter is null ? [] : [(t.Parameter, "7")]))]));

    private static ProjectItem Item(string type, string include, params (string Name, string Value)[] metadata) =>
        new(type, include, metadata.ToDictionary(m => m.Name, m => m.Value, StringComparer.OrdinalIgnoreCase), new SourceLocation("M.csproj", 9));
}
