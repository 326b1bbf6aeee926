namespace Ingot.Onnx.Learned;

/// <summary>What a learner learned, free of the learner: from it the ONNX graph behind the featurisation is written.</summary>
public abstract record LearnedModel
{
    /// <summary>How raw scores become predictions.</summary>
    public required OutputLink Link { get; init; }

    /// <summary>Slope of <see cref="OutputLink.Sigmoid"/>.</summary>
    public double LinkSlope { get; init; } = 1;

    /// <summary>Offset of <see cref="OutputLink.Sigmoid"/>.</summary>
    public double LinkOffset { get; init; }

    /// <summary>Raw scores a row: 1, or the number of classes for <see cref="OutputLink.Softmax"/>.</summary>
    public required int Outputs { get; init; }
}
