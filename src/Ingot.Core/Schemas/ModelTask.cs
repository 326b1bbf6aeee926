namespace Ingot.Core.Schemas;

/// <summary>What a model predicts. The names are those of the <c>ModelTask</c> property.</summary>
public enum ModelTask
{
    /// <summary>One of two classes, with the probability of the positive one.</summary>
    BinaryClassification,

    /// <summary>A number.</summary>
    Regression,

    /// <summary>One of three or more classes, with a probability for each.</summary>
    MulticlassClassification,
}
