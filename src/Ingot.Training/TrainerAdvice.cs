namespace Ingot.Training;

/// <summary>What to change of a trainer, in the parameters that it has: advice with one that it lacks ends in an error.</summary>
internal static class TrainerAdvice
{
    private static readonly string[] CalmerWays = ["fewer Iterations", "a lower LearningRate", "more L2", "a greater MinDataInLeaf"];

    // MinDataInLeaf first: where a model has no split at all, more iterations bring none.
    private static readonly string[] FreerWays = ["a smaller MinDataInLeaf", "more Iterations", "less L1", "less L2"];

    /// <summary>How a trainer learns less by heart, such as <c>fewer Iterations, a lower LearningRate</c>.</summary>
    public static string Calmer(ILearner learner) => Some(learner, CalmerWays);

    /// <summary>How a trainer that found nothing looks closer, such as <c>more Iterations, less L2</c>.</summary>
    public static string Freer(ILearner learner) => Some(learner, FreerWays);

    /// <summary>
    /// How to get a model that beats one that says the same of every row, after the features and the rows were looked at; empty for
    /// a trainer without parameters. Boosting that goes astray has gone too far; linear models have too much or too little regularisation.
    /// </summary>
    /// <param name="learner">The trainer.</param>
    /// <param name="saysTheSame">Whether the model itself says the same of every row.</param>
    public static string Otherwise(ILearner learner, bool saysTheSame)
    {
        if (learner.Parameters.Count == 0)
        {
            return string.Empty;
        }

        return saysTheSame ? $", or let the trainer look closer ({Freer(learner)})"
            : Has(learner, "LearningRate") ? $", or calm the trainer ({Calmer(learner)})"
            : $", or try other values of the trainer's {string.Join(", ", learner.Parameters.Select(p => p.Name).Where(n => n is "Iterations" or "L1" or "L2"))}";
    }

    private static string Some(ILearner learner, IEnumerable<string> ways) =>
        string.Join(", ", ways.Where(w => Has(learner, w[(w.LastIndexOf(' ') + 1)..])));

    private static bool Has(ILearner learner, string parameter) => learner.Parameters.Any(p => p.Name == parameter);
}
