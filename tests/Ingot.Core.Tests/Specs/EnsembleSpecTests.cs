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

    [Theory]
    [InlineData(null)]
    [InlineData("weighted")]
    public void Weights_that_the_project_says_make_an_ensemble_and_are_no_parameters(string? said)
    {
        var spec = ModelSpecReader.Read(Document(said, Item("Trainer", "LightGbm", ("Weight", "3"), ("Leaves", "7")), Item("Trainer", "FastTree", ("Weight", "0.5"))));

        Assert.Equal((EnsembleKind.Weighted, "Weighted"), (spec.Ensemble!.Kind, spec.Trainer.Parameters["Combined"]));
        Assert.Equal([6.0 / 7, 1.0 / 7], spec.Ensemble.Weights);
        Assert.Equal(["Leaves"], spec.Ensemble.Members[0].Parameters.Keys);
        Assert.Empty(spec.Ensemble.Members[1].Parameters);
    }

    [Theory]
    [InlineData("Stack", "2", "1", "which says the weights itself")]
    [InlineData(null, "2", null, "The Trainer FastTree has no Weight")]
    [InlineData("Weighted", null, null, "The Trainer LightGbm has no Weight")]
    [InlineData(null, "0", "1", "expected a number above 0")]
    [InlineData(null, "2", "many", "Weight of the Trainer FastTree is 'many'")]
    public void Weights_that_cannot_be_used_are_refused(string? said, string? first, string? second, string message)
    {
        ProjectItem Trainer(string name, string? weight) => Item("Trainer", name, weight is null ? [] : [("Weight", weight)]);

        var faults = Assert.Throws<IngotException>(() => ModelSpecReader.Read(Document(said, Trainer("LightGbm", first), Trainer("FastTree", second)))).Diagnostics;

        Assert.Contains(faults, f => f.Code == "INGOT1001" && f.Message.Contains(message, StringComparison.Ordinal));
    }

    [Fact]
    public void One_that_trials_choose_stands_alone() => Assert.Contains(
        "which chooses trainers itself, and 1 more", Assert.Throws<IngotException>(() => Read("Average", ("LightGbm", null), ("auto", null))).Diagnostics[0].Message, StringComparison.Ordinal);

    [Fact]
    public void One_trainer_is_none() => Assert.Null(Read(null, ("LightGbm", null)).Ensemble);

    private static ModelSpec Read(string? ensemble, params (string Name, string? Parameter)[] trainers) =>
        ModelSpecReader.Read(Document(ensemble, [.. trainers.Select(t => Item("Trainer", t.Name, t.Parameter is null ? [] : [(t.Parameter, "7")]))]));

    private static ProjectDocument Document(string? ensemble, params IEnumerable<ProjectItem> trainers) => new(
        [
            KeyValuePair.Create("ModelName", "M"), KeyValuePair.Create("ProjectFile", "/r/M.csproj"), KeyValuePair.Create("ModelLabel", "y"),
            KeyValuePair.Create("ModelSchemaFile", "/r/M.schema.json"), KeyValuePair.Create("ModelAcceptedFile", "/r/M.accepted.json"),
            .. ensemble is null ? [] : new[] { KeyValuePair.Create("ModelEnsemble", ensemble) },
        ],
        [Item("TrainingData", "/r/train.csv"), Item("ReferenceData", "/r/reference.csv"), .. trainers]);

    private static ProjectItem Item(string type, string include, params (string Name, string Value)[] metadata) =>
        new(type, include, metadata.ToDictionary(m => m.Name, m => m.Value, StringComparer.OrdinalIgnoreCase), new SourceLocation("M.csproj", 9));
}
