using Ingot.Core.Estimation;
using Ingot.Core.Metrics;
using Ingot.Core.Tables;
using Ingot.Simulation.World;
using Ingot.Training;

namespace Ingot.Simulation.Models;

/// <summary>A model that <see cref="QuickModels"/> made.</summary>
public sealed class QuickModel : YearModel
{
    private readonly Func<Table, float[]> _score;

    internal QuickModel(string version, TableModel model, Table reference)
        : this(version, customers => Array.ConvertAll(model.Score(customers), s => (float)s), reference)
    {
    }

    /// <summary>Another model's answers, with what is measured of them in memory.</summary>
    /// <param name="other">Answers.</param>
    /// <param name="reference">Its reference rows, with labels.</param>
    public QuickModel(YearModel other, Table reference)
        : this((other ?? throw new ArgumentNullException(nameof(other))).Version, other.Score, reference)
    {
    }

    private QuickModel(string version, Func<Table, float[]> score, Table reference)
    {
        (Version, _score, Reference) = (version, score, reference);
        ReferenceScores = Score(reference);
        Metrics = MetricEvaluator.Evaluate(Predictions(ReferenceScores, ReferenceLabels), 0.5, 1);
    }

    /// <inheritdoc />
    public override string Version { get; }

    /// <inheritdoc />
    public override Table Reference { get; }

    /// <inheritdoc />
    public override double Auc => Metrics.Single(m => m.Name == "AUC").Value;

    /// <summary>Its metrics on its reference rows.</summary>
    public IReadOnlyList<MetricResult> Metrics { get; }

    /// <summary>What it says of its reference rows.</summary>
    public float[] ReferenceScores { get; }

    /// <summary>Estimates its performance without labels.</summary>
    public ConfidenceEstimator Estimator => field ??= ConfidenceEstimator.Fit(Predictions(ReferenceScores, ReferenceLabels), 0.5, 1);

    /// <summary>Their labels.</summary>
    public bool?[] ReferenceLabels => Array.ConvertAll(Left(Reference), l => (bool?)l);

    /// <inheritdoc />
    public override float[] Score(Table customers) => _score(Features(customers));

    /// <summary>Customers without a label.</summary>
    internal static Table Features(Table customers) => new([.. customers.Columns.Where(c => c.Name != YearWorld.Label)]);

    /// <summary>Their labels.</summary>
    internal static bool[] Left(Table customers)
    {
        var label = (StringColumn)customers[YearWorld.Label];
        return [.. Enumerable.Range(0, label.Rows).Select(r => label[r] == YearWorld.Positive)];
    }
}
