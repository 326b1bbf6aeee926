using Ingot.Core.Gates;
using Ingot.Core.Metrics;
using Ingot.Packaging;

namespace Ingot.Pipeline;

/// <summary>Export: the model, its evidence and its card together, ready to be packed. No second model is written.</summary>
internal static class ExportStage
{
    public static bool Run(StageContext context)
    {
        var spec = context.Spec;
        var metrics = MetricsFile.Read(context.Input(Stage.Evaluate, StageFiles.Metrics));
        var verdicts = VerdictsFile.Read(context.Input(Stage.Gate, StageFiles.Verdicts));

        Copy(context, Stage.Train, StageFiles.Model, $"{spec.Name}.onnx");
        Copy(context, Stage.Evaluate, StageFiles.Metrics, StageFiles.Metrics);
        Copy(context, Stage.Gate, StageFiles.Verdicts, StageFiles.Verdicts);
        Copy(context, Stage.Prepare, StageFiles.Schema, $"{spec.Name}.schema.json");
        Copy(context, Stage.Prepare, StageFiles.Profile, StageFiles.Profile);
        StageFiles.WriteText(context.OutputFile(StageFiles.Golden), GoldenRows.Of(context, context.ReadSchema(), metrics).ToJson());
        var rootNamespace = context.Document.Get("RootNamespace") ?? spec.PackageId;
        StageFiles.WriteText(
            context.OutputFile("README.md"), ModelCard.ToMarkdown(spec, context.ReadSchema(), metrics, verdicts, rootNamespace));
        return true;
    }

    private static void Copy(StageContext context, Stage stage, string file, string name) =>
        File.Copy(context.Input(stage, file), context.OutputFile(name));
}
