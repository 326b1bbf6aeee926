using System.Globalization;
using Ingot.Artifacts;
using static Ingot.Core.Specs.ModelSpecReader;

namespace Ingot.Core.Specs;

/// <summary>Reads a <c>Gate</c> item.</summary>
internal static class GateReader
{
    private static readonly string[] Known = ["Slice", "Min", "Max", "MaxRegression", "Against", "Policy", "Alpha"];

    // What only a change gate has.
    private static readonly string[] OfChange = ["Against", "Policy", "Alpha"];

    // The benchmark "gates" saw up to 65 % of models that were too much worse pass; docs/statistics.md has the table.
    private const string BiasedMetric = "ECE";

    /// <summary>Reads it.</summary>
    /// <param name="item">The item.</param>
    /// <exception cref="Diagnostics.IngotException">INGOT1001: metadata that are unknown, contradict each other or cannot be read.</exception>
    public static GateSpec Read(ProjectItem item)
    {
        CheckMetadata(item, Known);
        var policy = Choice<GatePolicy>(item.Get("Policy"), $"metadata Policy of the gate on {item.Include}", item.Location);
        if (item.Get("MaxRegression") is null && Array.Find(OfChange, m => item.Get(m) is not null) is { } lonely)
        {
            throw Wrong(item.Location, $"The gate on {item.Include} has {lonely} but no MaxRegression, to which it applies. Add MaxRegression, or remove it.");
        }

        if (policy == GatePolicy.NonInferior && item.Include == BiasedMetric)
        {
            throw Wrong(item.Location, $"The gate on {BiasedMetric} has Policy=\"NonInferior\", but nothing can be proven about {BiasedMetric}: with few rows it comes out too high for every model, and for the better one more than for the worse one. Use Policy=\"Significant\", or gate Brier or LogLoss.");
        }

        return new GateSpec(
            item.Include, item.Get("Slice"), item.Get("Min"), item.Get("Max"), item.Get("MaxRegression"), item.Location)
        {
            Against = Against(item),
            Policy = policy ?? GatePolicy.Significant,
            Alpha = Alpha(item),
        };
    }

    private static string? Against(ProjectItem item) => item.Get("Against") is not { } text ? null
        : ReleaseVersion.IsBest(text) ? GateSpec.Best
        : ReleaseVersion.Normalize(text)
            ?? throw Wrong(item.Location, $"The gate on {item.Include} has Against=\"{text}\"; expected a released version such as 1.2.0, or best. What all gates without Against compare with is ModelBaselineVersion, which may be latest or a channel too.");

    private static double Alpha(ProjectItem item) => item.Get("Alpha") is not { } text ? GateSpec.DefaultAlpha
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var alpha) && alpha is > 0 and <= 0.5 ? alpha
        : throw Wrong(item.Location, $"The gate on {item.Include} has Alpha=\"{text}\"; expected a number above 0 and at most 0.5, such as 0.05.");
}
