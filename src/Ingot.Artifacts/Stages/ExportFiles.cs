namespace Ingot.Artifacts.Stages;

/// <summary>What Export leaves behind, and where it goes from there. <see cref="Copies"/> are of earlier stages.</summary>
public static class ExportFiles
{
    private const string Evidence = "evidence/";

    /// <summary>The model.</summary>
    public static StageFile Model { get; } = new("Export", "{model}.onnx") { InOutput = "{model}.onnx" };

    /// <summary>The model card in Markdown, by the name that feeds look for.</summary>
    public static StageFile Readme { get; } = new("Export", "README.md") { InOutput = "{model}.card.md", InPackage = "README.md" };

    /// <summary>The model card as a page.</summary>
    public static StageFile Card { get; } = new("Export", GateFiles.Card.Pattern) { InOutput = "{model}.card.html", InPackage = Evidence + GateFiles.Card.Pattern };

    /// <summary>The model card as CycloneDX has it; in the package it is a part of the bill of materials.</summary>
    public static StageFile CycloneDxCard { get; } = new("Export", GateFiles.CycloneDxCard.Pattern) { InOutput = Evidence + GateFiles.CycloneDxCard.Pattern };

    /// <summary>The schema.</summary>
    public static StageFile Schema { get; } = Of("{model}.schema.json");

    /// <summary>Profiles of training and reference data.</summary>
    public static StageFile Profile { get; } = Of(PrepareFiles.Profile.Pattern);

    /// <summary>The metrics.</summary>
    public static StageFile Metrics { get; } = Of(EvaluateFiles.Metrics.Pattern);

    /// <summary>The verdicts.</summary>
    public static StageFile Verdicts { get; } = Of(GateFiles.Verdicts.Pattern);

    /// <summary>A few reference rows with the model's answers.</summary>
    public static StageFile Golden { get; } = Of("golden.json");

    /// <summary>Reference rows with label and answers: what production is compared with.</summary>
    public static StageFile MonitoringRows { get; } = Of("monitoring.parquet");

    /// <summary>What the project asks of production, for those who have the package and not the project.</summary>
    public static StageFile MonitoringPlan { get; } = Of("monitoring.json");

    /// <summary>What each feature is worth, if it was measured.</summary>
    public static StageFile Importance { get; } = Of(EvaluateFiles.Importance.Pattern);

    /// <summary>What columns contribute to predictions.</summary>
    public static StageFile Explanations { get; } = Of(EvaluateFiles.Explanations.Pattern);

    /// <summary>The parts of the reference data on which the model is worst, if they were searched.</summary>
    public static StageFile WeakSlices { get; } = Of(EvaluateFiles.WeakSlices.Pattern);

    /// <summary>The metrics of the released model, if there is one.</summary>
    public static StageFile BaselineMetrics { get; } = Of(EvaluateFiles.BaselineMetrics.Pattern);

    /// <summary>What is copied as it is: from which file of an earlier stage, and to which.</summary>
    public static IReadOnlyList<(StageFile From, StageFile To)> Copies { get; } =
    [
        (TrainFiles.Model, Model),
        (PrepareFiles.Schema, Schema),
        (PrepareFiles.Profile, Profile),
        (EvaluateFiles.Metrics, Metrics),
        (GateFiles.Verdicts, Verdicts),
        (GateFiles.MarkdownCard, Readme),
        (GateFiles.Card, Card),
        (GateFiles.CycloneDxCard, CycloneDxCard),
    ];

    /// <summary>The same, of files that need not be there.</summary>
    public static IReadOnlyList<(StageFile From, StageFile To)> OptionalCopies { get; } =
    [
        (EvaluateFiles.Importance, Importance),
        (EvaluateFiles.Explanations, Explanations),
        (EvaluateFiles.WeakSlices, WeakSlices),
        (EvaluateFiles.BaselineMetrics, BaselineMetrics),
    ];

    // Evidence: beside the assembly and in the package alike.
    private static StageFile Of(string pattern) => new("Export", pattern) { InOutput = Evidence + pattern, InPackage = Evidence + pattern };
}
