namespace Ingot.Onnx.Features;

/// <summary>What a learner wants its features to look like.</summary>
public enum FeatureStyle
{
    /// <summary>Missing values kept as NaN, a category as its index (unseen and missing: NaN), nothing scaled. For LightGBM.</summary>
    NativeTrees,

    /// <summary>Missing values filled, categories one-hot (capped), nothing scaled. For FastTree.</summary>
    DenseTrees,

    /// <summary>As <see cref="DenseTrees"/>, but for a learner that takes doubles, to which distances between values matter and not their order alone. For isolation forests.</summary>
    DenseDoubles,

    /// <summary>Missing values filled, categories one-hot (capped), numbers standardised. For linear models.</summary>
    Linear,
}
