using Ingot.Core.Statistics;

namespace Ingot.Core.Tests.Statistics;

/// <summary>Expected values by statsmodels 0.13.5: multipletests(p, method="holm").</summary>
public class HolmTests
{
    [Fact]
    public void P_values_are_corrected_step_by_step_and_stay_in_their_order() =>
        Near([0.04, 0.09, 0.09, 0.025, 0.5], Holm.Adjust([0.01, 0.04, 0.03, 0.005, 0.5]));

    [Fact]
    public void Ties_get_the_same() => Near([0.03, 0.03, 0.03], Holm.Adjust([0.01, 0.01, 0.01]));

    [Fact]
    public void One_test_is_as_it_was_and_none_is_none()
    {
        Near([0.04], Holm.Adjust([0.04]));
        Assert.Empty(Holm.Adjust([]));
    }

    [Fact]
    public void None_is_greater_than_one() => Near([1, 1], Holm.Adjust([0.9, 0.8]));

    private static void Near(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), p => Assert.Equal(p.First, p.Second, 14));
    }
}
