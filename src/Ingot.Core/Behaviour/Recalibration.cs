using Ingot.Core.Statistics;

namespace Ingot.Core.Behaviour;

/// <summary>
/// Logistic recalibration (D. R. Cox, "Two further applications of a model for binary regression", Biometrika 45, 1958):
/// the logistic regression of the label on the logit of the probability. The slope is 1 where probabilities are as extreme
/// as they should be, and less than 1 where they are too extreme, as of an overfitted model. The intercept is the one with
/// the slope held at 1, "calibration in the large": 0 where the probabilities are right on average, below 0 where they are
/// too high (E. W. Steyerberg, "Clinical prediction models", 2nd edition, 2019, chapter 15).
/// </summary>
/// <param name="Slope">The slope, with its interval; NaN where the rows do not define it.</param>
/// <param name="Intercept">The intercept, with its interval; NaN where the rows do not define it.</param>
public sealed record Recalibration(Interval Slope, Interval Intercept)
{
    // Probabilities are float32: what log loss is kept away from 0 and 1 with, too.
    private const double Epsilon = 1.1920929e-07;

    private const int MostSteps = 100;
    private const double Converged = 1e-10;

    // Beyond this the labels are separable, and the likelihood has no maximum.
    private const double Separated = 1e4;

    /// <summary>Fits slope and intercept by maximum likelihood (Newton's method).</summary>
    /// <param name="probabilities">Of the positive class.</param>
    /// <param name="positive">Whether each row is positive.</param>
    /// <param name="weights">How much each row counts; scaled so that their mean is 1.</param>
    public static Recalibration Fit(double[] probabilities, bool[] positive, double[] weights)
    {
        var logits = Array.ConvertAll(probabilities, p =>
        {
            var clamped = Math.Clamp(p, Epsilon, 1 - Epsilon);
            return Math.Log(clamped / (1 - clamped));
        });
        var total = weights.Sum();
        var scaled = Array.ConvertAll(weights, w => w * weights.Length / total);
        var positives = positive.Where((p, i) => p && weights[i] > 0).Count();
        return positives == 0 || positives == weights.Count(w => w > 0)
            ? new Recalibration(Undefined, Undefined)
            : new Recalibration(FitSlope(logits, positive, scaled), FitIntercept(logits, positive, scaled));
    }

    private static Interval Undefined => Interval.Normal(double.NaN, double.NaN);

    private static Interval FitSlope(double[] logits, bool[] positive, double[] weights)
    {
        // Starting from no dependence, Newton's method does not overshoot, however extreme the probabilities are.
        double intercept = 0, slope = 0;
        for (var step = 0; step < MostSteps; step++)
        {
            double g0 = 0, g1 = 0, h00 = 0, h01 = 0, h11 = 0;
            for (var i = 0; i < logits.Length; i++)
            {
                var p = Logistic(intercept + (slope * logits[i]));
                var residual = weights[i] * ((positive[i] ? 1 : 0) - p);
                var information = weights[i] * p * (1 - p);
                g0 += residual;
                g1 += residual * logits[i];
                h00 += information;
                h01 += information * logits[i];
                h11 += information * logits[i] * logits[i];
            }

            var determinant = (h00 * h11) - (h01 * h01);
            if (!(determinant > 0))
            {
                break;
            }

            var (d0, d1) = (((h11 * g0) - (h01 * g1)) / determinant, ((h00 * g1) - (h01 * g0)) / determinant);
            (intercept, slope) = (intercept + d0, slope + d1);
            if (Math.Abs(d0) + Math.Abs(d1) <= Converged * (1 + Math.Abs(intercept) + Math.Abs(slope)))
            {
                return Interval.Normal(slope, Math.Sqrt(h00 / determinant));
            }

            if (Math.Abs(slope) + Math.Abs(intercept) > Separated)
            {
                break;
            }
        }

        return Undefined;
    }

    private static Interval FitIntercept(double[] logits, bool[] positive, double[] weights)
    {
        var intercept = 0.0;
        for (var step = 0; step < MostSteps; step++)
        {
            double gradient = 0, information = 0;
            for (var i = 0; i < logits.Length; i++)
            {
                var p = Logistic(intercept + logits[i]);
                gradient += weights[i] * ((positive[i] ? 1 : 0) - p);
                information += weights[i] * p * (1 - p);
            }

            if (!(information > 0))
            {
                break;
            }

            // A step of at most 1 in the logit keeps Newton's method from overshooting where all probabilities are near 0 or 1.
            var change = Math.Clamp(gradient / information, -1, 1);
            intercept += change;
            if (Math.Abs(change) <= Converged * (1 + Math.Abs(intercept)))
            {
                return Interval.Normal(intercept, Math.Sqrt(1 / information));
            }
        }

        return Undefined;
    }

    private static double Logistic(double logit) => 1 / (1 + Math.Exp(-logit));
}
