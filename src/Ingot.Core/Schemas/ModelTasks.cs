namespace Ingot.Core.Schemas;

/// <summary>What tasks have in common.</summary>
public static class ModelTasks
{
    /// <summary>The greatest grade of a ranking: the gain of a grade is 2^grade - 1, and learners keep it as a number of 31 bits.</summary>
    public const int MaxGrade = 30;

    /// <summary>Whether the label is a number and the model says one number, <see cref="OutputNames.Score"/>: a regression, and a ranking.</summary>
    public static bool IsNumeric(this ModelTask task) => task is ModelTask.Regression or ModelTask.Ranking;
}
