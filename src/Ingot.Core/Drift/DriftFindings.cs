using Ingot.Core.Statistics;

namespace Ingot.Core.Drift;

/// <summary>Findings of several columns or chunks together.</summary>
public static class DriftFindings
{
    /// <summary>The findings with p-values that are corrected for all of them; those that have none count for nothing.</summary>
    /// <param name="findings">One family: all columns of a window, or all columns and chunks.</param>
    /// <param name="correction">How.</param>
    public static IReadOnlyList<DriftFinding> Correct(IReadOnlyList<DriftFinding> findings, DriftCorrection correction)
    {
        double[] values = [.. findings.Select(f => f.PValue).Where(double.IsFinite)];
        var adjusted = correction switch
        {
            DriftCorrection.Holm => Holm.Adjust(values),
            DriftCorrection.BenjaminiHochberg => BenjaminiHochberg.Adjust(values),
            _ => values,
        };
        var next = 0;
        return [.. findings.Select(f => double.IsFinite(f.PValue) ? f with { CorrectedPValue = adjusted[next++] } : f)];
    }
}
