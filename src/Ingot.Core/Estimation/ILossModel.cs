using Ingot.Core.Tables;

namespace Ingot.Core.Estimation;

/// <summary>What an <see cref="ILossLearner"/> learned.</summary>
public interface ILossModel
{
    /// <summary>The expected loss of each row; finite, else the row is left out.</summary>
    /// <param name="features">The same columns as it has learned from.</param>
    /// <param name="predictions">What the watched model predicted.</param>
    double[] Estimate(Table features, float[] predictions);
}
