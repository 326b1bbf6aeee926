namespace Ingot.Artifacts.Stages;

/// <summary>The types of the items of a model project, and what is a file among them.</summary>
public static class ProjectItems
{
    /// <summary>Files of rows to learn from.</summary>
    public const string TrainingData = "TrainingData";

    /// <summary>Files of rows to be measured on.</summary>
    public const string ReferenceData = "ReferenceData";

    /// <summary>What the project says of a column.</summary>
    public const string Column = "Column";

    /// <summary>A feature that is computed from columns.</summary>
    public const string Feature = "Feature";

    /// <summary>The trainer and its parameters.</summary>
    public const string Trainer = "Trainer";

    /// <summary>An ONNX file that was trained elsewhere: the model, instead of a trainer.</summary>
    public const string PretrainedModel = "PretrainedModel";

    /// <summary>What an input of a model of the project's own is made of.</summary>
    public const string ModelInput = "ModelInput";

    /// <summary>Which output of a model of the project's own is its answer.</summary>
    public const string ModelOutput = "ModelOutput";

    /// <summary>A file that a trainer of the project's own depends on.</summary>
    public const string TrainerInput = "TrainerInput";

    /// <summary>A C# project with the code of a trainer.</summary>
    public const string TrainerProject = "TrainerProject";

    /// <summary>The built assembly with the code of a trainer, first, and those that it needs: made from a <see cref="TrainerProject"/>, or named.</summary>
    public const string TrainerAssembly = "TrainerAssembly";

    /// <summary>A part of the reference data that is measured apart.</summary>
    public const string Slice = "Slice";

    /// <summary>What a metric must be.</summary>
    public const string Gate = "Gate";

    /// <summary>What production must keep.</summary>
    public const string MonitorGate = "MonitorGate";

    /// <summary>A table of what was served, where it is no prediction log of Ingot's, with metadata that say which column holds what.</summary>
    public const string MonitorData = "MonitorData";

    /// <summary>What makes the model be trained again.</summary>
    public const string RetrainTrigger = "RetrainTrigger";

    /// <summary>What of the trainer is searched for, and how.</summary>
    public const string Search = "Search";

    /// <summary>A test of the ML Test Score that the build cannot see by itself.</summary>
    public const string MLTest = "MLTest";

    /// <summary>The metadata of an <see cref="MLTest"/> that names its evidence: a file, a folder or an address.</summary>
    public const string Evidence = "Evidence";

    /// <summary>A model that any project uses, by its channel.</summary>
    public const string ModelReference = "ModelReference";

    /// <summary>Package: the built assembly.</summary>
    public const string ClientAssembly = "ClientAssembly";

    /// <summary>Package: assemblies and native libraries of the packages that it was built with.</summary>
    public const string ClientAsset = "ClientAsset";

    /// <summary>Attest: a file of the package that the project names, with metadata <c>PackagePath</c>.</summary>
    public const string PackageFile = "PackageFile";

    /// <summary>Attest: a file of the package that the build made, with metadata <c>TargetPath</c> and <c>TargetFramework</c>.</summary>
    public const string PackageOutput = "PackageOutput";

    /// <summary>Attest: a file that is compiled in or imported, with its path in the repository as metadata <c>Path</c>.</summary>
    public const string SourceFile = "SourceFile";

    /// <summary>Attest: a path in the repository that differs from the commit, with metadata <c>How</c>.</summary>
    public const string SourceDifference = "SourceDifference";

    /// <summary>Rows with the answer that the model must give.</summary>
    public const string ExpectedPrediction = "ExpectedPrediction";

    private const string Values = "Values";

    private static readonly HashSet<string> Files = [TrainingData, ReferenceData, PretrainedModel, TrainerInput, TrainerAssembly, ClientAssembly, ClientAsset, PackageFile, PackageOutput, SourceFile];

    /// <summary>Tests that compare the model with further ones, which Challenge trains.</summary>
    public static IReadOnlyList<string> ComparisonTests { get; } = ["StabilityTest", "SimplerModelTest", "LeakageTest", "StalenessTest"];

    /// <summary>Tests of what the model does.</summary>
    public static IReadOnlyList<string> BehaviourTests { get; } =
        ["InvarianceTest", "DirectionalTest", ExpectedPrediction, "FairnessGate", "CalibrationGate", .. ComparisonTests];

    /// <summary>How a project brings a model of its own, as people write it.</summary>
    public static IReadOnlyList<string> OwnModel { get; } = [PretrainedModel, ModelInput, ModelOutput, TrainerInput];

    /// <summary>C# that trains the model.</summary>
    public static IReadOnlyList<string> TrainerCode { get; } = [TrainerAssembly, TrainerProject];

    /// <summary>What people write in a model project for its build.</summary>
    public static IReadOnlyList<string> OfBuild { get; } = [TrainingData, ReferenceData, Column, Feature, Trainer, .. OwnModel, Slice, Gate, .. BehaviourTests, MLTest];

    /// <summary>All that people write in a model project.</summary>
    public static IReadOnlyList<string> All { get; } = [.. OfBuild, .. TrainerCode, MonitorGate, MonitorData, RetrainTrigger, Search];

    /// <summary>Whether items of a type are what the build says of the package to Attest: its files, its sources.</summary>
    /// <param name="itemType">The type.</param>
    public static bool IsOfRelease(string itemType) => itemType is PackageFile or PackageOutput or SourceFile or SourceDifference;

    /// <summary>Whether an item names a file whose content counts. An expected prediction does unless its row stands in the item.</summary>
    /// <param name="itemType">The item's type.</param>
    /// <param name="item">The item.</param>
    public static bool IsFile(string itemType, IProjectFact item) =>
        Files.Contains(itemType) || (itemType == ExpectedPrediction && item.Metadata(Values).Length == 0);

    /// <summary>Whether the data of an item may be elsewhere, known by a pointer or by the accepted result.</summary>
    /// <param name="itemType">The item's type.</param>
    public static bool IsData(string itemType) => itemType is TrainingData or ReferenceData or ExpectedPrediction;
}
