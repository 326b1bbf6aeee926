using Ingot.Core.Gates;
using Ingot.Simulation.Loop;
using Ingot.Simulation.Models;
using Ingot.Simulation.Textbook;
using Ingot.Simulation.World;

namespace Ingot.Pipeline.Tests.Monitor;

/// <summary>A short simulated year: the loop of Monitor, retraining and rollback does what docs/monitoring.md says of a long one.</summary>
public class SimulatedYearTests
{
    private static readonly YearPlan Plan = new() { Seed = 7, DriftWeek = null, ConceptWeek = null, BadReleaseWeek = null };

    [Fact]
    public void The_loop_sees_that_the_concept_changed_and_learns_it()
    {
        var models = new QuickModels();
        var world = new YearWorld(Plan with { Weeks = 8, ConceptWeek = 2 }, CustomerSource.Read(Repository.Root));
        var nobody = YearRun.Of(models, world, null, new LoopRules());
        var loop = YearRun.Of(models, world, new LibraryWatch(MonitorLaw.OfTheYear), new LoopRules());

        var story = string.Join('\n', loop.Events);
        Assert.Equal(nobody.Auc.Take(2), loop.Auc.Take(2));
        var alarm = loop.Events.First(e => e.Kind == YearEventKind.Alarm);
        Assert.True(alarm.Week is >= 2 and <= 5 && alarm.Text.Contains("AUC", StringComparison.Ordinal), story);
        Assert.True(loop.Events.First(e => e.Kind == YearEventKind.Promoted).Week is >= 2 and < 7, story);
        Assert.True(loop.Auc[7] > nobody.Auc[7] + 0.02, story);
        Assert.Equal(["1.0.0"], nobody.Versions.Distinct());
        Assert.Empty(nobody.Events);
    }

    [Fact]
    public void The_loop_takes_the_bad_release_back()
    {
        var models = new QuickModels();
        var world = new YearWorld(Plan with { Weeks = 4, BadReleaseWeek = 1 }, CustomerSource.Read(Repository.Root));
        var rules = new LoopRules();

        // There are not labels enough for a training.
        rules = rules with { Retraining = rules.Retraining with { MinRows = 10_000 } };
        var loop = YearRun.Of(models, world, new LibraryWatch(MonitorLaw.OfTheYear), rules);

        var story = string.Join('\n', loop.Events);
        Assert.Equal([YearEventKind.BadRelease, YearEventKind.Alarm], loop.Events.Take(2).Select(e => e.Kind));
        Assert.True(loop.Events.SingleOrDefault(e => e.Kind == YearEventKind.RolledBack)?.Week is 1 or 2, story);
        Assert.Equal("1.0.0", loop.Versions[^1]);
        Assert.DoesNotContain(loop.Events, e => e.Kind is YearEventKind.Retrained or YearEventKind.Promoted);
        Assert.True(loop.Auc[^1] > loop.Auc[1], story);
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
        var source = CustomerSource.Read(Repository.Root);
        var trial = new DetectionTrial(new QuickModels(), source, new YearPlan { Seed = 3 }, TimeSpan.FromDays(14), quietWeeks: 3, weeksAfter: 3);

        var found = trial.Run([TextbookWatch.Stability()]).ToDictionary(f => f.Change?.ToString() ?? "nothing");
        Assert.Empty(found["nothing"].Alarms);
        Assert.Equal("monthly_charges", Assert.Single(found[nameof(ChangeKind.Drift)].Reasons));
        Assert.Null(found[nameof(ChangeKind.Concept)].Delay);
        Assert.Equal((1, "total_charges"), (found[nameof(ChangeKind.BadRelease)].Delay, Assert.Single(found[nameof(ChangeKind.BadRelease)].Reasons)));
    }

    /// <summary>What is simulated many times is the stage: its values and its verdicts on a quiet window and on one with all changes in it.</summary>
    [Theory]
    [InlineData(null, null)]
    [InlineData(2, 1)]
    public void The_verdicts_of_the_simulation_are_those_of_the_stage(int? drift, int? concept)
    {
        using var workshop = new ModelWorkshop();
        var world = new YearWorld(Plan with { DriftWeek = drift, ConceptWeek = concept }, CustomerSource.Read(Repository.Root));
        var rows = world.Reference();
        using var built = (BuiltModel)workshop.Make("1.0.0", world.Training(), rows);
        using var quick = new QuickModel(built, rows);
        ServedPart Part(YearModel model) => new([.. Enumerable.Range(0, 4).Select(w => ServedWeek.Of(world.Week(w), model))], world.Plan.Start, world.Plan.StartOf(4));

        var (stage, library) = (new MonitorWatch(workshop, MonitorLaw.OfTheYear), new LibraryWatch(MonitorLaw.OfTheYear));
        Assert.Equal(stage.Look(Part(built)), library.Look(Part(quick)));
        Assert.Equal(drift is null, library.Verdicts.All(v => v.Outcome == GateOutcome.Passed));
        Assert.Equal(stage.Verdicts.Select(v => (v.Gate, v.Outcome)), library.Verdicts.Select(v => (v.Gate, v.Outcome)));
        foreach (var measured in library.Measured.Where(m => m.Name is "Drift" or "Drift.Prediction" or "AUC" or "Estimated.AUC"))
        {
            var same = stage.Last!.Measurements.Single(m => m.Name == measured.Name && m.Column == measured.Column && m.Slice is null);
            Assert.Equal((same.Measure, same.Rows, same.ReferenceRows), (measured.Measure, measured.Rows, measured.ReferenceRows));
            Assert.Equal(same.Value, measured.Value, 1e-6);
            Assert.Equal(same.Low, measured.Low, 1e-3);
            Assert.Equal(same.High, measured.High, 1e-3);
        }
    }
}
