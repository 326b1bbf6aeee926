using Ingot.Core.Statistics;

namespace Ingot.Core.Tests.Statistics;

/// <summary>Expected values by statsmodels 0.13.5: multipletests(p, method="fdr_bh").</summary>
public class BenjaminiHochbergTests
{
    [Fact]
    public void P_values_are_corrected_from_the_greatest_down_and_stay_in_their_order()
    {
        Near([0.025, 0.05, 0.05, 0.025, 0.5], BenjaminiHochberg.Adjust([0.01, 0.04, 0.03, 0.005, 0.5]));
        Near([0.033, 0.033, 0.033, 0.033, 0.9, 0.72], BenjaminiHochberg.Adjust([0.01, 0.02, 0.022, 0.022, 0.9, 0.6]));
    }

    [Fact]
    public void None_is_greater_than_one_and_none_is_none()
    {
        Near([0.9, 0.9], BenjaminiHochberg.Adjust([0.9, 0.8]));
        Assert.Empty(BenjaminiHochberg.Adjust([]));
    }

    private static void Near(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), p => Assert.Equal(p.First, p.Second, 14));
    }
}
