using Ingot.Artifacts.Stages;
using Ingot.Core;
using Ingot.Core.Tables;
using Ingot.Data;
using Ingot.Pipeline.Shared;
using Ingot.Training;

namespace Ingot.Pipeline.Train;

/// <summary>What Train says of itself: <c>report.json</c>, <c>rows.parquet</c> and, with a cross-validation, <c>folds.json</c>.</summary>
internal static class OutcomeFiles
{
    public static void Write(StageContext context, TrainingOutcome outcome)
    {
        context.Write(TrainFiles.Report, ReportFile.ToJson(outcome.Report));
        if (outcome.Folds is { } folds)
        {
            context.Write(TrainFiles.Folds, JsonFormat.Write(folds));
        }

        if (outcome.Rows is null)
        {
            return;
        }

        var numbers = ParquetTable.Read(context.Input(PrepareFiles.Training), [PredictionSets.RowNumber])[PredictionSets.RowNumber];
        ParquetTable.Write(
            context.OutputFile(TrainFiles.Rows),
            new Table([numbers with { Name = PredictionSets.RowColumn }, .. outcome.Rows.Columns]),
            new Dictionary<string, string> { [PredictionSets.RowColumn] = "BIGINT", ["fold"] = "INTEGER" });
    }
}
