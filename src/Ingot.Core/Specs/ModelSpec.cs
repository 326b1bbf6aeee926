using System.Runtime.InteropServices;
using Ingot.Core.Behaviour;
using Ingot.Core.Diagnostics;
using Ingot.Core.Drift;
using Ingot.Core.Predictions;
using Ingot.Core.Readiness;
using Ingot.Core.Schemas;

namespace Ingot.Core.Specs;

/// <summary>All that a model project says, parsed and checked: what every stage is told.</summary>
public sealed record ModelSpec
{
    /// <summary>The property that says how intervals are made.</summary>
    public const string IntervalMethodProperty = "ModelPredictionIntervalMethod";

    /// <summary>The model's name: the project file's, such as <c>Churn</c>; a C# identifier once sanitised.</summary>
    [FromProject("ModelName")]
    public required string Name { get; init; }

    /// <summary>The package's version, such as <c>1.4.0</c>.</summary>
    [FromProject("Version")]
    public required string Version { get; init; }

    /// <summary>The package's id, such as <c>Contoso.Churn</c>.</summary>
    [FromProject("PackageId")]
    public required string PackageId { get; init; }

    /// <summary>Full path of the project file: the place of diagnostics that have no better one.</summary>
    [FromProject("ProjectFile")]
    public required string ProjectFile { get; init; }

    /// <summary>Full path of <c>&lt;Model&gt;.schema.json</c>, which may not exist yet.</summary>
    [FromProject("ModelSchemaFile")]
    public required string SchemaFile { get; init; }

    /// <summary>The project file as the place of diagnostics.</summary>
    public SourceLocation Location => new(ProjectFile);

    /// <summary>Where files of the user's set properties, by name.</summary>
    public IReadOnlyDictionary<string, SourceLocation> PropertyLocations { get; init; } = new Dictionary<string, SourceLocation>();

    /// <summary>The schema file as the place of diagnostics.</summary>
    public SourceLocation SchemaLocation => new(SchemaFile);

    /// <summary>The trainer's item as the place of diagnostics.</summary>
    public SourceLocation TrainerLocation => Trainer.Location;

    /// <summary>Full path of <c>&lt;Model&gt;.accepted.json</c>, which may not exist yet.</summary>
    [FromProject("ModelAcceptedFile")]
    public required string AcceptedFile { get; init; }

    /// <summary>Property <c>ModelBaselineVersion</c>: the released package to compare with; null: the accepted result.</summary>
    [FromProject("ModelBaselinePackage", "ModelBaselineVersion")]
    public BaselineSpec? Baseline { get; init; }

    /// <summary>The released packages that gates name by <c>Against</c>; null: no gate does.</summary>
    [FromProject("ModelReleasesPackage", "ModelReleases", "ModelBestOf")]
    public ReleasesSpec? Releases { get; init; }

    /// <summary>Property <c>ModelContinueFrom</c>: the released package on top of whose model further trees are learned; null: the training starts anew.</summary>
    [FromProject("ModelContinueFrom")]
    public BaselineSpec? Continued { get; init; }

    /// <summary>Property <c>ModelTask</c>; null: inferred from the label, then written into the schema.</summary>
    [FromProject("ModelTask")]
    public ModelTask? Task { get; init; }

    /// <summary>
    /// Property <c>ModelLabel</c>: the column that is predicted; of an anomaly detection the one that tells which rows are anomalies, and null where it has none.
    /// </summary>
    [FromProject("ModelLabel")]
    public required string? Label { get; init; }

    /// <summary>Property <c>ModelPositiveClass</c> (binary); null: inferred (<c>1</c>, <c>true</c>, <c>yes</c>, else the rarer class).</summary>
    [FromProject("ModelPositiveClass")]
    public string? PositiveClass { get; init; }

    /// <summary>Items <c>TrainingData</c>.</summary>
    [FromProject("TrainingData")]
    public required IReadOnlyList<DataSource> TrainingData { get; init; }

    /// <summary>Items <c>ReferenceData</c>; empty when <see cref="ReferenceFraction"/> is set.</summary>
    [FromProject("ReferenceData")]
    public required IReadOnlyList<DataSource> ReferenceData { get; init; }

    /// <summary>
    /// Property <c>ModelReferenceFraction</c>: the share of the training rows, above 0 and below 1, that is held back as reference data
    /// where there are no <c>ReferenceData</c>. A row goes by the hash of its values. Default: none.
    /// </summary>
    [FromProject("ModelReferenceFraction")]
    public double? ReferenceFraction { get; init; }

    /// <summary>Items <c>Column</c>.</summary>
    [FromProject("Column")]
    public IReadOnlyList<ColumnSpec> Columns { get; init; } = [];

    /// <summary>Items <c>Feature</c>: features that are computed from columns.</summary>
    [FromProject("Feature")]
    public IReadOnlyList<FeatureSpec> Features { get; init; } = [];

    /// <summary>Property <c>ModelMissingValues</c>: words that mean a missing value in every column; null: those of CSV files (<see cref="Reading.TextReading.DefaultMissingWords"/>).</summary>
    [FromProject("ModelMissingValues")]
    public IReadOnlyList<string>? MissingWords { get; init; }

    /// <summary>Item <c>Trainer</c>; LightGBM with its defaults when the project has none.</summary>
    [FromProject("Trainer", "PretrainedModel")]
    public required TrainerSpec Trainer { get; init; }

    /// <summary>Full paths of the built assembly with a learner of the project's own, first, and of those that it needs; empty: there is none.</summary>
    [FromProject("TrainerAssembly", "TrainerProject")]
    public IReadOnlyList<string> TrainerAssemblies { get; init; } = [];

    /// <summary>Several items <c>Trainer</c> with the property <c>ModelEnsemble</c>: the model is made of all of them. Null: there is one trainer.</summary>
    [FromProject("Trainer", "ModelEnsemble")]
    public EnsembleSpec? Ensemble { get; init; }

    /// <summary>The model of the project's own, which none of Ingot's trainers learns; null: one of them does.</summary>
    [FromProject("Trainer", "PretrainedModel", "ModelInput", "ModelOutput", "TrainerInput", "TrainerAssembly", "TrainerProject")]
    public OwnModelSpec? OwnModel { get; init; }

    /// <summary>Items <c>Slice</c>.</summary>
    [FromProject("Slice")]
    public IReadOnlyList<SliceSpec> Slices { get; init; } = [];

    /// <summary>Items <c>Gate</c>.</summary>
    [FromProject("Gate")]
    public IReadOnlyList<GateSpec> Gates { get; init; } = [];

    /// <summary>Items such as <c>InvarianceTest</c>: laws about what the model does.</summary>
    [FromProject("InvarianceTest", "DirectionalTest", "ExpectedPrediction", "FairnessGate", "CalibrationGate", "StabilityTest", "SimplerModelTest", "LeakageTest", "StalenessTest")]
    public IReadOnlyList<BehaviourTest> Tests { get; init; } = [];

    /// <summary>Of <see cref="Tests"/> those that compare the model with further ones.</summary>
    [FromProject("StabilityTest", "SimplerModelTest", "LeakageTest", "StalenessTest")]
    public IReadOnlyList<ComparisonTest> ComparisonTests => [.. Tests.OfType<ComparisonTest>()];

    /// <summary>The slices that gates name, each once, in their order.</summary>
    [FromProject("Gate.Slice")]
    public IReadOnlyList<string> GateSlices => [.. Gates.Select(g => g.Slice).OfType<string>().Distinct(StringComparer.Ordinal)];

    /// <summary>Property <c>ModelFindWeakSlices</c>. Default <see cref="WeakSliceMode.Report"/>.</summary>
    [FromProject("ModelFindWeakSlices")]
    public WeakSliceMode FindWeakSlices { get; init; }

    /// <summary>Property <c>ModelGateCorrection</c>: how many change gates are kept from failing by chance. Default <see cref="GateCorrection.Holm"/>.</summary>
    [FromProject("ModelGateCorrection")]
    public GateCorrection GateCorrection { get; init; }

    /// <summary>Items <c>MonitorGate</c>, in the order of the project: what production must keep.</summary>
    [FromProject("MonitorGate")]
    public IReadOnlyList<MonitorGateSpec> MonitorGates { get; init; } = [];

    /// <summary>What is looked at of production, and how.</summary>
    [FromProject(
        "ModelMonitorLog", "ModelMonitorReference", "ModelMonitorFrom", "ModelMonitorTo", "ModelMonitorDays", "ModelMonitorChunk", "ModelMonitorVersion", "ModelMonitorChannel",
        "ModelDriftThreshold", "ModelMonitorHistory", "ModelMonitorPackage", "ModelMonitorFeed", "ModelMonitorPostgres", "MonitorData")]
    public MonitorSpec Monitor { get; init; } = new();

    /// <summary>Property <c>ModelDriftThreshold</c>, which <see cref="Monitor"/> has too: what a package says of its monitoring needs nothing else of that.</summary>
    [FromProject("ModelDriftThreshold")]
    public DriftThresholdMode DriftThreshold => Monitor.Threshold;

    /// <summary>When the model is trained again, on which rows, and what it must prove.</summary>
    [FromProject(
        "ModelRetrainBecause", "ModelRetrainAtMost", "ModelRetrainHoldout", "ModelRetrainMinRows", "ModelRetrainMetric", "ModelRetrainPolicy", "ModelRetrainTraining",
        "ModelRetrainHistory", "RetrainTrigger", "RetrainFolder")]
    public RetrainSpec Retrain { get; init; } = new();

    /// <summary>What of the trainer is searched for; null where nothing of it was read.</summary>
    [FromProject("Search", "ModelSearchTrials", "ModelSearchApply")]
    public SearchSpec? Search { get; init; }

    /// <summary>Property <c>ModelSearchOn</c>: who gives the trials of a search, or of the trainer <c>Auto</c>, machines, as <c>slurm --slurm=--mem=8G</c>; null: they are made in the stage's own process. Nothing of what is found depends on it.</summary>
    [FromProject("ModelSearchOn")]
    public string? SearchOn { get; init; }

    /// <summary>Items <c>MLTest</c>: tests of the ML Test Score that the build cannot see by itself.</summary>
    [FromProject("MLTest")]
    public IReadOnlyList<MLTestDeclaration> MLTests { get; init; } = [];

    /// <summary>Property <c>ModelMinTestScore</c>: the least ML Test Score, 0 to 7, with which the model passes. Default: any.</summary>
    [FromProject("ModelMinTestScore")]
    public double? MinTestScore { get; init; }

    /// <summary>Property <c>ModelRemoveDuplicates</c>: drops exact duplicates of earlier rows from training and reference data. Default false.</summary>
    [FromProject("ModelRemoveDuplicates")]
    public bool RemoveDuplicates { get; init; }

    /// <summary>Property <c>ModelFilter</c>: an SQL condition; rows that do not fulfil it are dropped from training and reference data.</summary>
    [FromProject("ModelFilter")]
    public string? Filter { get; init; }

    /// <summary>Property <c>ModelMaxLeakage</c>: the share of reference rows that may also stand in the training data. Default 0.05.</summary>
    [FromProject("ModelMaxLeakage")]
    public double MaxLeakage { get; init; } = 0.05;

    /// <summary>Property <c>ModelValidationFraction</c>: share of the training rows held out for early stopping and parity. Default 0.1.</summary>
    [FromProject("ModelValidationFraction")]
    public double ValidationFraction { get; init; } = 0.1;

    /// <summary>Property <c>ModelSplit</c>: how rows are divided; null: by the schema (<see cref="SplitPlan"/>).</summary>
    [FromProject("ModelSplit")]
    public SplitKind? Split { get; init; }

    /// <summary>Property <c>ModelSplitGap</c>: how much time before the held-out rows is left out of those that are learned from, by time. Default none.</summary>
    [FromProject("ModelSplitGap")]
    public TimeSpan SplitGap { get; init; }

    /// <summary>Property <c>ModelFolds</c>: how many folds the cross-validation of the model has, 2 to 100; 0: there is none. Default 0.</summary>
    [FromProject("ModelFolds")]
    public int Folds { get; init; }

    /// <summary>Property <c>ModelRefit</c>: whether the final model is fitted on all training rows, the held-out ones among them. Default <see cref="RefitMode.Auto"/>.</summary>
    [FromProject("ModelRefit")]
    public RefitMode Refit { get; init; }

    /// <summary>Property <c>ModelClassificationThreshold</c>: probability from which the positive class is predicted (binary). Default 0.5.</summary>
    [FromProject("ModelClassificationThreshold")]
    public double ClassificationThreshold { get; init; } = 0.5;

    /// <summary>Property <c>ModelCalibration</c>. Default <see cref="CalibrationMethod.None"/>.</summary>
    [FromProject("ModelCalibration")]
    public CalibrationMethod Calibration { get; init; }

    /// <summary>Property <c>ModelThresholdCosts</c>: the threshold is chosen so that wrong decisions cost least (binary); null: it is not chosen by costs.</summary>
    [FromProject("ModelThresholdCosts")]
    public DecisionCosts? ThresholdCosts { get; init; }

    /// <summary>Property <c>ModelThresholdTarget</c>: the threshold is chosen so that decisions reach this (binary); null: it is not chosen by a target.</summary>
    [FromProject("ModelThresholdTarget")]
    public ThresholdTarget? ThresholdTarget { get; init; }

    /// <summary>Property <c>ModelPredictionInterval</c>: the share of true values that the interval of a prediction has, 0.5 to 0.999 (regression); null: there are no intervals.</summary>
    [FromProject("ModelPredictionInterval")]
    public double? PredictionInterval { get; init; }

    /// <summary>Property <c>ModelPredictionIntervalMethod</c>: how intervals are made, where there are some. Default <see cref="IntervalMethod.Conformal"/>.</summary>
    [FromProject(IntervalMethodProperty)]
    public IntervalMethod IntervalMethod { get; init; }

    /// <summary>The same, with the threshold that Train chose.</summary>
    /// <param name="threshold">The threshold that a model says of itself; null: none was chosen.</param>
    public ModelSpec Deciding(double? threshold) => threshold is { } chosen ? this with { ClassificationThreshold = chosen } : this;

    /// <summary>Property <c>ModelGoldenRows</c>: how many reference rows go into the package with their answers, 0 to 1,000. Default 20.</summary>
    [FromProject("ModelGoldenRows")]
    public int GoldenRows { get; init; } = 20;

    /// <summary>
    /// Property <c>ModelMonitoringRows</c>: how many reference rows, with label and answers, go into the package to compare production with, 0 to
    /// 100,000. Default 10,000.
    /// </summary>
    [FromProject("ModelMonitoringRows")]
    public int MonitoringRows { get; init; } = 10_000;

    /// <summary>What the packed client may cost. Default: anything.</summary>
    [FromProject("ModelMaxLoadTime", "ModelMaxMemory", "ModelMaxLatency")]
    public PackageBudgets PackageBudgets { get; init; } = new(null, null, null);

    /// <summary>Property <c>ModelSeed</c>: the seed of every random choice. Default 1.</summary>
    [FromProject("ModelSeed")]
    public int Seed { get; init; } = 1;

    /// <summary>Property <c>ModelPermutationImportance</c>: whether Evaluate measures what each feature is worth. Default true.</summary>
    [FromProject("ModelPermutationImportance")]
    public bool PermutationImportance { get; init; } = true;

    /// <summary>Property <c>ModelExplanations</c>: whether Evaluate finds what columns contribute to predictions. Default true.</summary>
    [FromProject("ModelExplanations")]
    public bool Explanations { get; init; } = true;

    /// <summary>
    /// Property <c>ModelReasons</c>: how many reasons, the columns that contributed most, server and typed client give with a prediction when they are asked for them, 0 to 100.
    /// Default 0: none can be had.
    /// </summary>
    [FromProject("ModelReasons")]
    public int Reasons { get; init; }

    /// <summary>What people should consider before they use the model, for its card.</summary>
    [FromProject("ModelUsers", "ModelUseCases", "ModelLimitations", "ModelTradeoffs", "ModelEthicalConsiderations")]
    public ModelConsiderations Considerations { get; init; } = new();

    /// <summary>In CI or locked mode: a missing schema or accepted file is an error, and nothing is written beside the project.</summary>
    [FromProject("ContinuousIntegration")]
    public bool ContinuousIntegration { get; init; }

    /// <summary>One hash for what the project says about the model besides its data and its schema.</summary>
    [FromProject(
        "ModelRemoveDuplicates", "ModelFilter", "ModelReferenceFraction", "ModelValidationFraction", "ModelClassificationThreshold", "ModelSeed", "ModelRefit", "ModelSplit", "ModelSplitGap", "ModelFolds", "ModelEnsemble",
        "ModelCalibration", "ModelThresholdCosts", "ModelThresholdTarget", "ModelPredictionInterval", "ModelPredictionIntervalMethod", "ModelContinueFrom",
        "Trainer", "Column", "Feature", "PretrainedModel", "ModelInput", "ModelOutput", "TrainerInput")]
    public string ParametersSha256 { get; init; } = string.Empty;

    /// <summary>The namespace of the typed client: property <c>RootNamespace</c>, else the package's id.</summary>
    [FromProject("RootNamespace", "PackageId")]
    public string Namespace { get => field ?? PackageId; init; }

    /// <summary>The major version of C# that the typed client must compile with. Default 14.</summary>
    [FromProject("LangVersionMajor")]
    public int LanguageVersion { get; init; } = 14;

    /// <summary>The runtime identifier of the machine that builds, such as <c>linux-x64</c>. A part of every key.</summary>
    [FromProject("RuntimeIdentifier")]
    public string Platform { get; init; } = RuntimeInformation.RuntimeIdentifier;

    /// <summary>Property <c>ModelAllowBreaking</c>: the client may break applications of the baseline without a new major version. Default false.</summary>
    [FromProject("ModelAllowBreaking")]
    public bool AllowBreaking { get; init; }

    /// <summary>Full path of the built assembly with the client; null before Package.</summary>
    [FromProject("ClientAssembly")]
    public string? ClientAssembly { get; init; }

    /// <summary>Full paths of assemblies and native libraries that the client was built with.</summary>
    [FromProject("ClientAsset")]
    public IReadOnlyList<string> ClientAssets { get; init; } = [];

    /// <summary>The folder of a second build that Reproduce compares with; null: none.</summary>
    [FromProject("ReproduceFolder")]
    public string? ReproduceFolder { get; init; }

    /// <summary>What the package that is about to be packed is, and all that the project says; null for a specification that no project wrote.</summary>
    [FromProject("*")]
    public ReleaseSpec? Release { get; init; }

    /// <summary>The place of diagnostics about a property: the line that sets it, else the project file.</summary>
    /// <param name="property">Its name, such as <c>ModelFilter</c>.</param>
    public SourceLocation LocationOf(string property) => PropertyLocations.TryGetValue(property, out var place) ? place : Location;
}
