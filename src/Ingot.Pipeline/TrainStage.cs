using System.Text.Json;
using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Data;
using Ingot.Training;

namespace Ingot.Pipeline;

/// <summary>Train: tables in, the ONNX model out; its last act is the parity check.</summary>
internal static class TrainStage
{
    private static readonly JsonSerializerOptions ReportFormat = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    public static bool Run(StageContext context)
    {
        var schema = context.ReadSchema();
        var columns = schema.Columns
            .Where(c => c.Role is ColumnRole.Feature or ColumnRole.Label or ColumnRole.Weight)
            .Select(c => c.Name);
        var training = ParquetTable.Read(context.Input(Stage.Prepare, StageFiles.Training), columns);
        var report = ModelTrainer.Run(
            context.Spec,
            schema,
            training,
            context.OutputFile(StageFiles.Model),
            context.Threads,
            context.Diagnostics,
            context.Progress,
            context.Cancellation);
        StageFiles.WriteText(context.OutputFile(StageFiles.Report), JsonSerializer.Serialize(report, ReportFormat));
        return true;
    }

    /// <summary>Reads what the trainer did.</summary>
    public static TrainingReport ReadReport(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<TrainingReport>(File.ReadAllText(path), ReportFormat) ?? throw new JsonException("The file holds null.");
        }
        catch (JsonException e)
        {
            throw new IngotException(
                InfrastructureDiagnostics.DamagedFile.At(new SourceLocation(path), $"The file is damaged: {e.Message} Delete it and build again."), e);
        }
    }
}
