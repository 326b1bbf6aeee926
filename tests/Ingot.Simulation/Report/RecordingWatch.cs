using Ingot.Core.Gates;
using Ingot.Simulation.Demo;
using Ingot.Simulation.Loop;
using Ingot.Simulation.Models;
using Ingot.Simulation.World;

namespace Ingot.Simulation.Report;

/// <summary>Keeps what is seen in a year, for its picture.</summary>
/// <param name="plan">The year.</param>
public sealed class RecordingWatch(YearPlan plan) : IWatch
{
    private readonly LibraryWatch _watch = new(MonitorLaw.OfTheYear);
    private readonly List<DemoLook> _looks = [];

    /// <inheritdoc />
    public string Name => _watch.Name;

    /// <inheritdoc />
    public IReadOnlyList<Verdict> Verdicts => _watch.Verdicts;

    /// <inheritdoc />
    public IReadOnlyList<string> Look(ServedPart part)
    {
        ArgumentNullException.ThrowIfNull(part);
        var alarms = _watch.Look(part);
        _looks.Add(DemoLook.Of((int)Math.Round((part.Now - plan.Start).TotalDays / 7) - 1, _watch.Measured, _watch.Verdicts));
        return alarms;
    }

    /// <summary>Runs a year with the loop, and draws it beside the same year of its first release.</summary>
    /// <param name="world">The year.</param>
    /// <param name="folder">Gets <c>year.svg</c>.</param>
    public static YearResult Draw(YearWorld world, string folder)
    {
        ArgumentNullException.ThrowIfNull(world);
        var watch = new RecordingWatch(world.Plan);
        var loop = YearRun.Of(new QuickModels(), world, watch, new LoopRules());
        var alone = YearRun.Of(new QuickModels(), new YearWorld(world.Plan with { BadReleaseWeek = null }, world.Source), null, new LoopRules());
        YearPicture.Write(new DemoResult(loop, watch._looks, alone.Auc), folder);
        return loop;
    }
}
