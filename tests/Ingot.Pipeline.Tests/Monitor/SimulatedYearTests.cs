using Ingot.Simulation.Loop;
using Ingot.Simulation.Models;
using Ingot.Simulation.Textbook;
using Ingot.Simulation.World;

namespace Ingot.Pipeline.Tests.Monitor;

/// <summary>A short simulated year: the loop of Monitor, retraining and rollback does what docs/monitoring.md says of a long one.</summary>
public class SimulatedYearTests
{
    [Fact]
    public void The_loop_sees_what_changed_learns_it_and_takes_the_bad_release_back()
    {
        using var workshop = new ModelWorkshop();
        var plan = new YearPlan { Seed = 7, Weeks = 9, DriftWeek = null, ConceptWeek = 3, BadReleaseWeek = 7 };
        var world = new YearWorld(plan, CustomerSource.Read(Repository.Root));
        var nobody = YearRun.Of(workshop, world, null, new LoopRules());
        var loop = YearRun.Of(workshop, world, new MonitorWatch(workshop, MonitorLaw.OfTheYear), new LoopRules { Every = null, AtMost = TimeSpan.FromDays(28) });

        var story = string.Join('\n', loop.Events);
        Assert.Equal(nobody.Auc.Take(3), loop.Auc.Take(3));
        var alarm = loop.Events.First(e => e.Kind == YearEventKind.Alarm);
        Assert.True(alarm.Week is >= 3 and <= 6, story);
        Assert.Contains("AUC", alarm.Text, StringComparison.Ordinal);
        Assert.Contains(loop.Events, e => e.Kind == YearEventKind.Promoted && e.Week is >= 3 and < 6);
        Assert.True(loop.Auc[6] > nobody.Auc[6] + 0.02, story);
        Assert.True(loop.Events.SingleOrDefault(e => e.Kind == YearEventKind.RolledBack)?.Week is 7 or 8, story);
        Assert.Equal([YearEventKind.BadRelease], nobody.Events.Select(e => e.Kind));
    }

    [Fact]
    public void The_same_seed_is_the_same_world_and_another_is_another()
    {
        var source = CustomerSource.Read(Repository.Root);
        CustomerWeek Week(int seed, int week) => new YearWorld(new YearPlan { Seed = seed }, source).Week(week);

        Assert.Equal(Week(1, 5).Left, Week(1, 5).Left);
        Assert.Equal(Week(1, 5).KnownAt, Week(1, 5).KnownAt);
        Assert.NotEqual(Week(1, 5).Left, Week(2, 5).Left);
        Assert.NotEqual(Week(1, 5).Left, Week(1, 6).Left);
        var known = Week(1, 5).KnownAt;
        Assert.InRange(known.Count(k => k is not null), 0.55 * known.Length, 0.65 * known.Length);
    }

    [Fact]
    public void Textbook_thresholds_see_the_drift_and_no_change_of_concept()
    {
        using var workshop = new ModelWorkshop();
        var source = CustomerSource.Read(Repository.Root);
        var trial = new DetectionTrial(workshop, source, new YearPlan { Seed = 3 }, TimeSpan.FromDays(14), quietWeeks: 3, weeksAfter: 3);

        var found = trial.Run([TextbookWatch.Stability()]).ToDictionary(f => f.Change?.ToString() ?? "nothing");
        Assert.Empty(found["nothing"].Alarms);
        Assert.Equal("monthly_charges", Assert.Single(found[nameof(ChangeKind.Drift)].Reasons));
        Assert.Null(found[nameof(ChangeKind.Concept)].Delay);
        Assert.Equal((1, "total_charges"), (found[nameof(ChangeKind.BadRelease)].Delay, Assert.Single(found[nameof(ChangeKind.BadRelease)].Reasons)));
    }
}
