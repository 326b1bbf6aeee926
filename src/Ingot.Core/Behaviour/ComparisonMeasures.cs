namespace Ingot.Core.Behaviour;

/// <summary>Names of what tests that compare with rivals measure.</summary>
public static class ComparisonMeasures
{
    /// <summary>Greatest less least value of a metric over the seeds.</summary>
    public const string Spread = "Spread";

    /// <summary>How much better than the rival the model is.</summary>
    public const string Gain = "Gain";

    /// <summary>How much worse than the model the rival is.</summary>
    public const string Loss = "Loss";

    /// <summary>The greatest AUC, MacroAUC or R2 of a model of one feature.</summary>
    public const string SingleFeature = "Single feature";

    /// <summary>How many standard errors models trained on shuffled labels are above chance.</summary>
    public const string Shuffled = "Shuffled labels";

    /// <summary>How many that may be: of five shuffles chance alone is further above itself once in a thousand tests (Student's distribution of four degrees).</summary>
    public const double MostOfShuffled = 7.173;
}
