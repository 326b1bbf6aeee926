using Ingot.Artifacts.Stages;
using Ingot.Core.Metrics;

namespace Ingot.Pipeline.Export;

/// <summary>Export: the model, its evidence and its card together, ready to be packed. No second model and no second card is made.</summary>
internal static class ExportStage
{
    public static bool Run(StageContext context)
    {
        foreach (var (from, to) in ExportFiles.Copies)
        {
            File.Copy(context.Input(from), context.OutputFile(to));
        }

        foreach (var (from, to) in ExportFiles.OptionalCopies)
        {
            if (context.TryInput(from) is { } file)
            {
                File.Copy(file, context.OutputFile(to));
            }
        }

        var metrics = MetricsFile.Read(context.Input(EvaluateFiles.Metrics));
        var schema = context.ReadSchema();
        context.Write(ExportFiles.Golden, GoldenRows.Of(context, schema, metrics).ToJson());
        MonitoringRows.Write(context, schema, metrics.ReferenceRows);
        return true;
    }
}
