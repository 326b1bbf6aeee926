using Ingot.Core.Drift;
using Ingot.Training;

namespace Ingot.Pipeline.Monitor;

/// <summary>What a classifier that has not learned from them says of the rows of two samples: what <see cref="DomainClassifier"/> judges.</summary>
internal sealed record TwoSampleScores
{
    /// <summary>Scores of the reference's rows, 0 to 1; greater is more like the current rows.</summary>
    public required double[] Reference { get; init; }

    /// <summary>Scores of the current rows.</summary>
    public required double[] Current { get; init; }

    /// <summary>In how many parts the rows were.</summary>
    public required int Folds { get; init; }

    /// <summary>
    /// The columns by which they were told apart, the greatest gain first, each with its share: the mean over the parts. Where the finding is not drift
    /// the trees found them in noise, and they mean nothing.
    /// </summary>
    public required IReadOnlyList<ColumnGain> Columns { get; init; }

    /// <summary>The learner: <c>LightGbm</c> or <c>FastTree</c>.</summary>
    public required string Learner { get; init; }

    /// <summary>The finding.</summary>
    /// <param name="name">What stands for the column in it.</param>
    /// <param name="options">As of <see cref="DomainClassifier.Find"/>.</param>
    public DriftFinding Find(string name, DriftOptions? options = null) => DomainClassifier.Find(name, Reference, Current, options, Folds);
}
