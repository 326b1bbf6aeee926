using System.Globalization;

namespace Ingot.Scoring;

/// <summary>What the ONNX file of a clustering says of its clusters.</summary>
public static class ClusterFacts
{
    /// <summary>The key of the metadata that has the number of clusters.</summary>
    public const string CountKey = "ingot.clusters";

    /// <summary>The value of the graph that has the features in which distances are measured, [N, features], of doubles.</summary>
    public const string Features = "ingot/features";

    /// <summary>The names of clusters: their numbers, from 0 on.</summary>
    /// <param name="count">How many there are.</param>
    public static IReadOnlyList<string> Names(int count) => [.. Enumerable.Range(0, count).Select(c => c.ToString(CultureInfo.InvariantCulture))];
}
