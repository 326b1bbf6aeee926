namespace Ingot.Onnx.Features;

/// <summary>What a learner wants its features to look like.</summary>
public enum FeatureStyle
{
    /// <summary>Missing values kept as NaN, a category as its index (unseen and missing: NaN), nothing scaled. For LightGBM.</summary>
    NativeTrees,

    /// <summary>Missing values filled, categories one-hot (capped), nothing scaled. For FastTree.</summary>
    DenseTrees,

    /// <summary>Missing values filled, categories one-hot (capped), numbers standardised. For linear models.</summary>
    Linear,
}
