using System.Globalization;
using Ingot.Core.Gates;
using Ingot.Core.Metrics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;

namespace Ingot.Packaging;

/// <summary>The model card: what a person should know before using a model. It is the package's README.</summary>
public static class ModelCard
{
    private const int ListedValues = 8;

    /// <summary>
    /// The card in Markdown: verdicts first, then metrics with their intervals, slices, how to use the model, its inputs
    /// and where it came from. It has no time and no path of the building machine: the same build gives the same card.
    /// </summary>
    /// <param name="spec">What the project says.</param>
    /// <param name="schema">The model's inputs and classes.</param>
    /// <param name="metrics">What was measured.</param>
    /// <param name="verdicts">What the gates found.</param>
    /// <param name="namespace">The typed client's namespace; empty for the global one.</param>
    public static string ToMarkdown(
        ModelSpec spec, ModelSchema schema, MetricsReport metrics, IReadOnlyList<Verdict> verdicts, string @namespace = "")
    {
        List<string> lines =
        [
            Text($"# {MarkdownText.Plain(spec.Name)} {MarkdownText.Plain(spec.Version)}"),
            string.Empty,
            Purpose(schema),
            string.Empty,
        ];
        AddVerdicts(lines, verdicts);
        AddMetrics(lines, metrics);
        AddSlices(lines, metrics);
        AddUse(lines, spec, schema, @namespace);
        AddInputs(lines, schema);
        AddOrigin(lines, spec, schema, metrics);
        return string.Join('\n', lines).TrimEnd('\n') + "\n";
    }

    private static string Purpose(ModelSchema schema)
    {
        var label = MarkdownText.Plain(schema.Label.Name);
        var classes = schema.Classes.Select(MarkdownText.Plain).ToList();
        return schema.Task switch
        {
            ModelTask.BinaryClassification =>
                $"Predicts **{label}**: {classes[1]} (the positive class) or {classes[0]}, with the probability of {classes[1]}.",
            ModelTask.MulticlassClassification =>
                $"Predicts **{label}**: one of {string.Join(", ", classes)}, with a probability for each.",
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

        var counts = verdicts.GroupBy(v => v.Outcome).OrderBy(g => g.Key)
            .Select(g => Text($"{g.Count()} {Name(g.Key)}"));
        var bad = verdicts.Any(v => v.Outcome is GateOutcome.Failed or GateOutcome.Inconclusive);
        lines.AddRange([$"**{(bad ? "Not passed" : "Passed")}**: {string.Join(", ", counts)}.", string.Empty]);

        // What needs attention first; otherwise in the project's order.
        MarkdownText.Table(
            lines,
            ["verdict", "gate", "slice", "why"],
            verdicts.OrderBy(v => Urgency(v.Outcome)).Select(v => (IReadOnlyList<string>)
            [
                v.Code is null ? Name(v.Outcome) : $"{Name(v.Outcome)} ({MarkdownText.Plain(v.Code)})",
                MarkdownText.Plain(v.Gate),
                v.Slice is null ? "all rows" : MarkdownText.Plain(v.Slice),
                MarkdownText.Plain(v.Message),
            ]));
    }

    private static string Name(GateOutcome outcome) => outcome switch
    {
        GateOutcome.Passed => "passed",
        GateOutcome.Failed => "failed",
        GateOutcome.Inconclusive => "inconclusive",
        _ => "skipped",
    };

    private static int Urgency(GateOutcome outcome) => outcome switch
    {
        GateOutcome.Failed => 0,
        GateOutcome.Inconclusive => 1,
        GateOutcome.Skipped => 2,
        _ => 3,
    };

    private static void AddMetrics(List<string> lines, MetricsReport metrics)
    {
        lines.AddRange(["## Metrics", string.Empty, Text($"On {metrics.ReferenceRows:N0} reference rows that the model did not learn from; 95 % intervals."), string.Empty]);
        MarkdownText.Table(
            lines,
            ["metric", "value", "interval", "better is"],
            metrics.Metrics.Where(m => m.Slice is null).Select(m => (IReadOnlyList<string>)
            [
                MarkdownText.Plain(m.Name),
                Value(m, metrics.Task),
                Interval(m, metrics.Task),
                MetricCatalog.Find(m.Name, metrics.Task) is { } known ? (known.HigherIsBetter ? "higher" : "lower") : string.Empty,
            ]));
    }

    private static void AddSlices(List<string> lines, MetricsReport metrics)
    {
        var slices = metrics.Metrics.Where(m => m.Slice is not null).GroupBy(m => m.Slice!).ToList();
        if (slices.Count == 0)
        {
            return;
        }

        lines.AddRange(["## Slices", string.Empty]);
        var names = slices.SelectMany(s => s.Select(m => m.Name)).Distinct().ToList();
        MarkdownText.Table(
            lines,
            ["slice", "rows", .. names.Select(MarkdownText.Plain)],
            slices.Select(s => (IReadOnlyList<string>)
            [
                MarkdownText.Plain(s.Key),
                Text($"{s.Max(m => m.Rows):N0}"),
                .. names.Select(n => s.FirstOrDefault(m => m.Name == n) is { } m
                    ? Value(m, metrics.Task) + (Interval(m, metrics.Task) is { Length: > 0 } interval ? $" ({interval})" : string.Empty)
                    : string.Empty),
            ]));
    }

    private static void AddUse(List<string> lines, ModelSpec spec, ModelSchema schema, string @namespace)
    {
        lines.AddRange(["## Use", string.Empty, "```csharp"]);
        lines.AddRange(UsageExample.Lines(schema, spec.Name, @namespace));
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
                c.Type switch
                {
                    ColumnType.Number => c.Precision == NumberPrecision.Float64 ? "number (64 bits)" : "number",
                    ColumnType.Boolean => "true or false",
                    ColumnType.Date => "date",
                    _ => "text",
                },
                c.MinFraction >= 1 ? "yes" : "no",
                Values(c),
            ]));
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

    private static void AddOrigin(List<string> lines, ModelSpec spec, ModelSchema schema, MetricsReport metrics)
    {
        lines.AddRange(["## Origin", string.Empty]);
        var parameters = spec.Trainer.Parameters.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}={p.Value}");
        List<(string What, string Value)> facts =
        [
            ("package", $"{spec.PackageId} {spec.Version}"),
            ("task", schema.Task.ToString()),
            ("trainer", string.Join(' ', parameters.Prepend(spec.Trainer.Name))),
            ("training data", string.Join(", ", spec.TrainingData.Select(d => d.DisplayName))),
            ("reference data", spec.ReferenceFraction is { } fraction
                ? FormattableString.Invariant($"a share of {fraction} of the training data, by the hash of each row")
                : string.Join(", ", spec.ReferenceData.Select(d => d.DisplayName))),
            ("rows left out by the filter", spec.Filter is null ? "none" : $"all but {spec.Filter}"),
            ("seed", Text($"{spec.Seed}")),
        ];
        if (schema.Task == ModelTask.BinaryClassification)
        {
            facts.Add(("positive class from probability", Text($"{spec.ClassificationThreshold}")));
        }

        facts.Add(("SHA-256 of the ONNX file", metrics.OnnxSha256));
        MarkdownText.Table(lines, ["what", "value"], facts.Select(f => (IReadOnlyList<string>)[f.What, MarkdownText.Plain(f.Value)]));
    }

    private static string Value(MetricResult metric, ModelTask task) => InUnit(metric.Value, metric, task);

    private static string Interval(MetricResult metric, ModelTask task) => double.IsNaN(metric.Low) || double.IsNaN(metric.High)
        ? string.Empty
        : $"{InUnit(metric.Low, metric, task)} to {InUnit(metric.High, metric, task)}";

    private static string InUnit(double value, MetricResult metric, ModelTask task) => MetricCatalog.Find(metric.Name, task)?.Unit switch
    {
        MetricUnit.Bytes => Text($"{value:N0} bytes"),
        MetricUnit.Seconds => Text($"{value * 1000:0.###} ms"),
        MetricUnit.PerSecond => Text($"{value:N0} a second"),
        _ => Number(value),
    };

    /// <summary>Four decimals for shares; four significant digits for numbers beyond them.</summary>
    private static string Number(double value) => Math.Abs(value) switch
    {
        double.NaN => string.Empty,
        < 10 => value != 0 && Math.Abs(value) < 0.001 ? Text($"{value:G3}") : Text($"{value:0.0000}"),
        < 10000 => Text($"{value:0.##}"),
        _ => Text($"{value:N0}"),
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
