using Ingot.Core.Specs;

namespace Ingot.Core.Metrics;

/// <summary>The metrics of each task.</summary>
public static class MetricCatalog
{
    private const string PerClassRecall = "Recall[";

    private static readonly MetricDefinition[] Common =
    [
        new("Size", HigherIsBetter: false, MetricUnit.Bytes, MetricScope.Model),
        new("Latency.P50", HigherIsBetter: false, MetricUnit.Seconds, MetricScope.Machine),
        new("Latency.P99", HigherIsBetter: false, MetricUnit.Seconds, MetricScope.Machine),
        new("Throughput", HigherIsBetter: true, MetricUnit.PerSecond, MetricScope.Machine),
    ];

    private static readonly MetricDefinition[] Binary =
    [
        new("AUC", true), new("AUPRC", true), new("LogLoss", false), new("Brier", false), new("ECE", false),
        new("Accuracy", true), new("Precision", true), new("Recall", true), new("F1", true), new("MCC", true),
    ];

    private static readonly MetricDefinition[] Regression =
    [
        new("RMSE", false), new("MAE", false), new("MedianAE", false), new("R2", true), new("MAPE", false),
    ];

    private static readonly MetricDefinition[] Multiclass =
    [
        new("Accuracy", true), new("MacroF1", true), new("MicroF1", true), new("LogLoss", false), new("MacroAUC", true),
    ];

    /// <summary>The metric of a name for a task; null when there is none.</summary>
    public static MetricDefinition? Find(string name, ModelTask task)
    {
        if (task == ModelTask.MulticlassClassification
            && name.StartsWith(PerClassRecall, StringComparison.Ordinal) && name.EndsWith(']'))
        {
            return new MetricDefinition(name, HigherIsBetter: true);
        }

        return OfTask(task).Concat(Common).FirstOrDefault(m => m.Name == name);
    }

    /// <summary>The names of all metrics of a task; <c>Recall[class]</c> stands for one a class.</summary>
    public static IReadOnlyList<string> Names(ModelTask task)
    {
        var names = OfTask(task).Concat(Common).Select(m => m.Name);
        return task == ModelTask.MulticlassClassification ? [.. names, "Recall[class]"] : [.. names];
    }

    private static MetricDefinition[] OfTask(ModelTask task) => task switch
    {
        ModelTask.BinaryClassification => Binary,
        ModelTask.Regression => Regression,
        _ => Multiclass,
    };
}
