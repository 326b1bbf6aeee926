using System.Globalization;
using Ingot.Core.Diagnostics;
using Ingot.Core.Predictions;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;

namespace Ingot.Pipeline.Evaluate;

/// <summary>
/// What every reference row must have before anything is measured: a score, a known label, a weight. Left out silently,
/// such rows would let a model pass its gates that answers only some of them.
/// </summary>
internal static class PredictionCheck
{
    private const int Examples = 5;

    /// <summary>Reports what is wrong.</summary>
    /// <returns>Whether all rows can be measured.</returns>
    public static bool Check(PredictionSet predictions, ModelSchema schema, ModelSpec spec, IDiagnosticSink sink)
    {
        var unscored = Rows(predictions, r => !predictions.HasScore(r));
        if (unscored.Count > 0)
        {
            sink.Report(EvaluateDiagnostics.UndefinedScore.At(
                spec.TrainerLocation,
                $"The model returns NaN or infinity for {Describe(unscored, predictions)}; it must return a number for every valid row. Look at the values of these rows, drop them with ModelFilter if they are not valid input, or train with other parameters."));
        }

        var unknown = Rows(predictions, r => !predictions.HasLabel(r));
        if (unknown.Count > 0)
        {
            sink.Report(EvaluateDiagnostics.UnknownLabel.At(
                spec.SchemaLocation,
                $"{Describe(unknown, predictions)} {DiagnosticText.Agree(unknown.Count, "has", "have")} a label '{schema.Label.Name}' that the model cannot predict; expected {(schema.Classes.Count > 0 ? string.Join(", ", schema.Classes) : "a number")}. {WhenUnknown(schema.Task)}"));
        }

        var unweighted = Rows(predictions, r => !predictions.HasWeight(r));
        if (unweighted.Count > 0)
        {
            sink.Report(EvaluateDiagnostics.InvalidWeight.At(
                spec.SchemaLocation,
                $"{Describe(unweighted, predictions)} {DiagnosticText.Agree(unweighted.Count, "has", "have")} a weight '{schema.Weight?.Name}' that is missing, negative or infinite; expected 0 or more. Correct the data, or drop the rows with ModelFilter."));
        }

        return unscored.Count + unknown.Count + unweighted.Count == 0;
    }

    private static string WhenUnknown(ModelTask task) => task switch
    {
        ModelTask.MulticlassClassification => "Correct the data; add the class to the label's domain in the schema, with training rows of it; or drop the rows with ModelFilter.",
        ModelTask.BinaryClassification => "Correct the data, or drop the rows with ModelFilter; a model of more than two classes has the ModelTask MulticlassClassification.",
        _ => "Correct the data, or drop the rows with ModelFilter.",
    };

    private static List<int> Rows(PredictionSet predictions, Predicate<int> isWrong) =>
        [.. Enumerable.Range(0, predictions.Rows).Where(r => isWrong(r))];

    private static string Describe(List<int> rows, PredictionSet predictions)
    {
        var numbers = string.Join(", ", rows.Take(Examples).Select(r => predictions.RowNumbers[r].ToString(CultureInfo.InvariantCulture)));
        return FormattableString.Invariant(
            $"{rows.Count:N0} of {predictions.Rows:N0} reference rows ({DiagnosticText.Agree(rows.Count, "row", "rows")} {numbers}{(rows.Count > Examples ? ", …" : string.Empty)})");
    }
}
