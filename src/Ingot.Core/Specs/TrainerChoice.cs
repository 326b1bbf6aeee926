using Ingot.Core.Schemas;

namespace Ingot.Core.Specs;

/// <summary>The trainer of a project that names none, once the columns are known.</summary>
public static class TrainerChoice
{
    /// <summary>
    /// The trainer to use: an isolation forest for an anomaly detection, k-means for a clustering. Where the project has no item <c>Trainer</c> and at least half of the features are free text, it is a linear one: thousands of
    /// words that each say little are what trees are worst at. A ranking has trees, since no linear learner puts rows in order.
    /// </summary>
    /// <param name="trainer">What the project says.</param>
    /// <param name="schema">The columns.</param>
    public static TrainerSpec Of(TrainerSpec trainer, ModelSchema schema)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        ArgumentNullException.ThrowIfNull(schema);
        if (trainer.IsImplied && schema.Task.IsUnsupervised())
        {
            return new TrainerSpec(schema.Task == ModelTask.Clustering ? TrainerSpec.KMeans : TrainerSpec.IsolationForest, trainer.Parameters, trainer.Location) { IsImplied = true };
        }

        var features = schema.Features.ToList();
        return trainer.IsImplied && schema.Task != ModelTask.Ranking && features.Count > 0 && 2 * features.Count(f => f.IsText) >= features.Count
            ? new TrainerSpec(schema.Task == ModelTask.Regression ? "LinearRegression" : "LogisticRegression", trainer.Parameters, trainer.Location) { IsImplied = true }
            : trainer;
    }
}
