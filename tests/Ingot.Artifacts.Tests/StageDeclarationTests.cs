using Ingot.Artifacts.Stages;

namespace Ingot.Artifacts.Tests;

/// <summary>Laws of what stages declare. That it is what their code reads is tested where that code is.</summary>
public sealed class StageDeclarationTests
{
    [Fact]
    public void A_stage_reads_what_an_earlier_one_leaves()
    {
        var left = new HashSet<StageFile>();
        foreach (var stage in StageCatalog.All)
        {
            // The card shows what Reproduce found in an earlier build.
            Assert.All(stage.DependsOn.Select(d => d.File).OfType<StageFile>().Except([ReproduceFiles.Reproduced]), f => Assert.Contains(f, left));
            Assert.All(stage.Leaves, f => Assert.Equal(stage.Name, f.Stage));
            left.UnionWith(stage.Leaves);
        }

        Assert.Equal(left.Count, left.Select(f => f.Id).Distinct().Count());
        Assert.DoesNotContain(left, f => f.Pattern.Length == 0);
    }

    [Fact]
    public void A_build_runs_seven_stages_in_their_order_and_people_ask_for_the_others()
    {
        Assert.Equal(["Prepare", "Automl", "Train", "Challenge", "Evaluate", "Gate", "Export"], StageCatalog.OfBuild.Select(s => s.Name));
        Assert.Equal(["Package", "Attest", "Accept", "Reproduce", "Monitor", "Collect", "Retrain", "Search"], StageCatalog.All.Except(StageCatalog.OfBuild).Select(s => s.Name));

        // What a person wants done is done however often they ask; what runs a project's own code is known as such.
        Assert.Equal(["Accept", "Reproduce", "Monitor", "Collect", "Retrain", "Search"], StageCatalog.All.Where(s => !s.IsSkippable).Select(s => s.Name));
        Assert.Equal(["Package"], StageCatalog.All.Where(s => s.RunsProjectCodeWhen(new Facts())).Select(s => s.Name));
        Assert.Equal(["Automl", "Train", "Challenge", "Package", "Search"], StageCatalog.All.Where(s => s.RunsProjectCodeWhen(new Facts { ["TrainerAssembly"] = ["T.dll"] })).Select(s => s.Name));
        Assert.Equal(["Gate", "Monitor"], StageCatalog.All.Where(s => s.Decides).Select(s => s.Name));
        Assert.All(StageCatalog.All, s => Assert.Same(s, StageCatalog.Find(s.Name.ToUpperInvariant())));
        Assert.Null(StageCatalog.Find("Bake"));
        Assert.All(StageCatalog.All, s => Assert.Equal(s.Name.ToLowerInvariant(), s.FolderName));
    }

    /// <summary>What takes long and follows from its inputs alone is cached; durations never are.</summary>
    [Fact]
    public void Only_what_follows_from_its_inputs_is_cached()
    {
        IEnumerable<string> Cached(Facts project) => StageCatalog.All.Where(s => s.IsCachedWhen(project)).Select(s => s.Name);

        Assert.Equal(["Prepare", "Train", "Challenge", "Evaluate"], Cached(new Facts { ["Gate"] = ["AUC", "Size"] }));
        Assert.Equal(["Prepare", "Train", "Challenge"], Cached(new Facts { ["Gate"] = ["AUC", "Latency.P99"] }));
        Assert.Equal(["Prepare", "Train", "Challenge"], Cached(new Facts { ["Gate"] = ["Throughput"] }));
        Assert.Equal(["Prepare", "Train", "Challenge", "Evaluate"], Cached(new Facts { ["Gate"] = ["latency.P99", "ThroughputOfMine"] }));
    }

    [Fact]
    public void Conditions_ask_the_project()
    {
        Assert.False(StageCatalog.Challenge.RunsWhen(new Facts { ["InvarianceTest"] = ["plan"] }));
        Assert.True(StageCatalog.Challenge.RunsWhen(new Facts { ["StalenessTest"] = ["month"] }));
        Assert.True(StageCatalog.Train.RunsWhen(new Facts()));
        Assert.False(StageCatalog.Automl.RunsWhen(new Facts { ["Trainer"] = ["LightGbm"] }));
        Assert.True(StageCatalog.Automl.RunsWhen(new Facts { ["Trainer"] = ["auto"] }));
        Assert.False(StageConditions.HasBehaviourTests(new Facts { ["Gate"] = ["AUC"] }));
        Assert.True(StageConditions.HasBehaviourTests(new Facts { ["DirectionalTest"] = ["tenure"] }));
        Assert.True(StageConditions.HasBehaviourTests(new Facts { ["LeakageTest"] = ["all"] }));
        using var folder = new TemporaryFolder();
        Assert.False(StageConditions.HasNoSchema(new Facts { Schema = folder.Write("M.schema.json", "{}") }));
        Assert.True(StageConditions.HasNoSchema(new Facts { Schema = folder.At("none.json") }));
    }

    /// <summary>A file is an input while its condition holds; the condition and whether it may be absent go with it.</summary>
    [Fact]
    public void A_file_is_an_input_while_the_project_says_so()
    {
        var (with, without) = (new Facts { ["InvarianceTest"] = ["plan"] }, new Facts());

        Assert.NotNull(StageCatalog.Gate.FindInput(EvaluateFiles.Behaviour, with));
        Assert.Null(StageCatalog.Gate.FindInput(EvaluateFiles.Behaviour, without));
        Assert.Null(StageCatalog.Train.FindInput(EvaluateFiles.Behaviour, with));
        Assert.False(StageCatalog.Gate.FindInput(EvaluateFiles.Behaviour, with)!.IsOptional);
        Assert.True(StageCatalog.Gate.FindInput(EvaluateFiles.Performance, without)!.IsOptional);

        var optional = Assert.Single(StageDependency.OptionalOutputs(EvaluateFiles.Performance)).When(StageConditions.HasBehaviourTests);
        Assert.Equal((true, false, true), (optional.IsOptional, optional.Condition(without), optional.Condition(with)));
        var metadata = StageDependency.MetadataOf("Slice", "Gate").When(StageConditions.HasBehaviourTests);
        Assert.Equal((DependencyKind.MetadataOfItems, "Gate", "Slice"), (metadata.Kind, metadata.Name, metadata.Metadata));
        Assert.Equal("evaluate/performance.json", optional.Name);
    }

    [Fact]
    public void A_file_has_one_name_for_each_model()
    {
        Assert.Equal("prepare/{model}Client.g.cs", PrepareFiles.Client.Id);
        Assert.Equal("prepare/{model}Client.g.cs", PrepareFiles.Client.ToString());
        Assert.Equal("ChurnClient.g.cs", PrepareFiles.Client.NameFor("Churn"));
        Assert.Equal(Path.Combine("obj", "train", "model.onnx"), TrainFiles.Model.PathIn("obj", "Churn"));
        Assert.Equal("Churn.onnx", StageFile.For(ExportFiles.Model.InOutput!, "Churn"));
    }

    [Theory]
    [InlineData("TrainingData", "", true, true)]
    [InlineData("ReferenceData", "", true, true)]
    [InlineData("ExpectedPrediction", "", true, true)]
    [InlineData("ExpectedPrediction", "tenure=3", false, true)]
    [InlineData("ClientAssembly", "", true, false)]
    [InlineData("SourceFile", "", true, false)]
    [InlineData("SourceDifference", "", false, false)]
    [InlineData("Column", "", false, false)]
    [InlineData("Gate", "", false, false)]
    public void Some_items_are_files_and_some_of_those_data(string itemType, string values, bool isFile, bool isData)
    {
        Assert.Equal(isFile, ProjectItems.IsFile(itemType, new Fact("x", values)));
        Assert.Equal(isData, ProjectItems.IsData(itemType));
        Assert.Equal(itemType is "SourceFile" or "SourceDifference", ProjectItems.IsOfRelease(itemType));
    }

    [Fact]
    public void What_is_said_of_the_model_is_told_from_the_tools_and_from_places()
    {
        Assert.True(ProjectProperties.IsOfModel("ModelSeed"));
        Assert.True(ProjectProperties.IsOfModel("Version"));
        Assert.False(ProjectProperties.IsOfModel("IngotCache"));
        Assert.False(ProjectProperties.IsOfModel("ingotCache"));
        Assert.False(ProjectProperties.IsOfModel("modelschemafile"));

        // What is looked at of production changes nothing of a built model; the rows that it is compared with are packed.
        Assert.All(["ModelMonitorLog", "modelmonitorto", "ModelDriftThreshold", "ModelRetrainBecause", "RetrainFolder"], p => Assert.False(ProjectProperties.IsOfModel(p)));
        Assert.True(ProjectProperties.IsOfModel("ModelMonitoringRows"));
        Assert.False(ProjectProperties.IsOfModel(LightGbmLocation.Property));
        Assert.True(ProjectProperties.IsOfTool("INGOTCacheKeyFile"));
        Assert.False(ProjectProperties.IsOfTool("MyIngotCache"));
    }

    private sealed record Fact(string Include, string Values) : IProjectFact
    {
        public string Metadata(string name) => name == "Values" ? Values : string.Empty;
    }

    private sealed class Facts : Dictionary<string, string[]>, IProjectFacts
    {
        public string Schema { get; init; } = string.Empty;

        string IProjectFacts.this[string property] => property == "ModelSchemaFile" ? Schema : string.Empty;

        public IEnumerable<IProjectFact> OfType(string itemType) => this.GetValueOrDefault(itemType, []).Select(i => new Fact(i, string.Empty));
    }
}
