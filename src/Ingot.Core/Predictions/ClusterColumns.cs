namespace Ingot.Core.Predictions;

/// <summary>What <see cref="PredictionSet.Scores"/> has of each row of a clustering, one after the other.</summary>
public static class ClusterColumns
{
    /// <summary>The number of the row's cluster.</summary>
    public const int Cluster = 0;

    /// <summary>The row's distance to the centre of its cluster.</summary>
    public const int Distance = 1;

    /// <summary>The row's silhouette; NaN of rows that were not drawn for it, and where nobody knows the features of the rows, as in production.</summary>
    public const int Silhouette = 2;

    /// <summary>The row's pseudo-value of the mean silhouette (<see cref="Statistics.ClusterIndex"/>).</summary>
    public const int SilhouettePart = 3;

    /// <summary>The row's pseudo-value of the Davies-Bouldin index.</summary>
    public const int DaviesBouldinPart = 4;

    /// <summary>The row's pseudo-value of the Calinski-Harabasz index.</summary>
    public const int CalinskiHarabaszPart = 5;

    /// <summary>How many there are.</summary>
    public const int Count = 6;

    /// <summary>What they are called in tables.</summary>
    public static IReadOnlyList<string> Names { get; } = ["cluster", "distance", "silhouette", "silhouette_part", "davies_bouldin_part", "calinski_harabasz_part"];
}
