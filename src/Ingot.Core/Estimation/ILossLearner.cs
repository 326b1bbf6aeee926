using Ingot.Core.Tables;

namespace Ingot.Core.Estimation;

/// <summary>Learns how great a model's error is from what the model saw and said (direct loss estimation). Implemented where there are trainers.</summary>
public interface ILossLearner
{
    /// <summary>Learns from labelled rows. The same rows and seed give the same model.</summary>
    /// <param name="features">The model's features, one row each.</param>
    /// <param name="predictions">What it predicted; a feature too, and an important one.</param>
    /// <param name="losses">The loss of each row: finite, 0 or more. Its mean is what is wanted, so squared error is the objective.</param>
    /// <param name="weights">How much each row counts.</param>
    /// <param name="seed">Of the learner.</param>
    ILossModel Learn(Table features, float[] predictions, double[] losses, double[] weights, int seed);
}
