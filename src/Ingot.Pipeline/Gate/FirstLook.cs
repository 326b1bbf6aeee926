using System.Text;
using Ingot.Artifacts.Stages;
using Ingot.Core.Gates;
using Ingot.Core.Metrics;
using Ingot.Core.Predictions;
using Ingot.Core.Schemas;
using Ingot.Core.Texts;
using Ingot.Data;

namespace Ingot.Pipeline.Gate;

/// <summary>
/// What a first build says at its end: what the model is worth beside one that knows nothing, and what to review, to ask for and to
/// commit. As long as nothing was accepted and nothing released is compared with, nobody has looked.
/// </summary>
internal static class FirstLook
{
    /// <summary>Writes it, where it is due.</summary>
    /// <param name="context">The stage's.</param>
    /// <param name="metrics">What was measured.</param>
    /// <param name="predictions">The scores that were measured.</param>
    public static void Write(StageContext context, MetricsReport metrics, PredictionSet predictions)
    {
        var spec = context.Spec;
        if (File.Exists(spec.AcceptedFile) || spec.Baseline is not null)
        {
            return;
        }

        var schema = context.ReadSchema();
        var text = new StringBuilder();
        if (schema.Task == ModelTask.Clustering)
        {
            AppendClusters(text, metrics);
        }
        else if (schema.LabelIfAny is { } label)
        {
            var training = ParquetTable.Read(context.Input(PrepareFiles.Training), schema.Weight is { } weight ? [label.Name, weight.Name] : [label.Name]);
            AppendMetrics(text, metrics, ConstantModel.Measure(schema, training, predictions, spec.ClassificationThreshold, spec.Seed));
        }
        else
        {
            AppendRate(text, metrics);
        }

        AppendSteps(text, context, metrics);
        context.Write(GateFiles.FirstLook, text.ToString());
    }

    // No constant model has two clusters.
    private static void AppendClusters(StringBuilder text, MetricsReport metrics)
    {
        text.Append(FormattableString.Invariant($"{metrics.Model} on {metrics.ReferenceRows:N0} reference rows:\n"));
        foreach (var found in metrics.Metrics.Where(m => m.Slice is null && MetricCatalog.Find(m.Name, metrics.Task) is { Scope: MetricScope.Rows }))
        {
            text.Append(FormattableString.Invariant(
                $"  {found.Name} ({MetricText.BetterIs(found.Name, metrics.Task)} is better) {Or(MetricText.InUnit(found.Value, found.Name, metrics.Task))} (95 % interval {Or(MetricText.Interval(found, metrics.Task))})\n"));
        }

        var silhouette = metrics.Metrics.First(m => m.Name == MainMetric.NameOf(metrics.Task) && m.Slice is null).Value;
        text.Append(silhouette >= 0.25 ? "The card describes the clusters: look whether they are ones that you can name.\n"
            : "A silhouette below 0.25 says that the rows form no clusters that lie apart (Kaufman and Rousseeuw, 1990): they may still be a useful division. The card describes them.\n");
    }

    // Nobody says which rows are anomalies: nothing tells whether it is better than a model that knows nothing.
    private static void AppendRate(StringBuilder text, MetricsReport metrics)
    {
        var name = MainMetric.NameIn(metrics);
        var rate = metrics.Metrics.First(m => m.Name == name && m.Slice is null);
        text.Append(FormattableString.Invariant($"{metrics.Model} on {metrics.ReferenceRows:N0} reference rows: {name} {Or(MetricText.InUnit(rate.Value, name, metrics.Task))} (95 % interval {Or(MetricText.Interval(rate, metrics.Task))}).\n"));
        text.Append("There is no label, so nothing tells whether these are the rows that matter: name the column that does in ModelLabel, if there is one, or look at some of them in predictions.parquet.\n");
    }

    private static void AppendMetrics(StringBuilder text, MetricsReport metrics, IReadOnlyList<MetricResult> constant)
    {
        var task = metrics.Task;
        List<string[]> rows = [[$"{metrics.Model} on {FormattableString.Invariant($"{metrics.ReferenceRows:N0}")} reference rows", "the model", "95 % interval", "a constant"]];
        foreach (var name in MainMetric.AgainstConstant(task))
        {
            if (metrics.Metrics.FirstOrDefault(m => m.Name == name && m.Slice is null) is { } found)
            {
                var other = constant.First(m => m.Name == name).Value;
                rows.Add([$"{name} ({MetricText.BetterIs(name, task)} is better)", Shown(found.Value), Or(MetricText.Interval(found, task)), Shown(other)]);
            }

            string Shown(double value) => Or(MetricText.InUnit(value, name, task));
        }

        var widths = Enumerable.Range(0, rows[0].Length).Select(i => rows.Max(r => r[i].Length)).ToArray();
        foreach (var row in rows)
        {
            text.Append(string.Join("  ", row.Select((cell, i) => cell.PadRight(widths[i]))).TrimEnd()).Append('\n');
        }

        text.Append(task switch
        {
            ModelTask.Regression => "The constant model says of every row the mean of the training labels",
            ModelTask.Ranking => "The constant model says the same of every row, so that the rows of a query stand in no order and any is as good",
            ModelTask.AnomalyDetection => "The constant model gives every row the same score",
            _ => "The constant model says of every row the shares of the classes in the training data",
        });
        text.Append(IsNoBetter(metrics, constant) ? ", and the model is not clearly better: look at the columns, their roles and the label.\n" : ".\n");
    }

    // Its interval does not exclude that it has learned nothing.
    private static bool IsNoBetter(MetricsReport metrics, IReadOnlyList<MetricResult> constant)
    {
        var name = MainMetric.NameOf(metrics.Task);
        var found = metrics.Metrics.FirstOrDefault(m => m.Name == name && m.Slice is null);
        var other = constant.First(m => m.Name == name).Value;
        return found is null || !(MetricCatalog.Find(name, metrics.Task)!.HigherIsBetter ? found.Low > other : found.High < other);
    }

    private static void AppendSteps(StringBuilder text, StageContext context, MetricsReport metrics)
    {
        var spec = context.Spec;
        string Name(string path) => Path.GetFileName(path);
        text.Append($"Next: review {Name(spec.SchemaFile)}, which has the columns as they are read.\n");
        var lines = spec.Gates.Any(g => ModelStandings.JudgesQuality(g.Metric)) ? [] : GatesOf(metrics).ToList();
        if (GateLine.TooGood(metrics) is { } figure)
        {
            text.Append($"{figure}: the model is never wrong, which mostly means that a column tells it the answer. Look on the card what it goes by, and give such a column the role Ignored, before you ask for anything in a gate.\n");
        }
        else if (lines.Count > 0)
        {
            text.Append($"Ask in {Name(spec.ProjectFile)} for what the model can do now:\n");
            lines.ForEach(line => text.Append("  ").Append(line).Append('\n'));
        }

        var (accepted, scores) = (Name(spec.AcceptedFile), Path.ChangeExtension(Name(spec.AcceptedFile), ".parquet"));
        text.Append("Accept the metrics as what changes are compared with: dotnet build -p:AcceptModel=true\n");
        text.Append($"Commit {Name(spec.ProjectFile)}, {Name(spec.SchemaFile)}, {accepted} and {scores}.\n");
    }

    private static IEnumerable<string> GatesOf(MetricsReport metrics) => ((IEnumerable<string?>)(metrics.Task switch
    {
        ModelTask.BinaryClassification => [GateLine.Of(metrics, "AUC", "0.01"), GateLine.Of(metrics, "LogLoss", "2%")],
        ModelTask.Regression => [GateLine.Of(metrics, "R2", "0.01"), GateLine.Of(metrics, "RMSE", "2%")],
        ModelTask.Ranking => [GateLine.Of(metrics, "NDCG", "0.01"), GateLine.Of(metrics, "MRR", "0.02")],
        ModelTask.AnomalyDetection => [GateLine.Of(metrics, MainMetric.NameIn(metrics), "0.01")],
        ModelTask.Clustering => [GateLine.Of(metrics, "Silhouette", "0.02"), GateLine.Of(metrics, "SmallestCluster")],
        _ => [GateLine.Of(metrics, "Accuracy", "0.01"), GateLine.Of(metrics, "LogLoss", "2%")],
    })).OfType<string>();

    private static string Or(string text) => text.Length == 0 ? "-" : text;
}
