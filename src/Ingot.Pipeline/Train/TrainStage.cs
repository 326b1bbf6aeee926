using Ingot.Artifacts.Stages;
using Ingot.Data;
using Ingot.Pipeline.Automl;
using Ingot.Pipeline.Shared;
using Ingot.Training;

namespace Ingot.Pipeline.Train;

/// <summary>Train: tables in, the ONNX model out; its last act is the parity check.</summary>
internal static class TrainStage
{
    public static bool Run(StageContext context)
    {
        ChosenTrainers.Say(context);
        context = ChosenTrainers.In(context);
        var schema = context.ReadSchema();
        var columns = ModelTrainer.ColumnsOf(context.Spec, schema);
        var training = ParquetTable.Read(context.Input(PrepareFiles.Training), columns, context.Threads);
        WeightCheck.Run(context, schema, training);
        var outcome = ModelMaker.Make(
            context, context.Spec, schema, training, context.OutputFile(TrainFiles.Model), context.Diagnostics, context.Progress);
        ReasonsWanted.Write(context, context.OutputFile(TrainFiles.Model));
        OutcomeFiles.Write(context, outcome);
        return true;
    }
}
