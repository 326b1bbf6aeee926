using Ingot.Simulation.Models;
using Ingot.Simulation.World;

namespace Ingot.Simulation.Loop;

/// <summary>
/// What is seen of each change by itself: quiet weeks, and then, from the same state each time, one change. A window ends with each week; of the quiet ones only
/// those are looked at that have no week in common. Nothing is done about an alarm.
/// </summary>
public sealed class DetectionTrial
{
    private readonly IModelMaker _models;
    private readonly YearPlan _plan;
    private readonly CustomerSource _source;
    private readonly int _quietWeeks;
    private readonly int _weeksAfter;
    private readonly TimeSpan _window;

    /// <summary>Sets up a trial.</summary>
    /// <param name="models">Makes models.</param>
    /// <param name="source">Where customers are from.</param>
    /// <param name="plan">The year whose changes are tried; the weeks in which they come are not looked at.</param>
    /// <param name="window">The length of a window.</param>
    /// <param name="quietWeeks">How many weeks nothing changes.</param>
    /// <param name="weeksAfter">How many weeks a change is waited for.</param>
    public DetectionTrial(IModelMaker models, CustomerSource source, YearPlan plan, TimeSpan window, int quietWeeks = 16, int weeksAfter = 10)
    {
        ArgumentNullException.ThrowIfNull(plan);
        (_models, _source, _window, _quietWeeks, _weeksAfter) = (models, source, window, quietWeeks, weeksAfter);
        _plan = plan with { DriftWeek = null, ConceptWeek = null, BadReleaseWeek = null };
    }

    /// <summary>Runs it.</summary>
    /// <param name="watches">The ways to watch.</param>
    /// <returns>For each way what it saw of quiet weeks and of each change.</returns>
    public IReadOnlyList<Detection> Run(IReadOnlyList<IWatch> watches)
    {
        ArgumentNullException.ThrowIfNull(watches);
        var quiet = new YearWorld(_plan, _source);
        var (trainingRows, referenceRows) = (quiet.Training(), quiet.Reference());
        using var first = _models.Make("1.0.0", trainingRows, referenceRows);
        var served = Enumerable.Range(0, _quietWeeks).Select(w => ServedWeek.Of(quiet.Week(w), first)).ToList();
        var found = new List<Detection>();
        foreach (var watch in watches)
        {
            var length = Math.Max(1, (int)(_window.TotalDays / 7));
            var seen = Enumerable.Range(1, _quietWeeks / length).Select(n => watch.Look(Part(served.Take(n * length)))).ToList();
            found.Add(Detection(watch, null, seen));
        }

        found.AddRange(After(watches, ChangeKind.Drift, served, _plan with { DriftWeek = _quietWeeks }, first));
        found.AddRange(After(watches, ChangeKind.Concept, served, _plan with { ConceptWeek = _quietWeeks }, first));
        using var bad = _models.Make("1.1.0", quiet.FromTheFuture(trainingRows), quiet.FromTheFuture(referenceRows));
        found.AddRange(After(watches, ChangeKind.BadRelease, served, _plan, bad));
        return found;
    }

    private IEnumerable<Detection> After(IReadOnlyList<IWatch> watches, ChangeKind change, List<ServedWeek> before, YearPlan plan, YearModel model)
    {
        var world = new YearWorld(plan, _source);
        var served = before.Concat(Enumerable.Range(_quietWeeks, _weeksAfter).Select(w => ServedWeek.Of(world.Week(w), model))).ToList();
        foreach (var watch in watches)
        {
            var seen = new List<IReadOnlyList<string>>();
            while (seen.Count < _weeksAfter && (seen.Count == 0 || seen[^1].Count == 0))
            {
                seen.Add(watch.Look(Part(served.Take(_quietWeeks + seen.Count + 1))));
            }

            yield return Detection(watch, change, seen);
        }
    }

    // Weeks of the version that serves, as far as the window reaches.
    private ServedPart Part(IEnumerable<ServedWeek> weeks)
    {
        var all = weeks.ToList();
        var now = _plan.StartOf(all[^1].World.Week + 1);
        var inside = all.Where(w => w.Model == all[^1].Model && _plan.StartOf(w.World.Week) >= now - _window).ToList();
        return new ServedPart(inside, _plan.StartOf(inside[0].World.Week), now);
    }

    private static Detection Detection(IWatch watch, ChangeKind? change, List<IReadOnlyList<string>> seen)
    {
        List<int> alarms = [.. seen.Select((s, i) => (s, i)).Where(p => p.s.Count > 0).Select(p => p.i + 1)];
        return new Detection(watch.Name, change, seen.Count, alarms, seen.FirstOrDefault(s => s.Count > 0) ?? []);
    }
}
