using System.Globalization;
using Ingot.Core.Metrics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;

namespace Ingot.Reports.Cards;

/// <summary>What the project says about where a model comes from.</summary>
internal static class OriginFacts
{
    public static IReadOnlyList<CardFact> Of(ModelSpec spec, ModelSchema schema, MetricsReport metrics)
    {
        var parameters = spec.Trainer.Parameters.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}={p.Value}");
        List<CardFact> facts =
        [
            new("package", $"{spec.PackageId} {spec.Version}"),
            new("task", schema.Task.ToString()),
            new("trainer", string.Join(' ', parameters.Prepend(spec.Trainer.Name))),
            new("training data", string.Join(", ", spec.TrainingData.Select(d => d.DisplayName))),
            new("reference data", spec.ReferenceFraction is { } fraction
                ? FormattableString.Invariant($"a share of {fraction} of the training data, by the hash of each row")
                : string.Join(", ", spec.ReferenceData.Select(d => d.DisplayName))),
            new("rows left out by the filter", spec.Filter is null ? "none" : $"all but {spec.Filter}"),
            new("seed", spec.Seed.ToString(CultureInfo.InvariantCulture)),
        ];
        if (schema.Task == ModelTask.BinaryClassification)
        {
            var by = metrics.Threshold is null ? string.Empty : $", chosen by {spec.ThresholdCosts?.ToString() ?? spec.ThresholdTarget?.ToString()} on rows that were not learned from";
            facts.Add(new("positive class from probability", spec.ClassificationThreshold.ToString(CultureInfo.InvariantCulture) + by));
        }

        if (metrics.Threshold is { } score)
        {
            facts.Add(new("anomaly from score", score.ToString(CultureInfo.InvariantCulture)));
        }

        facts.Add(new("SHA-256 of the ONNX file", metrics.OnnxSha256));
        return facts;
    }
}
