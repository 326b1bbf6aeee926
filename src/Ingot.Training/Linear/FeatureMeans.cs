using Ingot.Onnx.Features;

namespace Ingot.Training.Linear;

/// <summary>The mean of each feature, in which every row counts alike.</summary>
internal static class FeatureMeans
{
    public static double[] Of(IFeatureRows features)
    {
        var means = new double[features.Names.Count];
        FeatureColumns.Walk(features, (_, feature, value) => means[feature] += value);
        return Array.ConvertAll(means, sum => sum / Math.Max(1, features.Count));
    }
}
