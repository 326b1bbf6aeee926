using Ingot.Core.Diagnostics;
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
        var rootNamespace = context.Document.Get("RootNamespace") ?? spec.PackageId;
        StageFiles.WriteText(
            context.OutputFile("README.md"), ModelCard.ToMarkdown(spec, context.ReadSchema(), metrics, verdicts, rootNamespace));

        if (context.Document.Get("OutputFolder") is { } folder)
        {
            Publish(context, folder);
        }

        return true;
    }

    private static void Copy(StageContext context, Stage stage, string file, string name) =>
        File.Copy(context.Input(stage, file), context.OutputFile(name));

    private static void Publish(StageContext context, string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            foreach (var file in Directory.EnumerateFiles(context.Output))
            {
                AtomicCopy(file, Path.Combine(folder, Path.GetFileName(file)));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IngotException(
                ExportDiagnostics.OutputNotWritable.At(
                    context.Document.Location,
                    $"The output folder cannot be written: {e.Message} Free some space or make the folder writable, and build again."),
                e);
        }
    }

    private static void AtomicCopy(string source, string destination)
    {
        var temporary = $"{destination}.tmp-{Environment.ProcessId}";
        File.Copy(source, temporary, overwrite: true);
        File.Move(temporary, destination, overwrite: true);
    }
}
