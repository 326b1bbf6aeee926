using Ingot.Artifacts.Stages;
using Ingot.Core.Schemas;
using Ingot.Data;

namespace Ingot.Pipeline.Train;
using Ingot.Pipeline.Shared;

/// <summary>Train: tables in, the ONNX model out; its last act is the parity check.</summary>
internal static class TrainStage
{
    public static bool Run(StageContext context)
    {
        var schema = context.ReadSchema();
        var columns = schema.Columns
            .Where(c => c.Role is ColumnRole.Feature or ColumnRole.Label or ColumnRole.Weight)
            .Select(c => c.Name);
        var training = ParquetTable.Read(context.Input(PrepareFiles.Training), columns);
        WeightCheck.Run(context, schema, training);
        var report = ModelMaker.Make(
            context, context.Spec, schema, training, context.OutputFile(TrainFiles.Model), context.Diagnostics, context.Progress);
        context.Write(TrainFiles.Report, ReportFile.ToJson(report));
        return true;
    }
}
