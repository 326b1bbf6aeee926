using Ingot.Core.Metrics;
using Ingot.Core.Predictions;
using Ingot.Core.Schemas;
using Ingot.Core.Tables;

namespace Ingot.Pipeline.Gate;

/// <summary>
/// A model that says the same of every row: the mean of the training labels, or the shares of the classes among them. What any model
/// must beat that has learned something.
/// </summary>
internal static class ConstantModel
{
    /// <summary>Its metrics on the rows of another model's predictions, all rows together, by the same definitions: those of <see cref="MainMetric.AgainstConstant"/>.</summary>
    /// <param name="schema">The columns.</param>
    /// <param name="training">The prepared training rows: label, and weight if there is one.</param>
    /// <param name="predictions">The other model's predictions.</param>
    /// <param name="threshold">Probability from which the positive class is predicted.</param>
    /// <param name="seed">Of the intervals.</param>
    public static IReadOnlyList<MetricResult> Measure(ModelSchema schema, Table training, PredictionSet predictions, double threshold, int seed)
    {
        var says = Says(schema, training);
        var scores = new float[predictions.Rows * says.Length];
        for (var i = 0; i < scores.Length; i++)
        {
            scores[i] = says[i % says.Length];
        }

        return MetricEvaluator.Evaluate(predictions with { Scores = scores }, threshold, seed, only: MainMetric.AgainstConstant(schema.Task));
    }

    /// <summary>What it says of a row: the probability of the positive class, of each class, or a number.</summary>
    private static float[] Says(ModelSchema schema, Table training)
    {
        var weights = schema.Weight is { } weight ? ((NumberColumn)training[weight.Name]).Values : null;
        if (training[schema.Label.Name] is NumberColumn numbers)
        {
            return [(float)Share(numbers.Rows, weights, row => numbers.Values[row])];
        }

        var labels = (StringColumn)training[schema.Label.Name];
        double Of(string name)
        {
            // A code that no row has, where no row is of the class.
            var wanted = Array.IndexOf(labels.Dictionary, name) is >= 0 and var code ? code : labels.Dictionary.Length;
            return Share(labels.Rows, weights, row => labels.Codes[row] == wanted ? 1 : 0);
        }

        return schema.Task is ModelTask.BinaryClassification or ModelTask.AnomalyDetection
            ? [(float)Of(schema.Classes[1])]
            : [.. schema.Classes.Select(c => (float)Of(c))];
    }

    private static double Share(int rows, double[]? weights, Func<int, double> value)
    {
        double sum = 0, total = 0;
        for (var row = 0; row < rows; row++)
        {
            var weight = weights?[row] ?? 1;
            sum += weight * value(row);
            total += weight;
        }

        return sum / total;
    }
}
