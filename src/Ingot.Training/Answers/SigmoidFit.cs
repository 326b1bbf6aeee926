using Ingot.Onnx.Learned;

namespace Ingot.Training.Answers;

/// <summary>
/// Fits a logistic curve to rows of two classes by maximum likelihood. The targets are not 1 and 0 but (positives + 1) / (positives + 2) and 1 / (negatives + 2), weights
/// counted, so that rows which are told apart without a fault give no certainty (J. Platt, "Probabilistic outputs for support vector machines", 1999), as scikit-learn's
/// <c>CalibratedClassifierCV(method="sigmoid")</c> does. By Newton's method with halved steps (H.-T. Lin, C.-J. Lin, R. Weng, "A note on Platt's probabilistic outputs for
/// support vector machines", Machine Learning 68, 2007).
/// </summary>
internal static class SigmoidFit
{
    private const int MostSteps = 200;
    private const double LeastStep = 1e-10;

    // What keeps the matrix invertible where all rows have the same score: nothing is then learned of the slope.
    private const double Ridge = 1e-12;

    /// <summary>Fits.</summary>
    /// <param name="odds">A finite score a row.</param>
    /// <param name="positive">Whether the row is of the class. Both kinds have weight.</param>
    /// <param name="weights">How much it counts, 0 or more.</param>
    public static LogisticCurve Of(double[] odds, bool[] positive, double[] weights)
    {
        var (positives, negatives) = (0.0, 0.0);
        for (var i = 0; i < odds.Length; i++)
        {
            (positives, negatives) = positive[i] ? (positives + weights[i], negatives) : (positives, negatives + weights[i]);
        }

        var (high, low) = ((positives + 1) / (positives + 2), 1 / (negatives + 2));
        var (slope, offset) = (0.0, Math.Log((positives + 1) / (negatives + 1)));
        var loss = Loss(slope, offset);
        for (var step = 0; step < MostSteps; step++)
        {
            double g0 = 0, g1 = 0, h00 = Ridge, h01 = 0, h11 = Ridge;
            for (var i = 0; i < odds.Length; i++)
            {
                var p = 1 / (1 + Math.Exp(-((slope * odds[i]) + offset)));
                var (residual, information) = (weights[i] * ((positive[i] ? high : low) - p), weights[i] * p * (1 - p));
                g0 += residual;
                g1 += residual * odds[i];
                h00 += information;
                h01 += information * odds[i];
                h11 += information * odds[i] * odds[i];
            }

            var determinant = (h00 * h11) - (h01 * h01);
            var (d0, d1) = (((h11 * g0) - (h01 * g1)) / determinant, ((h00 * g1) - (h01 * g0)) / determinant);
            var length = 1.0;
            var next = Loss(slope + d1, offset + d0);
            for (; !(next < loss) && length > LeastStep; next = Loss(slope + (length * d1), offset + (length * d0)))
            {
                length /= 2;
            }

            if (!(next < loss))
            {
                break;
            }

            (slope, offset, loss) = (slope + (length * d1), offset + (length * d0), next);
        }

        return new LogisticCurve(slope, offset);

        // log(1 + exp(x)) - target * x, without overflow.
        double Loss(double a, double b)
        {
            var sum = 0.0;
            for (var i = 0; i < odds.Length; i++)
            {
                var x = (a * odds[i]) + b;
                sum += weights[i] * (Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x))) - ((positive[i] ? high : low) * x));
            }

            return sum;
        }
    }
}
