using Ingot.Core.Schemas;

namespace Ingot.Core.Predictions;

/// <summary>What the columns in which tables keep a model's scores are called, such as <c>predictions.parquet</c> and the prediction log.</summary>
public static class ScoreColumns
{
    /// <summary>The predicted number of a regression, and the score of a ranking.</summary>
    public const string Prediction = "prediction";

    /// <summary>
    /// The columns that hold <see cref="PredictionSet.Scores"/>: <c>prediction</c>, <c>probability</c>, <c>score</c> of an anomaly detection, those of
    /// <see cref="ClusterColumns"/>, or of <see cref="Probabilities"/>.
    /// </summary>
    public static IReadOnlyList<string> Of(ModelTask task, IReadOnlyList<string> classes) => task switch
    {
        ModelTask.Regression or ModelTask.Ranking => [Prediction],
        ModelTask.BinaryClassification => [OutputNames.Probability],
        ModelTask.AnomalyDetection => [OutputNames.Score],
        ModelTask.Clustering => ClusterColumns.Names,
        _ => Probabilities(classes),
    };

    /// <summary>Those of them that the model says itself, as <see cref="ModelSchema.ScoreOutput"/> does: of a clustering the distance alone.</summary>
    public static IReadOnlyList<string> Said(ModelTask task, IReadOnlyList<string> classes) =>
        task == ModelTask.Clustering ? [ClusterColumns.Names[ClusterColumns.Distance]] : Of(task, classes);

    /// <summary>One <c>probability_&lt;class&gt;</c> per class, numbered where classes differ in case only, since SQL names do not.</summary>
    public static IReadOnlyList<string> Probabilities(IReadOnlyList<string> classes)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var names = new List<string>();
        foreach (var name in classes.Select(c => $"{OutputNames.Probability}_{c}"))
        {
            var distinct = name;
            for (var number = 2; !taken.Add(distinct); number++)
            {
                distinct = FormattableString.Invariant($"{name}_{number}");
            }

            names.Add(distinct);
        }

        return names;
    }
}
