using Ingot.Core.Schemas;

namespace Ingot.Core.Estimation;

/// <summary>How many rows there are of what a metric hangs on, rows of uneven weights counted as fewer (L. Kish, "Survey sampling", 1965).</summary>
/// <param name="Task">What is predicted.</param>
/// <param name="Classes">The classes; of two the positive one is the last.</param>
/// <param name="All">All rows.</param>
/// <param name="OfClass">Rows of each class, or how many are expected.</param>
/// <param name="SaidPositive">Rows that are predicted positive (two classes, and anomalies).</param>
internal sealed record Support(ModelTask Task, IReadOnlyList<string> Classes, double All, double[] OfClass, double SaidPositive)
{
    /// <summary>The number of rows that a metric hangs on.</summary>
    public double Of(string metric) => (Task, metric) switch
    {
        (ModelTask.BinaryClassification or ModelTask.AnomalyDetection, "AUC" or "AUPRC" or "MCC") => OfClass.Min(),
        (ModelTask.BinaryClassification or ModelTask.AnomalyDetection, "Recall" or "F1") => OfClass[1],
        (ModelTask.BinaryClassification or ModelTask.AnomalyDetection, "Precision") => SaidPositive,
        (ModelTask.MulticlassClassification, "MacroF1" or "MacroAUC") => OfClass.Min(),
        (ModelTask.MulticlassClassification, _) when Classes.Select((c, i) => (c, i)).FirstOrDefault(c => metric == $"Recall[{c.c}]") is { c: not null } of => OfClass[of.i],
        _ => All,
    };

    /// <summary>How many rows of even weight tell as much as these, each taken with a probability.</summary>
    public static double Count(double[] weights, Func<int, double> probability)
    {
        double sum = 0, squares = 0;
        for (var i = 0; i < weights.Length; i++)
        {
            var p = probability(i);
            sum += weights[i] * p;
            squares += weights[i] * weights[i] * p;
        }

        return squares > 0 ? sum * sum / squares : 0;
    }
}
