namespace Ingot.Core.Drift;

/// <summary>
/// The measure that is taken when none is named: the choice by kind and size that Evidently documents as its default ("Data drift algorithm",
/// Evidently's documentation).
/// </summary>
/// <remarks>
/// Of at most 1,000 reference rows: KS for numbers, the chi-squared test for categories and for numbers of at most 5 distinct values, the z test of two
/// shares for at most 2 distinct values of a column of categories. Of more: the Wasserstein distance over the reference's standard
/// deviation for numbers, the Jensen-Shannon distance for categories and for numbers of at most 5 distinct values, both with the threshold 0.1. Here the verdict is on the
/// effect in all cases, the p-value stands beside it; and the distinct values are those of the reference, so that the choice is the same
/// in every window.
/// </remarks>
public static class DriftChoice
{
    /// <summary>So many reference rows are few.</summary>
    public const long SmallReference = 1000;

    /// <summary>Numbers with so many distinct values, or fewer, are treated as categories.</summary>
    public const int FewValues = 5;

    /// <summary>The measure for a column.</summary>
    /// <param name="kind">What the column holds.</param>
    /// <param name="referenceRows">Rows of the reference with a value.</param>
    /// <param name="distinctValues">Distinct values of the reference.</param>
    public static DriftMeasure For(DriftColumnKind kind, long referenceRows, int distinctValues)
    {
        if (kind == DriftColumnKind.Number && distinctValues > FewValues)
        {
            return referenceRows > SmallReference ? DriftMeasureCatalog.Wasserstein : DriftMeasureCatalog.KolmogorovSmirnov;
        }

        return referenceRows > SmallReference ? DriftMeasureCatalog.JensenShannon
            : kind == DriftColumnKind.Category && distinctValues <= 2 ? DriftMeasureCatalog.TwoProportions
            : DriftMeasureCatalog.ChiSquared;
    }
}
