using MathNet.Numerics.Distributions;

namespace Ingot.Core.Statistics;

/// <summary>
/// Whether a model is better on today's rows than on those that it was measured on before it was released, by more than chance: then it has
/// most likely learned from today's rows.
/// </summary>
/// <remarks>
/// Both values are estimates with standard errors. Of independent samples their difference has the variance SE² + SE² (areas under ROC
/// curves: J. A. Hanley and B. J. McNeil, "The meaning and use of the area under a receiver operating characteristic (ROC) curve", Radiology
/// 143, 1982; unequal variances: B. L. Welch, Biometrika 34, 1947), and divided by its root it is standard normal for the numbers of rows
/// that reference data have. Rows that both samples share make the variance smaller than that: the test then errs less often than its level
/// says.
/// </remarks>
public static class UnseenRowsTest
{
    /// <summary>
    /// The one-sided level: 0.001. What the test finds keeps gates from failing, so a false alarm is dearer than a miss; and a model that has
    /// learned a tenth of the rows is better on them by many standard errors.
    /// </summary>
    public const double Level = 0.001;

    /// <summary>The one-sided p-value of "it is no better today"; NaN where a standard error is not known.</summary>
    /// <param name="then">The metric when it was released.</param>
    /// <param name="thenError">Its standard error.</param>
    /// <param name="today">The metric of the same model today.</param>
    /// <param name="todayError">Its standard error.</param>
    /// <param name="higherIsBetter">Whether greater values are better.</param>
    public static double PValue(double then, double thenError, double today, double todayError, bool higherIsBetter)
    {
        var better = higherIsBetter ? today - then : then - today;
        var error = Math.Sqrt((thenError * thenError) + (todayError * todayError));

        // Where neither has an error there is nothing to divide by.
        return error > 0 ? Normal.CDF(0, 1, -better / error) : double.NaN;
    }
}
