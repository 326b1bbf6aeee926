namespace Ingot.Core.Specs;

/// <summary>What the values of a model's output are.</summary>
public enum ModelOutputKind
{
    /// <summary>The predicted number (regression).</summary>
    Value,

    /// <summary>One probability for each class, or, of two classes, that of the last one only.</summary>
    Probabilities,

    /// <summary>What becomes probabilities by softmax, or, where there is one value of two classes, by 1 / (1 + exp(-x)).</summary>
    Logits,
}
