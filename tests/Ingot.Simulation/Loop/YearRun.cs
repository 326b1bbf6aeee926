using Ingot.Core.Diagnostics;
using Ingot.Core.Gates;
using Ingot.Core.Metrics;
using Ingot.Core.Retraining;
using Ingot.Core.Schemas;
using Ingot.Core.Tables;
using Ingot.Pipeline.Retrain;
using Ingot.Simulation.Models;
using Ingot.Simulation.World;

namespace Ingot.Simulation.Loop;

/// <summary>A simulated year of one way to watch over a model, week after week: customers, their answers, a look at the window, and what is done about it.</summary>
public sealed class YearRun
{
    private readonly IModelMaker _maker;
    private readonly YearWorld _world;
    private readonly LoopRules _rules;
    private readonly IWatch? _watch;
    private readonly List<ServedWeek> _served = [];
    private readonly List<YearEvent> _events = [];
    private readonly List<YearModel> _models = [];
    private Table _training;
    private Table _reference;
    private YearModel _serving;
    private YearModel? _before;
    private DateTimeOffset? _trainedAt;

    private YearRun(IModelMaker maker, YearWorld world, IWatch? watch, LoopRules rules)
    {
        (_maker, _world, _watch, _rules) = (maker, world, watch, rules);
        (_training, _reference) = (world.Training(), world.Reference());
        _serving = Make(_training, _reference);
    }

    /// <summary>Runs a year.</summary>
    /// <param name="maker">Makes models.</param>
    /// <param name="world">The year.</param>
    /// <param name="watch">Who watches; null: nobody.</param>
    /// <param name="rules">What is done about an alarm.</param>
    public static YearResult Of(IModelMaker maker, YearWorld world, IWatch? watch, LoopRules rules)
    {
        ArgumentNullException.ThrowIfNull(world);
        var run = new YearRun(maker, world, watch, rules);
        try
        {
            for (var week = 0; week < world.Plan.Weeks; week++)
            {
                run.Live(week);
            }

            return new YearResult(world.Plan, [.. run._served.Select(s => s.Auc)], [.. run._served.Select(s => s.Model.Version)], run._events);
        }
        finally
        {
            run._models.ForEach(m => m.Dispose());
        }
    }

    private void Live(int week)
    {
        if (week == _world.Plan.BadReleaseWeek)
        {
            Release(week);
        }

        _served.Add(ServedWeek.Of(_world.Week(week), _serving));
        var now = _world.Plan.StartOf(week + 1);
        if (_watch is null)
        {
            return;
        }

        var alarms = _watch.Look(Part(now, _serving));
        if (alarms.Count > 0)
        {
            Happened(week, YearEventKind.Alarm, string.Join("; ", alarms));
        }

        var isRolledBack = alarms.Count > 0 && RollBack(week, now);
        if (!isRolledBack && IsDue(alarms, now))
        {
            Retrain(week, now);
        }
    }

    // By the triggers of the product, where the way to watch has verdicts for them.
    private bool IsDue(IReadOnlyList<string> alarms, DateTimeOffset now) => _watch!.Verdicts is { Count: > 0 } verdicts
        ? RetrainTriggers.Decide(_rules.Retraining, ModelTask.BinaryClassification, verdicts, _trainedAt, now, 0, new DiagnosticList()).IsDue
        : alarms.Count > 0;

    // Somebody's release, of today's data as they are after the fact; its own gates see nothing but a splendid model.
    private void Release(int week)
    {
        var bad = Make(_world.FromTheFuture(_training), _world.FromTheFuture(_reference));
        Serve(bad);
        Happened(week, YearEventKind.BadRelease, FormattableString.Invariant($"{bad.Version}, with an AUC of {bad.Auc:0.000} on its reference rows"));
    }

    private bool RollBack(int week, DateTimeOffset now)
    {
        if (!_rules.RollsBack || _before is null)
        {
            return false;
        }

        // Both are scored again on what came since the promotion, from which neither learned.
        var part = Part(now, _serving);
        var rows = part.LabelledRows;
        if (rows.Length < VersionsInProduction.MinRows || Compare(part, rows, _serving, _before) is not { IsBetter: true } test)
        {
            return false;
        }

        Happened(week, YearEventKind.RolledBack, FormattableString.Invariant($"from {_serving.Version} to {_before.Version}: AUC better by {test.Improvement:0.000} on {test.Rows} labelled rows"));
        (_serving, _before) = (_before, null);
        return true;
    }

    private void Retrain(int week, DateTimeOffset now)
    {
        // Of all versions: labels are of the customers, whoever answered.
        var part = Part(now, null);
        var labelled = part.LabelledRows;
        var held = labelled[^(int)Math.Ceiling(_rules.Retraining.Holdout * labelled.Length)..];
        var older = labelled[..^held.Length];
        if (held.Length < _rules.Retraining.MinRows)
        {
            return;
        }

        _trainedAt = now;
        var (training, reference) = (part.Labelled(older), part.Labelled(held));
        var candidate = Make(training, reference);
        var test = Compare(part, held, _serving, candidate);
        Happened(week, YearEventKind.Retrained, $"{candidate.Version}: {(test is null ? "AUC undefined" : FormattableString.Invariant($"AUC {test.Improvement:+0.000;-0.000} ({test.Low:+0.000;-0.000} to {test.High:+0.000;-0.000}) on {test.Rows} labelled rows"))}");
        if (!_rules.MustBeProven || test is { IsBetter: true })
        {
            // The newest rows are the reference from now on, and the others what is learned from: Policy="Window", Training="Replace".
            Happened(week, YearEventKind.Promoted, $"{candidate.Version} for {_serving.Version}");
            (_training, _reference) = (training, reference);
            Serve(candidate);
        }
    }

    // On the same rows, by the comparison of the product.
    private static RetrainComparison? Compare(ServedPart part, int[] rows, YearModel production, YearModel candidate) =>
        RetrainComparison.Of(MetricCatalog.Find("AUC", ModelTask.BinaryClassification)!, new PairedPredictions
        {
            Baseline = part.Predictions(production, rows),
            Candidate = part.Predictions(candidate, rows),
            Slices = new Dictionary<string, int[]>(),
            ReferenceRows = rows.Length,
            Threshold = 0.5,
            Seed = 1,
        });

    // Whole weeks of the window; only those in which a model answered, where one is given.
    private ServedPart Part(DateTimeOffset now, YearModel? model)
    {
        List<ServedWeek> inside = [.. _served.Where(w => _world.Plan.StartOf(w.World.Week) >= now - _rules.Window && (model is null || w.Model == model))];
        return new ServedPart(inside, _world.Plan.StartOf(inside[0].World.Week), now);
    }

    private YearModel Make(Table training, Table reference)
    {
        var model = _maker.Make($"1.{_models.Count}.0", training, reference);
        _models.Add(model);
        return model;
    }

    private void Serve(YearModel model) => (_before, _serving) = (_serving, model);

    private void Happened(int week, YearEventKind kind, string text) => _events.Add(new YearEvent(week, kind, text));
}
