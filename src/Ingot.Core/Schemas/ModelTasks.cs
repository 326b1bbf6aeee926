namespace Ingot.Core.Schemas;

/// <summary>What tasks have in common.</summary>
public static class ModelTasks
{
    /// <summary>The greatest grade of a ranking: the gain of a grade is 2^grade - 1, and learners keep it as a number of 31 bits.</summary>
    public const int MaxGrade = 30;

    /// <summary>Whether the label is a number and the model says one number, <see cref="OutputNames.Score"/>: a regression, and a ranking.</summary>
    public static bool IsNumeric(this ModelTask task) => task is ModelTask.Regression or ModelTask.Ranking;

    /// <summary>Whether it is learned without a label, so that there need be none, and one that there is measures only: an anomaly detection, and a clustering.</summary>
    public static bool IsUnsupervised(this ModelTask task) => task is ModelTask.AnomalyDetection or ModelTask.Clustering;

    /// <summary>As <see cref="IsUnsupervised(ModelTask)"/>, of the text of a project, whatever its case.</summary>
    public static bool IsUnsupervised(string? task) => Enum.GetValues<ModelTask>().Any(t => t.IsUnsupervised() && string.Equals(t.ToString(), task, StringComparison.OrdinalIgnoreCase));
}
