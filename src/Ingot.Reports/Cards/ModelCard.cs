using System.Globalization;
using Ingot.Core.Clusters;
using Ingot.Core.Gates;
using Ingot.Core.Importances;
using Ingot.Core.Metrics;
using Ingot.Core.Readiness;
using Ingot.Core.Schemas;
using Ingot.Core.Texts;
using Ingot.Reports.Texts;

namespace Ingot.Reports.Cards;

/// <summary>The model card: what a person should know before using a model. It is the package's README.</summary>
public static class ModelCard
{
    private const int ListedValues = 8;
    private const int ListedFeatures = 10;

    /// <summary>
    /// The card in Markdown: verdicts first, then metrics with their intervals, slices, importance, how to use the model, its
    /// inputs and where it came from. It has no time and no path of the building machine: the same build gives the same card.
    /// </summary>
    /// <param name="content">What it is made of.</param>
    public static string ToMarkdown(CardContent content)
    {
        var (spec, schema) = (content.Spec, content.Schema);
        List<string> lines =
        [
            Text($"# {MarkdownText.Plain(spec.Name)} {MarkdownText.Plain(spec.Version)}"),
            string.Empty,
            Purpose(content),
            string.Empty,
        ];
        AddVerdicts(lines, content.Verdicts);
        AddMetrics(lines, content);
        AddSlices(lines, content.Metrics);
        AddClusters(lines, content.Clusters);
        AddImportance(lines, content.Importance);
        AddScore(lines, content.Score);
        AddUse(lines, content.Usage);
        AddInputs(lines, schema);
        AddFeatures(lines, content.Features);
        AddOrigin(lines, content);
        return string.Join('\n', lines).TrimEnd('\n') + "\n";
    }

    private static void AddClusters(List<string> lines, ClustersReport? clusters)
    {
        if (clusters is null)
        {
            return;
        }

        lines.AddRange(["## Clusters", string.Empty, "| cluster | rows | share | silhouette | unlike all rows in |", "|---|---:|---:|---:|---|"]);
        lines.AddRange(clusters.Clusters.Select(c =>
            Text($"| {c.Cluster} | {c.Rows:N0} | {ClusterText.Share(c.Share)} | {ClusterText.Number(c.Silhouette)} | {(c.Columns.Count == 0 ? "no reference row is of it" : string.Join("; ", c.Columns.Take(ClusterText.Distinguishing).Select(d => MarkdownText.Plain(ClusterText.Of(d)))))} |")));
        lines.AddRange([string.Empty, "Means and shares of the reference rows, in the columns' own units, with those of all rows in brackets.", string.Empty]);
    }

    private static void AddScore(List<string> lines, MLTestReport? score)
    {
        if (score is not null)
        {
            var sums = score.Sections.OrderBy(s => s.Key).Select(s => Text($"{s.Key} {s.Value:0.0}"));
            lines.AddRange(["## ML Test Score", string.Empty, Text($"**{score.Score:0.0}** of 7 ({string.Join(", ", sums)}): {score.Interpretation}."), string.Empty]);
        }
    }

    private static string Purpose(CardContent content)
    {
        var schema = content.Schema;
        var label = schema.LabelIfAny is { } column ? MarkdownText.Plain(column.Name) : string.Empty;
        var classes = schema.Classes.Select(MarkdownText.Plain).ToList();
        return schema.Task switch
        {
            ModelTask.BinaryClassification =>
                $"Predicts **{label}**: {classes[1]} (the positive class) or {classes[0]}, with the probability of {classes[1]}.",
            ModelTask.MulticlassClassification =>
                $"Predicts **{label}**: one of {string.Join(", ", classes)}, with a probability for each.",
            ModelTask.Ranking =>
                $"Puts the rows of each **{MarkdownText.Plain(schema.Group?.Name ?? "query")}** in order by **{label}**: a score, by which the greatest is the best.",
            ModelTask.AnomalyDetection => schema.LabelIfAny is null
                ? "Finds unusual rows, with a score from 0 to 1."
                : $"Finds unusual rows, with a score from 0 to 1; it did not learn from **{label}**, by which it is measured ({classes[1]} is an anomaly).",
            ModelTask.Clustering => Text($"Says which of {content.Clusters?.Clusters.Count ?? 0:N0} clusters a row is of, with the distance to the centre of it")
                + (schema.LabelIfAny is null ? "." : $"; it did not learn from **{label}**, with whose classes its clusters are compared."),
            _ => $"Predicts the number **{label}**.",
        };
    }

    private static void AddVerdicts(List<string> lines, IReadOnlyList<Verdict> verdicts)
    {
        lines.AddRange(["## Verdicts", string.Empty]);
        if (verdicts.Count == 0)
        {
            lines.AddRange(["**Not judged**: the project has no gates.", string.Empty]);
            return;
        }

        lines.AddRange([$"**{VerdictText.Standing(ModelStandings.Of(verdicts))}**: {VerdictText.Explained(verdicts)}.", string.Empty]);

        // What needs attention first; otherwise in the project's order.
        MarkdownText.Table(
            lines,
            ["verdict", "gate", "slice", "why"],
            verdicts.OrderBy(v => VerdictText.Urgency(v.Outcome)).Select(v => (IReadOnlyList<string>)
            [
                v.Code is null ? VerdictText.Name(v.Outcome) : $"{VerdictText.Name(v.Outcome)} ({MarkdownText.Plain(v.Code)})",
                MarkdownText.Plain(v.Gate),
                v.Slice is null ? "all rows" : MarkdownText.Plain(v.Slice),
                MarkdownText.Plain(v.Message),
            ]));
    }

    private static void AddMetrics(List<string> lines, CardContent content)
    {
        var (metrics, baseline) = (content.Metrics, content.Baseline);
        var compared = baseline is null ? string.Empty : $" The baseline is {baseline.Kind}, {MarkdownText.Plain(baseline.Name)}.";
        lines.AddRange(["## Metrics", string.Empty, Text($"On {metrics.ReferenceRows:N0} reference rows that the model did not learn from; 95 % intervals.") + compared, string.Empty]);
        MarkdownText.Table(
            lines,
            baseline is null ? ["metric", "value", "interval", "better is"] : ["metric", "value", "interval", "baseline", "better is"],
            metrics.Metrics.Where(m => m.Slice is null).Select(m => (IReadOnlyList<string>)
            [
                MarkdownText.Plain(m.Name),
                MetricText.Value(m, metrics.Task, Beside(m, baseline)),
                MetricText.Interval(m, metrics.Task, Beside(m, baseline)),
                .. baseline is null ? [] : new[] { baseline.Find(m) is { } before ? MetricText.Value(before, metrics.Task, MetricText.Greatest([m])) : string.Empty },
                MetricText.BetterIs(m.Name, metrics.Task),
            ]));
    }

    private static double Beside(MetricResult metric, CardBaseline? baseline) => baseline?.Find(metric) is { } before ? MetricText.Greatest([before]) : 0;

    private static void AddImportance(List<string> lines, ImportanceReport? importance)
    {
        if (importance is not { Features.Count: > 0 })
        {
            return;
        }

        lines.AddRange(
        [
            "## Importance", string.Empty,
            Text($"How much worse {importance.Metric} becomes when a column is shuffled: the mean of {importance.Repeats} shuffles of {importance.Rows:N0} rows, with its 95 % interval."),
            string.Empty,
        ]);
        MarkdownText.Table(lines, ["feature", "loss", "interval"], importance.Features.Take(ListedFeatures).Select(f => (IReadOnlyList<string>)
        [
            MarkdownText.Plain(f.Name), ImportanceText.Number(f.Importance, importance), ImportanceText.Interval(f, importance),
        ]));
        if (importance.Features.Count > ListedFeatures)
        {
            lines.AddRange([Text($"And {importance.Features.Count - ListedFeatures:N0} more in importance.json."), string.Empty]);
        }
    }

    private static void AddSlices(List<string> lines, MetricsReport metrics)
    {
        var slices = metrics.Metrics.Where(m => m.Slice is not null).GroupBy(m => m.Slice!).ToList();
        if (slices.Count == 0)
        {
            return;
        }

        lines.AddRange(["## Slices", string.Empty]);
        var columns = slices.SelectMany(s => s).GroupBy(m => m.Name).Select(c => (Name: c.Key, Greatest: MetricText.Greatest(c))).ToList();
        MarkdownText.Table(
            lines,
            ["slice", "rows", .. columns.Select(c => MarkdownText.Plain(c.Name))],
            slices.Select(s => (IReadOnlyList<string>)
            [
                MarkdownText.Plain(s.Key),
                Text($"{s.Max(m => m.Rows):N0}"),
                .. columns.Select(c => s.FirstOrDefault(m => m.Name == c.Name) is { } m
                    ? MetricText.Value(m, metrics.Task, c.Greatest) + (MetricText.Interval(m, metrics.Task, c.Greatest) is { Length: > 0 } interval ? $" ({interval})" : string.Empty)
                    : string.Empty),
            ]));
    }

    private static void AddUse(List<string> lines, IReadOnlyList<string> usage)
    {
        lines.AddRange(["## Use", string.Empty, "```csharp"]);
        lines.AddRange(usage);
        lines.AddRange(["```", string.Empty]);
    }

    private static void AddInputs(List<string> lines, ModelSchema schema)
    {
        lines.AddRange(["## Inputs", string.Empty]);
        MarkdownText.Table(
            lines,
            ["column", "type", "must be present", "values"],
            schema.Features.Select(c => (IReadOnlyList<string>)
            [
                MarkdownText.Plain(c.Name),
                SchemaText.Type(c),
                SchemaText.IsRequired(c) ? "yes" : "no",
                Values(c),
            ]));
    }

    private static void AddFeatures(List<string> lines, IReadOnlyList<FeatureNote> features)
    {
        if (features.Count > 0)
        {
            lines.AddRange(["## Features", string.Empty, "What the model makes of its inputs; fitted on the training rows, and a part of the ONNX file.", string.Empty]);
            MarkdownText.Table(lines, ["column", "what", "features"], features.Select(f => (IReadOnlyList<string>)
            [
                MarkdownText.Plain(f.Column), MarkdownText.Plain(f.What), Text($"{f.Features:N0}"),
            ]));
        }
    }

    private static string Values(SchemaColumn column)
    {
        if (column.Domain is { Count: > 0 } domain)
        {
            var listed = string.Join(", ", domain.Take(ListedValues).Select(MarkdownText.Plain));
            return domain.Count > ListedValues ? Text($"{listed} and {domain.Count - ListedValues} more") : listed;
        }

        return (column.Min, column.Max) switch
        {
            ({ } min, { } max) => Text($"{min} to {max}"),
            ({ } min, null) => Text($"at least {min}"),
            (null, { } max) => Text($"at most {max}"),
            _ => "any",
        };
    }

    private static void AddOrigin(List<string> lines, CardContent content)
    {
        lines.AddRange(["## Origin", string.Empty]);
        MarkdownText.Table(
            lines,
            ["what", "value"],
            OriginFacts.Of(content.Spec, content.Schema, content.Metrics).Select(f => (IReadOnlyList<string>)[f.What, MarkdownText.Plain(f.Value)]));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
