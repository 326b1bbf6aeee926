using Microsoft.ML.Trainers.FastTree;

namespace Ingot.Training.MLNet;

/// <summary>What boosted trees and forests of ML.NET are both told.</summary>
internal static class TreeOptionsFill
{
    /// <summary>Tells columns, sizes, shares, seeds and threads.</summary>
    public static void Fill(TreeOptions options, LearnerInput input)
    {
        var values = input.Values;
        options.FeatureColumnName = FeatureView.Features;
        options.LabelColumnName = FeatureView.Label;
        options.ExampleWeightColumnName = input.Training.Weights is null ? null : FeatureView.Weight;
        options.NumberOfTrees = input.Rounds is { } rounds ? Math.Max(1, rounds[0]) : values.Whole("Iterations");
        options.NumberOfLeaves = values.Whole("Leaves");
        options.MinimumExampleCountPerLeaf = values.Whole("MinDataInLeaf");
        options.FeatureFraction = values["FeatureFraction"];
        options.BaggingExampleFraction = values["BaggingFraction"];
        options.MaximumBinCountPerFeature = values.Whole("MaxBins");
        options.Seed = input.Seed;
        options.FeatureSelectionSeed = input.Seed;
        options.NumberOfThreads = input.Threads;
    }
}
