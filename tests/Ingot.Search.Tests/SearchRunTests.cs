using Ingot.Search.Samplers;
using Ingot.Search.Trials;

namespace Ingot.Search.Tests;

public class SearchRunTests
{
    [Theory]
    [InlineData(1, false)]
    [InlineData(4, false)]
    [InlineData(1, true)]
    [InlineData(3, true)]
    public void A_search_that_was_interrupted_goes_on_as_if_it_had_not_been(int parallel, bool isAsha)
    {
        var (space, loss) = Functions.Conditional;
        var plan = new SearchPlan(isAsha ? new RandomSampler(space, 2) : new TpeSampler(space, 2), 40) { Parallel = parallel, Schedule = isAsha ? new AshaSchedule(2, 32) : null };
        var whole = new MemoryJournal();
        var expected = new SearchRun(plan, whole);
        _ = expected.Run([], r => Measure(r, loss), () => false, CancellationToken.None);

        foreach (var kept in new[] { 0, 1, 13, 27, whole.Kept.Count })
        {
            var (again, measured) = (new SearchRun(plan, new MemoryJournal()), 0);
            _ = again.Run([.. whole.Kept.Take(kept)], r => { _ = Interlocked.Increment(ref measured); return Measure(r, loss); }, () => false, CancellationToken.None);

            Assert.Equal(Text(expected), Text(again));
            Assert.Equal(whole.Kept.Count - kept, measured);
        }

        string Text(SearchRun run) => string.Join('\n', run.Trials.Select(t => $"{t.Number} {t.State} {t.Loss:R} {space.Text(t.Point)} {string.Join(' ', t.Steps)}"));
    }

    [Fact]
    public void What_is_asked_does_not_depend_on_which_of_a_batch_is_finished_first()
    {
        var (space, loss) = Functions.Branin;
        IReadOnlyList<string> Points(int slow)
        {
            var run = new SearchRun(new SearchPlan(new TpeSampler(space, 4), 24) { Parallel = 4 }, new MemoryJournal());
            _ = run.Run([], r =>
            {
                if (r.Trial.Number % 4 == slow)
                {
                    Thread.Sleep(5);
                }

                return new TrialMeasure([loss(r.Trial.Point)]);
            }, () => false, CancellationToken.None);
            return [.. run.Trials.Select(t => space.Text(t.Point))];
        }

        Assert.Equal(Points(0), Points(3));
    }

    [Fact]
    public void Trials_of_another_search_are_not_taken()
    {
        var (space, loss) = Functions.Branin;
        var earlier = Functions.Search(new RandomSampler(space, 1), loss, 10);
        var run = new SearchRun(new SearchPlan(new RandomSampler(space, 2), 10), new MemoryJournal());
        var measured = 0;

        _ = run.Run(earlier, r => { measured++; return new TrialMeasure([loss(r.Trial.Point)]); }, () => false, CancellationToken.None);

        Assert.Equal(10, measured);
    }

    [Fact]
    public void A_trial_that_fails_is_a_result_and_not_the_end()
    {
        var run = new SearchRun(new SearchPlan(new RandomSampler(Samples.Plane, 1), 9), new MemoryJournal());

        var end = run.Run(
            [],
            r => (r.Trial.Number % 3) switch
            {
                0 => new TrialMeasure([]) { Failure = "it took longer than 1 s" },
                1 => new TrialMeasure([1, double.NaN]),
                _ => new TrialMeasure([r.Trial.Number, 3]),
            },
            () => false, CancellationToken.None);

        Assert.Equal(SearchEnd.AllTried, end);
        Assert.Equal(["it took longer than 1 s", "it gave no finite number", null], run.Trials.Take(3).Select(t => t.Failure));
        Assert.Equal((2, 2.5), (Trial.BestOf(run.Trials)!.Number, Trial.BestOf(run.Trials)!.Loss));
    }

    [Fact]
    public void Too_many_failures_one_after_the_other_end_it()
    {
        var run = new SearchRun(new SearchPlan(new RandomSampler(Samples.Plane, 1), 100) { MostFailures = 5 }, new MemoryJournal());

        var end = run.Run([], r => new TrialMeasure(r.Trial.Number is 3 or 7 ? [1] : []), () => false, CancellationToken.None);

        Assert.Equal((SearchEnd.TooManyFailures, 13), (end, run.Trials.Count));
    }

    [Fact]
    public void When_the_time_is_over_nothing_begins_and_what_is_kept_counts()
    {
        var (space, loss) = Functions.Branin;
        var plan = new SearchPlan(new TpeSampler(space, 1), 20);
        var journal = new MemoryJournal();
        var first = new SearchRun(plan, journal);

        Assert.Equal(SearchEnd.OutOfTime, first.Run([], r => new TrialMeasure([loss(r.Trial.Point)]), () => journal.Kept.Count == 12, CancellationToken.None));
        Assert.Equal(12, first.Trials.Count);

        var second = new SearchRun(plan, new MemoryJournal());
        Assert.Equal(SearchEnd.OutOfTime, second.Run(journal.Kept, _ => throw new InvalidOperationException("nothing is measured"), () => true, CancellationToken.None));
        Assert.Equal(12, second.Trials.Count);
    }

    [Fact]
    public void What_was_measured_before_a_cancel_is_kept()
    {
        var (space, loss) = Functions.Branin;
        var journal = new MemoryJournal();
        using var cancel = new CancellationTokenSource();

        Assert.Throws<OperationCanceledException>(() => new SearchRun(new SearchPlan(new TpeSampler(space, 1), 20), journal).Run(
            [],
            r =>
            {
                if (r.Trial.Number == 4)
                {
                    cancel.Cancel();
                    cancel.Token.ThrowIfCancellationRequested();
                }

                return new TrialMeasure([loss(r.Trial.Point)]);
            },
            () => false, cancel.Token));
        Assert.Equal([0, 1, 2, 3], journal.Kept.Select(t => t.Number));
    }

    [Fact]
    public void The_best_is_the_first_of_those_that_are_as_good_and_break_nothing()
    {
        Trial[] trials =
        [
            Samples.Complete(0, 3),
            Samples.Complete(1, 1) with { Violation = 0.5 },
            Samples.Complete(2, 2),
            Samples.Complete(3, 2),
            Samples.Complete(4, 0) with { State = TrialState.Failed },
        ];

        Assert.Equal(2, Trial.BestOf(trials)!.Number);
        Assert.Null(Trial.BestOf([trials[1], trials[4]]));
    }

    [Fact]
    public void The_best_of_the_steps_is_the_one_that_keeps_the_constraints()
    {
        // The model grows too big with its iterations.
        var schedule = new AshaSchedule(4, 64);
        var run = new SearchRun(new SearchPlan(new RandomSampler(Samples.Plane, 1), 4) { Schedule = schedule }, new MemoryJournal());

        _ = run.Run(
            [],
            r => new TrialMeasure([10.0 / r.Iterations!.Value]) { Violation = r.Iterations > 4 ? 1 : 0, Measures = new Dictionary<string, double> { ["Trees"] = r.Iterations.Value } },
            () => false, CancellationToken.None);

        var further = Assert.Single(run.Trials, t => t.Steps.Count > 1);
        Assert.Equal((2.5, 0, 4), (further.Loss, further.Violation, further.Measures["Trees"]));
        Assert.Equal(further, Trial.BestOf(run.Trials));
        Assert.Equal([0, 1], further.Steps.Select(s => s.Violation));
    }

    private static TrialMeasure Measure(TrialRequest request, Func<IReadOnlyDictionary<string, double>, double> loss) =>
        new([loss(request.Trial.Point) + (request.Iterations is { } i ? 1.0 / i : 0)]) { IsFinal = request.Iterations is not null && request.Trial.Number % 5 == 0 };
}
