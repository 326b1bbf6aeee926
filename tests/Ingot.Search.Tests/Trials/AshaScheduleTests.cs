using Ingot.Search.Samplers;
using Ingot.Search.Trials;

namespace Ingot.Search.Tests.Trials;

/// <summary>Algorithm 2 of L. Li et al., MLSys 2020.</summary>
public class AshaScheduleTests
{
    [Theory]
    [InlineData(10, 640, "10,40,160,640")]
    [InlineData(10, 200, "10,40,160,200")]
    [InlineData(10, 10, "10")]
    [InlineData(1, 3, "1,3")]
    public void Rungs_have_four_times_as_many_iterations_up_to_the_most(int least, int most, string rungs) =>
        Assert.Equal(rungs, string.Join(',', new AshaSchedule(least, most).Rungs));

    [Fact]
    public void The_best_quarter_of_a_rung_goes_on_as_soon_as_there_is_one()
    {
        var schedule = new AshaSchedule(10, 160);
        var trials = new List<Trial> { Stopped(0, 3), Stopped(1, 1), Stopped(2, 2) };

        Assert.Equal(new AshaJob(null, 10), schedule.Next(trials, mayBegin: true));
        trials.Add(Stopped(3, 4));
        Assert.Equal(new AshaJob(1, 40), schedule.Next(trials, mayBegin: true));
        trials[1] = Stopped(1, 1, 0.5);
        Assert.Equal(new AshaJob(null, 10), schedule.Next(trials, mayBegin: true));
        Assert.Null(schedule.Next(trials, mayBegin: false));
    }

    [Fact]
    public void A_higher_rung_goes_first()
    {
        var schedule = new AshaSchedule(10, 160);
        List<Trial> trials = [.. Enumerable.Range(0, 16).Select(i => i < 4 ? Stopped(i, i, i) : Stopped(i, i + 1)), Stopped(16, -1)];

        Assert.Equal(new AshaJob(0, 160), schedule.Next(trials, mayBegin: true));
    }

    [Fact]
    public void What_breaks_a_constraint_goes_on_after_what_does_not()
    {
        var schedule = new AshaSchedule(10, 160);
        List<Trial> trials =
        [
            Stopped(0, 1) with { Steps = [new TrialStep(10, 1) { Violation = 0.5 }] }, Stopped(1, 9), Stopped(2, 8) with { Steps = [new TrialStep(10, 8) { Violation = double.NaN }] },
            Stopped(3, 7) with { Steps = [new TrialStep(10, 7) { Violation = 0.1 }] },
        ];

        Assert.Equal(new AshaJob(1, 40), schedule.Next(trials, mayBegin: false));
        trials[1] = Stopped(1, 9, 8);
        trials.AddRange([Stopped(4, 20) with { Steps = [new TrialStep(10, 20) { Violation = 3 }] }, Stopped(5, 20), Stopped(6, 21), Stopped(7, 22)]);
        Assert.Equal(new AshaJob(5, 40), schedule.Next(trials, mayBegin: false));
    }

    [Fact]
    public void What_is_running_or_failed_does_not_go_on()
    {
        var schedule = new AshaSchedule(10, 160);
        List<Trial> trials = [Stopped(0, 1) with { State = TrialState.Running }, Stopped(1, 2), Stopped(2, 3), Stopped(3, 4), Stopped(4, double.NaN) with { State = TrialState.Failed }];

        Assert.Null(schedule.Next(trials, mayBegin: false));
    }

    [Fact]
    public void It_spends_most_iterations_on_few_trials()
    {
        var (space, loss) = Functions.Sphere;
        var schedule = new AshaSchedule(4, 64);
        var run = new SearchRun(new SearchPlan(new RandomSampler(space, 1), 64) { Schedule = schedule }, new MemoryJournal());

        var end = run.Run([], r => new TrialMeasure([loss(r.Trial.Point) + (10.0 / r.Iterations!.Value)]), () => false, CancellationToken.None);

        var byRung = schedule.Rungs.Select((_, i) => run.Trials.Count(t => t.Steps.Count > i)).ToList();
        Assert.Equal(SearchEnd.AllTried, end);
        Assert.Equal(64, byRung[0]);
        Assert.InRange(byRung[1], 16, 26);
        Assert.InRange(byRung[2], 4, 9);
        var best = Trial.BestOf(run.Trials)!;
        Assert.Equal((TrialState.Complete, 64), (best.State, best.Steps[^1].Iterations));
        Assert.Equal(run.Trials.Min(t => loss(t.Point)), loss(best.Point));
    }

    [Fact]
    public void One_that_stops_by_itself_needs_no_more_iterations()
    {
        var run = new SearchRun(new SearchPlan(new RandomSampler(Samples.Plane, 1), 8) { Schedule = new AshaSchedule(10, 160) }, new MemoryJournal());
        var measured = 0;

        _ = run.Run([], r => new TrialMeasure([1.0 + r.Trial.Number]) { IsFinal = true, Iterations = ++measured }, () => false, CancellationToken.None);

        Assert.Equal(8, measured);
        Assert.All(run.Trials, t => Assert.Equal((TrialState.Complete, 3), (t.State, t.Steps.Count)));
    }

    private static Trial Stopped(int number, params double[] losses) => new(number, Samples.Point(("x", number)))
    {
        State = TrialState.Pruned,
        Loss = losses.Min(),
        Steps = [.. losses.Select((l, i) => new TrialStep(10 << (2 * i), l))],
    };
}
