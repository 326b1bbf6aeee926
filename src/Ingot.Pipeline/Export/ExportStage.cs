using System.Text.Json;
using Ingot.Artifacts.Stages;
using Ingot.Core;
using Ingot.Core.Gates;
using Ingot.Core.Metrics;

namespace Ingot.Pipeline.Export;

/// <summary>Export: the model, its evidence and its card together, ready to be packed. No second model and no second card is made.</summary>
internal static class ExportStage
{
    public static bool Run(StageContext context)
    {
        foreach (var (from, to) in ExportFiles.Copies)
        {
            Copy(context.Input(from), context.OutputFile(to));
        }

        foreach (var (from, to) in ExportFiles.OptionalCopies)
        {
            if (context.TryInput(from) is { } file)
            {
                Copy(file, context.OutputFile(to));
            }
        }

        _ = VerdictsFile.Read(context.Input(GateFiles.Verdicts));
        var metrics = MetricsFile.Read(context.Input(EvaluateFiles.Metrics));
        context = context with { Spec = context.Spec.Deciding(metrics.Threshold) };
        var schema = context.ReadSchema();
        SideBySide.Run(
            context.Threads,
            () => context.Write(ExportFiles.Golden, GoldenRows.Of(context, schema, metrics).ToJson()),
            () => MonitoringRows.Write(context, schema, metrics));
        return true;
    }

    // A package is read by others, who cannot build again: what is damaged does not get into it.
    private static void Copy(string from, string to)
    {
        try
        {
            if (Path.GetExtension(from) == ".json")
            {
                using var document = JsonDocument.Parse(File.ReadAllBytes(from));
            }
        }
        catch (JsonException e)
        {
            throw JsonFormat.Damaged(from, e);
        }

        File.Copy(from, to);
    }
}
