using static Ingot.Artifacts.Stages.ProjectItems;
using static Ingot.Artifacts.Stages.StageDependency;

namespace Ingot.Artifacts.Stages;

/// <summary>
/// Every stage, declared once: MSBuild's side computes keys from it, the worker opens files by it, and tests hold it to what the
/// stages' code reads.
/// </summary>
public static class StageCatalog
{
    /// <summary>Data in; clean and validated tables, their profile and the typed client's source out.</summary>
    public static StageDefinition Prepare { get; } = new("Prepare", "PrepareData", version: 4)
    {
        IsOfBuild = true,
        IsCachedWhen = StageConditions.Always,
        DependsOn =
        [
            .. Properties(
                "ModelName", "ModelTask", "ModelLabel", "ModelPositiveClass", "ModelRemoveDuplicates", "ModelFilter", "ModelMissingValues", "ModelMaxLeakage",
                "ModelReferenceFraction", "ModelSplit", "ModelSplitGap", "ModelReasons", "ModelPredictionInterval", "PackageId", "RootNamespace", "LangVersionMajor"),
            .. Items(Column, ProjectItems.Feature, TrainingData, ReferenceData),
            ProjectFile("ModelSchemaFile"),
            Property("ContinuousIntegration").When(StageConditions.HasNoSchema),
        ],
        Leaves = [PrepareFiles.Training, PrepareFiles.Reference, PrepareFiles.Schema, PrepareFiles.Profile, PrepareFiles.Columns, PrepareFiles.Client],
    };

    /// <summary>The trainers of a project that leaves the choice to trials.</summary>
    public static StageDefinition Automl { get; } = new("Automl", "AutomlModel", version: 2)
    {
        IsOfRun = true,
        IsOfBuild = true,
        RunsWhen = StageConditions.IsAuto,
        StaysWhenIdle = true,
        IsCachedWhen = StageConditions.IsAuto,
        RunsProjectCodeWhen = StageConditions.HasTrainerCode,
        DependsOn =
        [
            .. Training,
            .. Properties("ModelReasons", "ModelSearchTrials", "ModelSearchApply"),
            .. Items(ProjectItems.Search),
            .. Outputs(PrepareFiles.Training, PrepareFiles.Reference, PrepareFiles.Schema),
        ],
        Leaves = [AutomlFiles.Choice, AutomlFiles.Leaderboard, AutomlFiles.Page],
    };

    /// <summary>Prepared data in, the ONNX model out.</summary>
    public static StageDefinition Train { get; } = new("Train", "TrainModel", version: 8)
    {
        IsOfRun = true,
        IsOfBuild = true,
        IsCachedWhen = StageConditions.Always,
        RunsProjectCodeWhen = StageConditions.HasTrainerCode,
        DependsOn = [.. Training, Property("ModelReasons"), .. Outputs(PrepareFiles.Training, PrepareFiles.Schema), .. Chosen],
        Leaves = [TrainFiles.Model, TrainFiles.Report, TrainFiles.Rows, TrainFiles.Folds],
    };

    /// <summary>The models that tests compare the model with.</summary>
    public static StageDefinition Challenge { get; } = new("Challenge", "ChallengeModel", version: 7)
    {
        IsOfRun = true,
        IsOfBuild = true,
        RunsWhen = StageConditions.HasComparisons,
        RunsProjectCodeWhen = StageConditions.HasTrainerCode,
        IsCachedWhen = StageConditions.Always,
        DependsOn = [.. Training, .. WithoutThresholds(ComparisonTests), .. Outputs(PrepareFiles.Training, PrepareFiles.Schema), .. Chosen],
        Leaves = [ChallengeFiles.Rivals],
    };

    /// <summary>The ONNX model scored on the reference data, and what that is worth.</summary>
    public static StageDefinition Evaluate { get; } = new("Evaluate", "EvaluateModel", version: 6)
    {
        IsOfRun = true,
        IsOfBuild = true,
        IsCachedWhen = StageConditions.MeasuresNoPerformance,
        DependsOn =
        [
            .. Properties("ModelName", "Version", "ModelClassificationThreshold", "ModelThresholdCosts", "ModelSeed", "ModelFindWeakSlices", "ModelPermutationImportance", "ModelExplanations"),
            .. Items([Slice, .. BehaviourTests]),
            MetadataOf("Slice", ProjectItems.Gate),
            Answer("performance", StageConditions.MeasuresPerformance),
            Baseline(),
            Releases(),
            .. Outputs(TrainFiles.Model, PrepareFiles.Reference, PrepareFiles.Schema),

            // It has the hash of each rival.
            .. Outputs(ChallengeFiles.Rivals).Select(f => f.When(StageConditions.HasComparisons)),
        ],
        Leaves =
        [
            EvaluateFiles.Metrics, EvaluateFiles.Predictions, EvaluateFiles.Behaviour, EvaluateFiles.WeakSlices, EvaluateFiles.Importance, EvaluateFiles.Explanations,
            EvaluateFiles.Clusters, EvaluateFiles.Performance, EvaluateFiles.BaselineMetrics, EvaluateFiles.BaselinePredictions, EvaluateFiles.BaselinePacked,
            EvaluateFiles.Releases, EvaluateFiles.ReleasePredictions,
        ],
    };

    /// <summary>Metrics against thresholds and the released or accepted result; verdicts, and the card that shows them.</summary>
    public static StageDefinition Gate { get; } = new("Gate", "GateModel", version: 5)
    {
        IsOfRun = true,
        Decides = true,
        IsOfBuild = true,
        DependsOn =
        [
            // The card, of which the verdicts are a part, tells what the project says of the model.
            EveryProperty(),
            .. Items(ProjectItems.OfBuild),
            NamedBy(Evidence, MLTest),
            ProjectFile("ModelSchemaFile"),
            ProjectFile("ModelAcceptedFile"),
            AcceptedScores(),

            // Verdicts name the gates' lines: cheap to make anew when the project file was edited, and so never point beside them.
            ProjectFile("ProjectFile"),
            .. Outputs(
                PrepareFiles.Training, PrepareFiles.Reference, PrepareFiles.Schema, PrepareFiles.Profile, TrainFiles.Report, EvaluateFiles.Metrics,
                EvaluateFiles.Predictions),
            .. Outputs(EvaluateFiles.Behaviour).Select(f => f.When(StageConditions.HasBehaviourTests)),
            .. OptionalOutputs(
                TrainFiles.Folds, EvaluateFiles.Performance, EvaluateFiles.Importance, EvaluateFiles.Explanations, EvaluateFiles.Clusters, EvaluateFiles.WeakSlices, EvaluateFiles.BaselineMetrics,
                EvaluateFiles.BaselinePredictions, EvaluateFiles.BaselinePacked, EvaluateFiles.Releases, EvaluateFiles.ReleasePredictions, ReproduceFiles.Reproduced),
        ],
        Leaves =
        [
            GateFiles.Verdicts, GateFiles.Sarif, GateFiles.JUnit, GateFiles.Score, GateFiles.OpenMetrics, GateFiles.Summary,
            GateFiles.Card, GateFiles.MarkdownCard, GateFiles.CycloneDxCard, GateFiles.FirstLook,
        ],
    };

    /// <summary>The model, its evidence and its card together.</summary>
    public static StageDefinition Export { get; } = new("Export", "ExportModel", version: 4)
    {
        IsOfBuild = true,
        DependsOn =
        [
            .. Properties("ModelName", "PackageId", "ModelGoldenRows", "ModelMonitoringRows", "ModelClassificationThreshold", "ModelSeed", "ModelDriftThreshold"),
            .. Items(MonitorGate, ProjectItems.Slice),
            .. Outputs(ExportFiles.Copies.Select(c => c.From)),
            .. OptionalOutputs(ExportFiles.OptionalCopies.Select(c => c.From)),

            // What golden rows and rows to compare production with are taken from.
            .. Outputs(PrepareFiles.Reference, EvaluateFiles.Predictions),
        ],
        Leaves = [.. ExportFiles.Copies.Concat(ExportFiles.OptionalCopies).Select(c => c.To), ExportFiles.Golden, ExportFiles.MonitoringRows, ExportFiles.MonitoringPlan],
    };

    /// <summary>The built client, tried before it is packed, and its contract against the baseline's.</summary>
    public static StageDefinition Package { get; } = new("Package", "ValidatePackage", version: 2)
    {
        RunsProjectCodeWhen = StageConditions.Always,
        DependsOn =
        [
            .. Properties(
                "ModelName", "Version", "RootNamespace", "PackageId", "ModelMaxLoadTime", "ModelMaxMemory", "ModelMaxLatency", "ModelAllowBreaking"),
            Baseline(),
            .. Items(ClientAssembly, ClientAsset),
            .. Outputs(ExportFiles.Golden, ExportFiles.Metrics, ExportFiles.Schema),
        ],
        Leaves = [PackageFiles.Validation],
    };

    /// <summary>Where the package's files come from, said with hashes.</summary>
    public static StageDefinition Attest { get; } = new("Attest", "AttestPackage", version: 3)
    {
        DependsOn =
        [
            EveryProperty(),
            .. Items([.. ProjectItems.OfBuild, TrainerProject, PackageFile, PackageOutput, SourceFile, SourceDifference]),
            ProjectFile("ProjectFile"),
            ProjectFile("ModelSchemaFile"),
            ProjectFile("ModelAcceptedFile"),
            ProjectFile("AssetsFile"),
            Continued(),
            Origins(),
            .. Outputs(EvaluateFiles.Metrics, ExportFiles.CycloneDxCard),
        ],
        Leaves = [AttestFiles.Provenance, AttestFiles.BillOfMaterials],
    };

    /// <summary>A person accepts the metrics as what change gates compare with.</summary>
    public static StageDefinition Accept { get; } = new("Accept", "AcceptModel", version: 1)
    {
        IsSkippable = false,
        DependsOn =
        [
            .. Properties(
                "ModelName", "Version", "ModelRemoveDuplicates", "ModelFilter", "ModelReferenceFraction", "ModelValidationFraction",
                "ModelSplit", "ModelSplitGap", "ModelFolds", "ModelRefit", "ModelEnsemble", "ModelContinueFrom", "ModelClassificationThreshold", "ModelSeed", "ModelCalibration", "ModelThresholdCosts", "ModelThresholdTarget", "ModelPredictionInterval", "ModelPredictionIntervalMethod"),
            .. Items([TrainingData, ReferenceData, Column, ProjectItems.Feature, ProjectItems.Trainer, .. OwnModel, ProjectItems.Gate, .. BehaviourTests]),
            ProjectFile("ModelSchemaFile"),
            ProjectFile("ModelAcceptedFile"),
            .. Outputs(EvaluateFiles.Metrics, EvaluateFiles.Predictions, PrepareFiles.Schema),
            .. Outputs(EvaluateFiles.Behaviour).Select(f => f.When(StageConditions.HasBehaviourTests)),
            .. OptionalOutputs(EvaluateFiles.Performance),
        ],
        Leaves = [AcceptFiles.Result, AcceptFiles.Scores],
    };

    /// <summary>The model against one that was made again from the data.</summary>
    public static StageDefinition Reproduce { get; } = new("Reproduce", "ReproduceModel", version: 1)
    {
        IsSkippable = false,
        DependsOn =
        [
            Property("ModelName"),
            .. Outputs(
                PrepareFiles.Schema, PrepareFiles.Training, PrepareFiles.Reference, TrainFiles.Model, EvaluateFiles.Predictions, EvaluateFiles.Metrics),
        ],
        Leaves = [ReproduceFiles.Reproduced],
    };

    /// <summary>What was served, beside the reference of the model that served it.</summary>
    public static StageDefinition Monitor { get; } = new("Monitor", "MonitorModel", version: 2)
    {
        IsSkippable = false,
        Decides = true,
        DependsOn =
        [
            .. Properties("ModelName", "PackageId", "ModelSeed", "ModelClassificationThreshold"),
            .. Properties(ProductionWindow),
            .. Items(MonitorGate, MonitorData, ProjectItems.Slice, ProjectItems.Trainer, PretrainedModel),
            ProjectFile("ProjectFile"),
            ProjectFile("ModelSchemaFile"),
            .. OptionalOutputs(ExportFiles.Schema, ExportFiles.Metrics, ExportFiles.MonitoringRows, PrepareFiles.Training, PrepareFiles.Reference),
        ],
        Leaves =
        [
            MonitorFiles.Report, MonitorFiles.Page, MonitorFiles.Verdicts, MonitorFiles.Sarif, MonitorFiles.JUnit, MonitorFiles.Summary, MonitorFiles.OpenMetrics,
        ],
    };

    /// <summary>Whether the model is to be trained again, and the labelled rows of production that it would learn from.</summary>
    public static StageDefinition Collect { get; } = new("Collect", "CollectModelData", version: 1)
    {
        IsSkippable = false,
        DependsOn =
        [
            .. Properties("ModelName", "PackageId"),
            .. Properties(Retraining),
            .. Properties(ProductionWindow),
            .. Items([TrainingData, ReferenceData, ProjectItems.Trainer, .. OwnModel, .. TrainerCode, MonitorData, RetrainTrigger]),
            ProjectFile("ModelSchemaFile"),
            .. OptionalOutputs(MonitorFiles.Verdicts),
        ],
        Leaves = [CollectFiles.Facts, CollectFiles.Due, CollectFiles.Held, .. CollectFiles.Data],
    };

    /// <summary>A model that was trained again, beside the one in production.</summary>
    public static StageDefinition Retrain { get; } = new("Retrain", "RetrainModel", version: 1)
    {
        IsOfRun = true,
        IsSkippable = false,
        DependsOn =
        [
            .. Properties("ModelName", "Version", "PackageId", "ModelSeed", "ModelClassificationThreshold"),
            .. Properties(Retraining),
            .. Items(ProjectItems.Gate, MonitorGate, RetrainTrigger),
            Baseline(),
            .. Outputs(CollectFiles.Facts, CollectFiles.Held, PrepareFiles.Reference),

            // Of the new model, in a folder of its own.
            .. OptionalOutputs(PrepareFiles.Schema, TrainFiles.Model, EvaluateFiles.Metrics, GateFiles.Verdicts),
        ],
        Leaves = [RetrainFiles.Report, RetrainFiles.Summary],
    };

    /// <summary>The trainer's parameters, searched for by trials on the training data.</summary>
    public static StageDefinition Search { get; } = new("Search", "SearchModel", version: 1)
    {
        IsOfRun = true,
        IsSkippable = false,
        RunsProjectCodeWhen = StageConditions.HasTrainerCode,
        DependsOn =
        [
            .. Properties("ModelName", "ModelSeed", "ModelValidationFraction", "ModelSplit", "ModelSplitGap", "ModelFolds", "ModelEnsemble", "ModelClassificationThreshold"),
            .. Properties("ModelThresholdCosts", "ModelThresholdTarget", "ModelReasons", "ModelSearchTrials", "ModelSearchApply", "ModelSearchOn"),
            .. Items([Column, ProjectItems.Feature, ProjectItems.Trainer, .. OwnModel, .. TrainerCode, ProjectItems.Search]),
            Continued(),
            ProjectFile("ProjectFile"),
            .. Outputs(PrepareFiles.Training, PrepareFiles.Schema),
        ],
        Leaves = [SearchFiles.Report, SearchFiles.Page],
    };

    /// <summary>The stages in the order of the way.</summary>
    public static IReadOnlyList<StageDefinition> All { get; } =
        [Prepare, Automl, Train, Challenge, Evaluate, Gate, Export, Package, Attest, Accept, Reproduce, Monitor, Collect, Retrain, Search];

    /// <summary>The stages that every build of a model runs, in their order.</summary>
    public static IEnumerable<StageDefinition> OfBuild => All.Where(s => s.IsOfBuild);

    // What is looked at of production.
    private static string[] ProductionWindow =>
    [
        "ModelMonitorLog", "ModelMonitorReference", "ModelMonitorFrom", "ModelMonitorTo", "ModelMonitorDays", "ModelMonitorChunk", "ModelMonitorVersion",
        "ModelMonitorChannel", "ModelDriftThreshold", "ModelMonitorHistory", "ModelMonitorPackage", "ModelMonitorFeed", "ModelMonitorPostgres",
    ];

    // When and how a model is trained again.
    private static string[] Retraining =>
    [
        "ModelRetrainBecause", "ModelRetrainAtMost", "ModelRetrainHoldout", "ModelRetrainMinRows", "ModelRetrainMetric", "ModelRetrainPolicy", "ModelRetrainTraining",
        "ModelRetrainHistory", "RetrainFolder",
    ];

    // The trainers, where trials choose them.
    private static IEnumerable<StageDependency> Chosen => Outputs(AutomlFiles.Choice).Select(f => f.When(StageConditions.IsAuto));

    // What a model is trained by. Threshold and name are written into it.
    private static IEnumerable<StageDependency> Training =>
        [
            .. Properties("ModelName", "ModelSeed", "ModelValidationFraction", "ModelSplit", "ModelSplitGap", "ModelFolds", "ModelRefit", "ModelEnsemble", "ModelClassificationThreshold"),
            .. Properties("ModelCalibration", "ModelThresholdCosts", "ModelThresholdTarget", "ModelPredictionInterval", "ModelPredictionIntervalMethod"),
            .. Items([Column, ProjectItems.Feature, ProjectItems.Trainer, .. OwnModel, .. TrainerCode]),
            Continued(),
        ];

    /// <summary>The stage of a name, without case; null when there is none.</summary>
    /// <param name="name">The name.</param>
    public static StageDefinition? Find(string name) => All.FirstOrDefault(s => string.Equals(s.Name, name, StringComparison.OrdinalIgnoreCase));
}
