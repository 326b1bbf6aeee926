using System.Globalization;
using Ingot.Artifacts.Stages;
using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Tables;
using Ingot.Data;
using Ingot.Pipeline.Shared;

namespace Ingot.Pipeline.Train;

/// <summary>Refuses training rows whose weight cannot be used: learners take it as it is, or as they see fit.</summary>
internal static class WeightCheck
{
    private const int Examples = 5;

    /// <summary>Looks at the weights.</summary>
    /// <exception cref="IngotException">INGOT2016: a weight is missing, negative or infinite in 32 bits, or all are 0.</exception>
    public static void Run(StageContext context, ModelSchema schema, Table training)
    {
        if (schema.Weight is not { } column)
        {
            return;
        }

        var weights = ((NumberColumn)training[column.Name]).Values;
        var name = DiagnosticText.Shorten(column.Name);
        int[] wrong = [.. Enumerable.Range(0, weights.Length).Where(r => !(weights[r] >= 0) || !float.IsFinite((float)weights[r]))];
        if (wrong.Length > 0)
        {
            var values = wrong.Where(r => !double.IsNaN(weights[r])).Take(Examples).Select(r => weights[r].ToString(CultureInfo.InvariantCulture)).ToList();
            throw Refused(
                context,
                $"{wrong.Length:N0} of {DiagnosticText.Count(weights.Length, "training row")} ({Rows(context, wrong)}) {DiagnosticText.Agree(wrong.Length, "has", "have")} a weight '{name}' that is missing, negative or beyond 32 bits{(values.Count > 0 ? ": " + string.Join(", ", values) : string.Empty)}; expected 0 or more. Correct the data, or drop the rows with ModelFilter.");
        }

        if (weights.Length > 0 && Array.TrueForAll(weights, w => (float)w == 0))
        {
            throw Refused(
                context,
                $"All {DiagnosticText.Count(weights.Length, "training row")} have the weight '{name}' 0, so there is nothing to learn from. Correct the data, or give the column the role Ignored.");
        }
    }

    private static string Rows(StageContext context, int[] wrong)
    {
        var numbers = ((NumberColumn)ParquetTable.Read(context.Input(PrepareFiles.Training), [PredictionSets.RowNumber])[PredictionSets.RowNumber]).Values;
        var listed = string.Join(", ", wrong.Take(Examples).Select(r => numbers[r].ToString(CultureInfo.InvariantCulture)));
        return $"{DiagnosticText.Agree(wrong.Length, "row", "rows")} {listed}{(wrong.Length > Examples ? ", …" : string.Empty)}";
    }

    private static IngotException Refused(StageContext context, FormattableString message) =>
        new(TrainDiagnostics.InvalidWeight.At(context.Spec.SchemaLocation, message));
}
