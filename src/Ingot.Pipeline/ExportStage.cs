using Ingot.Core.Metrics;

namespace Ingot.Pipeline;

/// <summary>Export: the model, its evidence and its card together, ready to be packed. No second model and no second card is made.</summary>
internal static class ExportStage
{
    public static bool Run(StageContext context)
    {
        var spec = context.Spec;
        var metrics = MetricsFile.Read(context.Input(Stage.Evaluate, StageFiles.Metrics));
        Copy(context, Stage.Train, StageFiles.Model, $"{spec.Name}.onnx");
        Copy(context, Stage.Evaluate, StageFiles.Metrics, StageFiles.Metrics);
        Copy(context, Stage.Gate, StageFiles.Verdicts, StageFiles.Verdicts);
        Copy(context, Stage.Gate, StageFiles.MarkdownCard(spec.Name), StageFiles.Readme);
        Copy(context, Stage.Gate, StageFiles.Card, StageFiles.Card);
        Copy(context, Stage.Gate, StageFiles.CycloneDxCard, StageFiles.CycloneDxCard);
        Copy(context, Stage.Prepare, StageFiles.Schema, $"{spec.Name}.schema.json");
        Copy(context, Stage.Prepare, StageFiles.Profile, StageFiles.Profile);
        StageFiles.WriteText(context.OutputFile(StageFiles.Golden), GoldenRows.Of(context, context.ReadSchema(), metrics).ToJson());
        foreach (var optional in new[] { StageFiles.Importance, StageFiles.Slices, StageFiles.BaselineMetrics })
        {
            if (context.TryInput(Stage.Evaluate, optional) is { } file)
            {
                File.Copy(file, context.OutputFile(optional));
            }
        }

        return true;
    }

    private static void Copy(StageContext context, Stage stage, string file, string name) =>
        File.Copy(context.Input(stage, file), context.OutputFile(name));
}
