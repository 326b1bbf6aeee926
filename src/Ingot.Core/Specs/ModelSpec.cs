using Ingot.Core.Behaviour;
using Ingot.Core.Readiness;
using Ingot.Core.Schemas;

namespace Ingot.Core.Specs;

/// <summary>All that a model project says, parsed and checked: what every stage is told.</summary>
public sealed record ModelSpec
{
    /// <summary>The model's name: the project file's, such as <c>Churn</c>; a C# identifier once sanitised.</summary>
    public required string Name { get; init; }

    /// <summary>The package's version, such as <c>1.4.0</c>.</summary>
    public required string Version { get; init; }

    /// <summary>The package's id, such as <c>Contoso.Churn</c>.</summary>
    public required string PackageId { get; init; }

    /// <summary>Full path of the project file: the place of diagnostics that have no better one.</summary>
    public required string ProjectFile { get; init; }

    /// <summary>Full path of <c>&lt;Model&gt;.schema.json</c>, which may not exist yet.</summary>
    public required string SchemaFile { get; init; }

    /// <summary>Full path of <c>&lt;Model&gt;.accepted.json</c>, which may not exist yet.</summary>
    public required string AcceptedFile { get; init; }

    /// <summary>Property <c>ModelBaselineVersion</c>: the released package to compare with; null: the accepted result.</summary>
    public BaselineSpec? Baseline { get; init; }

    /// <summary>Property <c>ModelTask</c>; null: inferred from the label, then written into the schema.</summary>
    public ModelTask? Task { get; init; }

    /// <summary>Property <c>ModelLabel</c>: the column that is predicted.</summary>
    public required string Label { get; init; }

    /// <summary>Property <c>ModelPositiveClass</c> (binary); null: inferred (<c>1</c>, <c>true</c>, <c>yes</c>, else the rarer class).</summary>
    public string? PositiveClass { get; init; }

    /// <summary>Items <c>TrainingData</c>.</summary>
    public required IReadOnlyList<DataSource> TrainingData { get; init; }

    /// <summary>Items <c>ReferenceData</c>; empty when <see cref="ReferenceFraction"/> is set.</summary>
    public required IReadOnlyList<DataSource> ReferenceData { get; init; }

    /// <summary>
    /// Property <c>ModelReferenceFraction</c>: the share of the training rows, above 0 and below 1, that is held back as reference data
    /// where there are no <c>ReferenceData</c>. A row goes by the hash of its values. Default: none.
    /// </summary>
    public double? ReferenceFraction { get; init; }

    /// <summary>Items <c>Column</c>.</summary>
    public IReadOnlyList<ColumnSpec> Columns { get; init; } = [];

    /// <summary>Item <c>Trainer</c>; LightGBM with its defaults when the project has none.</summary>
    public required TrainerSpec Trainer { get; init; }

    /// <summary>Items <c>Slice</c>.</summary>
    public IReadOnlyList<SliceSpec> Slices { get; init; } = [];

    /// <summary>Items <c>Gate</c>.</summary>
    public IReadOnlyList<GateSpec> Gates { get; init; } = [];

    /// <summary>Items such as <c>InvarianceTest</c>: laws about what the model does.</summary>
    public IReadOnlyList<BehaviourTest> Tests { get; init; } = [];

    /// <summary>Property <c>ModelFindWeakSlices</c>. Default <see cref="WeakSliceMode.Report"/>.</summary>
    public WeakSliceMode FindWeakSlices { get; init; }

    /// <summary>Property <c>ModelGateCorrection</c>: how many change gates are kept from failing by chance. Default <see cref="GateCorrection.Holm"/>.</summary>
    public GateCorrection GateCorrection { get; init; }

    /// <summary>Items <c>MLTest</c>: tests of the ML Test Score that the build cannot see by itself.</summary>
    public IReadOnlyList<MLTestDeclaration> MLTests { get; init; } = [];

    /// <summary>Property <c>ModelMinTestScore</c>: the least ML Test Score, 0 to 7, with which the model passes. Default: any.</summary>
    public double? MinTestScore { get; init; }

    /// <summary>Property <c>ModelRemoveDuplicates</c>: drops exact duplicates of earlier rows from training and reference data. Default false.</summary>
    public bool RemoveDuplicates { get; init; }

    /// <summary>Property <c>ModelFilter</c>: an SQL condition; rows that do not fulfil it are dropped from training and reference data.</summary>
    public string? Filter { get; init; }

    /// <summary>Property <c>ModelMaxLeakage</c>: the share of reference rows that may also stand in the training data. Default 0.05.</summary>
    public double MaxLeakage { get; init; } = 0.05;

    /// <summary>Property <c>ModelValidationFraction</c>: share of the training rows held out for early stopping and parity. Default 0.1.</summary>
    public double ValidationFraction { get; init; } = 0.1;

    /// <summary>Property <c>ModelClassificationThreshold</c>: probability from which the positive class is predicted (binary). Default 0.5.</summary>
    public double ClassificationThreshold { get; init; } = 0.5;

    /// <summary>Property <c>ModelGoldenRows</c>: how many reference rows go into the package with their answers, 0 to 1,000. Default 20.</summary>
    public int GoldenRows { get; init; } = 20;

    /// <summary>What the packed client may cost. Default: anything.</summary>
    public PackageBudgets PackageBudgets { get; init; } = new(null, null, null);

    /// <summary>Property <c>ModelSeed</c>: of every random choice. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Property <c>ModelPermutationImportance</c>: whether Evaluate measures what each feature is worth. Default true.</summary>
    public bool PermutationImportance { get; init; } = true;

    /// <summary>What people should consider before they use the model, for its card.</summary>
    public ModelConsiderations Considerations { get; init; } = new();

    /// <summary>In CI or locked mode: a missing schema or accepted file is an error, and nothing is written beside the project.</summary>
    public bool ContinuousIntegration { get; init; }
}
