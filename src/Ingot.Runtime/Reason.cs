namespace Ingot.Runtime;

/// <summary>
/// One of the reasons of a prediction: what a column contributed to it (a Shapley value, exact, by how the training rows went through the trees: S. M. Lundberg et al., "From local
/// explanations to global understanding with explainable AI for trees", Nature Machine Intelligence 2, 2020).
/// </summary>
public sealed class Reason
{
    internal Reason(string column, double contribution)
    {
        Column = column;
        Contribution = contribution;
    }

    /// <summary>The column, or the feature that the project computes of several.</summary>
    public string Column { get; }

    /// <summary>
    /// By how much it moved the prediction: above 0 upwards. In log-odds of the positive class (two classes; of a <c>FastForest</c> in its probability), in the raw score of the predicted class (more), in the label's unit (a number;
    /// its logarithm where the model predicts that), in the score (of a ranking), or in the logarithm to base 2 of the score (of anomalies).
    /// </summary>
    public double Contribution { get; }

    /// <summary>Such as <c>contract +0.83</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Column} {Contribution:+0.00##;-0.00##;0}");
}
