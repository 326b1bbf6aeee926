using Ingot.Core.Gates;
using Ingot.Core.Importances;
using Ingot.Core.Metrics;
using Ingot.Core.Scores;
using Ingot.Core.Slices;
using Ingot.Packaging;
using Ingot.Packaging.Cards;

namespace Ingot.Pipeline;

/// <summary>Export: the model, its evidence and its card together, ready to be packed. No second model is written.</summary>
internal static class ExportStage
{
    public static bool Run(StageContext context)
    {
        var spec = context.Spec;
        var content = Content(context);
        Copy(context, Stage.Train, StageFiles.Model, $"{spec.Name}.onnx");
        Copy(context, Stage.Evaluate, StageFiles.Metrics, StageFiles.Metrics);
        Copy(context, Stage.Gate, StageFiles.Verdicts, StageFiles.Verdicts);
        Copy(context, Stage.Prepare, StageFiles.Schema, $"{spec.Name}.schema.json");
        Copy(context, Stage.Prepare, StageFiles.Profile, StageFiles.Profile);
        StageFiles.WriteText(context.OutputFile(StageFiles.Golden), GoldenRows.Of(context, content.Schema, content.Metrics).ToJson());
        foreach (var optional in new[] { StageFiles.Importance, StageFiles.Slices, StageFiles.BaselineMetrics })
        {
            if (context.TryInput(Stage.Evaluate, optional) is { } file)
            {
                File.Copy(file, context.OutputFile(optional));
            }
        }

        StageFiles.WriteText(context.OutputFile("README.md"), ModelCard.ToMarkdown(content));
        StageFiles.WriteText(context.OutputFile(StageFiles.Card), HtmlCard.ToHtml(content));
        StageFiles.WriteText(context.OutputFile(StageFiles.CycloneDxCard), CycloneDxModelCard.ToJson(content));
        return true;
    }

    private static CardContent Content(StageContext context)
    {
        var spec = context.Spec;
        var metrics = MetricsFile.Read(context.Input(Stage.Evaluate, StageFiles.Metrics));
        var verdicts = VerdictsFile.Read(context.Input(Stage.Gate, StageFiles.Verdicts));
        return new CardContent
        {
            Spec = spec,
            Schema = context.ReadSchema(),
            Metrics = metrics,
            Verdicts = verdicts,
            Namespace = context.Document.Get("RootNamespace") ?? spec.PackageId,
            Baseline = Baseline(context, metrics),
            Importance = context.TryInput(Stage.Evaluate, StageFiles.Importance) is { } importance ? ImportanceFile.Read(importance) : null,
            SliceSearch = context.TryInput(Stage.Evaluate, StageFiles.Slices) is { } slices ? SlicesFile.Read(slices) : null,
            Score = Score(context, metrics, verdicts),
            Profile = CardProfile.Read(context.Input(Stage.Prepare, StageFiles.Profile)),
            Predictions = PredictionSets.Read(context),
            Origin = CardOrigins.Of(context),
        };
    }

    /// <summary>The score without what only this machine knows: the same sources give the same card, whether somebody reproduced the model here or not.</summary>
    private static MLTestReport Score(StageContext context, MetricsReport metrics, IReadOnlyList<Verdict> verdicts) =>
        MLTestScorer.Score(TestScore.EvidenceOf(context, metrics, verdicts) with { IsReproduced = false });

    /// <summary>The released baseline, else the accepted result where it is another model on the same reference rows.</summary>
    private static CardBaseline? Baseline(StageContext context, MetricsReport metrics)
    {
        if (context.TryInput(Stage.Evaluate, StageFiles.BaselineMetrics) is { } file)
        {
            var released = MetricsFile.Read(file);
            return new CardBaseline(released.Version, "the released package", released.Metrics);
        }

        var spec = context.Spec;
        if (!File.Exists(spec.AcceptedFile))
        {
            return null;
        }

        var accepted = AcceptedFile.Read(spec.AcceptedFile);
        return accepted.ReferenceDataSha256 == StageContext.HashOfReferenceData(spec) && !accepted.ModelSha256.Values.Contains(metrics.OnnxSha256)
            ? new CardBaseline(accepted.Version, "the accepted result", accepted.Metrics)
            : null;
    }

    private static void Copy(StageContext context, Stage stage, string file, string name) =>
        File.Copy(context.Input(stage, file), context.OutputFile(name));
}
