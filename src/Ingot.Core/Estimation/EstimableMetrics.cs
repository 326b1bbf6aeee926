using Ingot.Core.Metrics;
using Ingot.Core.Schemas;

namespace Ingot.Core.Estimation;

/// <summary>Which metrics of the catalogue can be estimated without labels, and why the others cannot.</summary>
public static class EstimableMetrics
{
    /// <summary>The metrics of a task that can be estimated; <c>Recall[class]</c> stands for one per class.</summary>
    public static IReadOnlyList<string> Names(ModelTask task) => [.. MetricCatalog.Names(task).Where(name => WhyNot(name) is null)];

    /// <summary>Why a metric cannot be estimated, to follow its name and "cannot be estimated without labels:"; null when it can.</summary>
    /// <param name="name">The metric's name.</param>
    public static string? WhyNot(string name) => name switch
    {
        "ECE" => "the estimate takes for granted what it would measure, that the probabilities are as right as on the reference",
        "MedianAE" => "the median of errors does not follow from the expected error of each row",
        MetricCatalog.Cost => "what decisions cost is known where the model is built only",
        MetricCatalog.Coverage or MetricCatalog.IntervalWidth => "the intervals of predictions are measured where the model is built only",
        "R2" => "it needs the spread of the true values",
        _ when RankingMetrics.Names.Contains(name) => "it is of queries, and what was served does not say which query a row was of",
        _ when MetricCatalog.Find(name, ModelTask.BinaryClassification)?.Scope is { } scope && scope != MetricScope.Rows =>
            "it is measured, and needs no labels",
        _ => null,
    };
}
