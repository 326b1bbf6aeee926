using Ingot.Search.Trials;

namespace Ingot.Search.Tests.Trials;

public class TrialWorthTests
{
    [Fact]
    public void What_keeps_all_goes_first_then_what_breaks_least_then_what_is_not_known_and_what_was_not_measured_last()
    {
        TrialWorth[] ordered =
        [
            new(0, 1), new(-3, 2), new(0, 2.5), new(0.1, 9), new(0.2, -5), new(0.2, -4), new(double.PositiveInfinity, 0), new(0, double.NaN), new(double.NaN, double.NaN),
        ];

        Assert.Equal(ordered, ordered.Reverse().Order());
        Assert.True(ordered[0] < ordered[1] && ordered[3] > ordered[2] && ordered[3] < ordered[4]);

        // What is not known is as bad as can be, and no better or worse than infinitely bad.
        Assert.Equal(0, new TrialWorth(double.NaN, 1).CompareTo(new TrialWorth(double.PositiveInfinity, 1)));
        Assert.True(new TrialWorth(0, 1) <= new TrialWorth(-1, 1) && new TrialWorth(0, 1) >= new TrialWorth(-1, 1));
        Assert.Equal([true, true, false, false], new[] { 0, -1, 0.1, double.NaN }.Select(v => new TrialWorth(v, 0).IsFeasible));
    }

    [Fact]
    public void The_nearest_is_the_first_of_those_that_break_least()
    {
        Trial[] trials =
        [
            Samples.Complete(0, 1) with { Violation = double.NaN },
            Samples.Complete(1, 3) with { Violation = 0.5 },
            Samples.Complete(2, 2) with { Violation = 0.5 },
            Samples.Complete(3, 2) with { Violation = 0.5 },
            Samples.Complete(4, double.NaN) with { State = TrialState.Failed },
        ];

        Assert.Equal(2, Trial.NearestOf(trials)!.Number);
        Assert.Equal(0, Trial.NearestOf(trials[..1])!.Number);
        Assert.Null(Trial.BestOf(trials));
        Assert.Null(Trial.NearestOf(trials[4..]));
        Assert.Equal(5, Trial.NearestOf([.. trials, Samples.Complete(5, 100)])!.Number);
    }
}
