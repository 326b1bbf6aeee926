using Ingot.Artifacts.Stages;

namespace Ingot.Artifacts.Tests;

public class StageDependencyTests
{
    [Fact]
    public void A_dependency_is_named_in_the_keys_of_caches_by_this()
    {
        StageDependency[] all =
        [
            StageDependency.Property("ModelSeed"), StageDependency.EveryProperty(), StageDependency.ProjectFile("ModelSchemaFile"), StageDependency.AcceptedScores(), StageDependency.Baseline(),
            StageDependency.Releases(), StageDependency.Continued(), StageDependency.Origins(), StageDependency.Answer("is auto", StageConditions.IsAuto), StageDependency.NamedBy("Rows", "ExpectedPrediction"),
            StageDependency.MetadataOf("Include", "Slice"),
        ];

        Assert.Equal(
            ["ModelSeed", "*", "ModelSchemaFile", "accepted scores", "baseline", "releases", "continued", "from the cache", "is auto", "ExpectedPrediction", "Slice"], all.Select(d => d.Name));
        Assert.Equal(["Rows", "Include"], all.Select(d => d.Metadata).Where(m => m.Length > 0));
        Assert.All(all, d => Assert.False(d.IsOptional));
    }

    [Fact]
    public void Under_a_condition_it_is_the_same()
    {
        var whole = StageDependency.NamedBy("Rows", "ExpectedPrediction");
        var part = whole.When(StageConditions.IsAuto);

        Assert.Equal((whole.Kind, whole.Name, whole.Metadata, whole.File, whole.IsOptional), (part.Kind, part.Name, part.Metadata, part.File, part.IsOptional));
        Assert.NotEqual(whole.Condition, part.Condition);
    }

    [Theory]
    [InlineData("model.zip", true)]
    [InlineData("models/Churn.ZIP", true)]
    [InlineData("model.onnx", false)]
    [InlineData("zip", false)]
    [InlineData(null, false)]
    public void What_ML_NET_saved_is_known_by_its_name(string? file, bool isSaved) => Assert.Equal(isSaved, StageConditions.IsSavedPipeline(file!));

    [Fact]
    public void Tests_are_of_these_kinds_and_stages_can_be_left_out_unless_they_say_so()
    {
        Assert.Equal(["StabilityTest", "SimplerModelTest", "LeakageTest", "StalenessTest"], ProjectItems.ComparisonTests);
        Assert.Equal(["InvarianceTest", "DirectionalTest", "ExpectedPrediction", "FairnessGate", "CalibrationGate", .. ProjectItems.ComparisonTests], ProjectItems.BehaviourTests);
        Assert.True(StageCatalog.Train.IsSkippable);
        Assert.True(ProjectItems.IsOfRelease("SourceFile"));
        Assert.True(ProjectItems.IsOfRelease("PackageFile"));
        Assert.True(ProjectItems.IsOfRelease("PackageOutput"));
        Assert.True(ProjectItems.IsOfRelease("SourceDifference"));
        Assert.False(ProjectItems.IsOfRelease("Trainer"));
    }
}
