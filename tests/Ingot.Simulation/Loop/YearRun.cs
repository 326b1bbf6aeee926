using Ingot.Core.Metrics;
using Ingot.Core.Statistics;
using Ingot.Simulation.Models;
using Ingot.Simulation.World;

namespace Ingot.Simulation.Loop;

/// <summary>A simulated year of one way to watch over a model, week after week: customers, their answers, a look at the window, and what is done about it.</summary>
public sealed class YearRun
{
    private const double Alpha = 0.05;

    private readonly ModelWorkshop _workshop;
    private readonly YearWorld _world;
    private readonly LoopRules _rules;
    private readonly string _name;
    private readonly IWatch? _watch;
    private readonly List<ServedWeek> _served = [];
    private readonly List<YearEvent> _events = [];
    private readonly List<BuiltModel> _models = [];
    private string _training;
    private string _reference;
    private BuiltModel _serving;
    private BuiltModel? _before;
    private DateTimeOffset? _trainedAt;

    private YearRun(ModelWorkshop workshop, YearWorld world, IWatch? watch, LoopRules rules)
    {
        (_workshop, _world, _watch, _rules, _name) = (workshop, world, watch, rules, watch?.Name ?? "nobody");
        _training = workshop.Write($"{FileName}-training.parquet", world.Training());
        _reference = workshop.Write($"{FileName}-reference.parquet", world.Reference());
        _serving = Build("1.0.0", [_training], _reference);
    }

    private string FileName => string.Concat(_name.Where(char.IsLetterOrDigit));

    /// <summary>Runs a year.</summary>
    /// <param name="workshop">Where models are built.</param>
    /// <param name="world">The year.</param>
    /// <param name="watch">Who watches; null: nobody.</param>
    /// <param name="rules">What is done about an alarm.</param>
    public static YearResult Of(ModelWorkshop workshop, YearWorld world, IWatch? watch, LoopRules rules)
    {
        ArgumentNullException.ThrowIfNull(world);
        var run = new YearRun(workshop, world, watch, rules);
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
        var isDue = alarms.Count > 0 ? !(now - _trainedAt < _rules.AtMost) : now - (_trainedAt ?? _world.Plan.Start) >= _rules.Every;
        if (!isRolledBack && isDue)
        {
            Retrain(week, now);
        }
    }

    // Somebody's release, of today's data as they are after the fact; its own gates see nothing but a splendid model.
    private void Release(int week)
    {
        string FromTheFuture(string file) => _workshop.Write($"bad-{Path.GetFileName(file)}", _world.FromTheFuture(ModelWorkshop.Read(file)));
        var bad = Build($"1.{_models.Count}.0", [FromTheFuture(_training)], FromTheFuture(_reference));
        Serve(bad);
        Happened(week, YearEventKind.BadRelease, FormattableString.Invariant($"{bad.Version}, with an AUC of {bad.Auc:0.000} on its reference rows"));
    }

    private bool RollBack(int week, DateTimeOffset now)
    {
        if (!_rules.RollsBack || _before is null)
        {
            return false;
        }

        // Both are scored again on the labelled rows of the window, whoever answered; none of them is one that a model here has learned from.
        var part = Part(now, null, _trainedAt);
        var (test, rows) = Compare(part, part.LabelledRows, _serving, _before);
        if (!(test?.NonInferiorityPValue < Alpha))
        {
            return false;
        }

        Happened(week, YearEventKind.RolledBack, FormattableString.Invariant($"from {_serving.Version} to {_before.Version}: AUC better by {-test.Value.Regression:0.000} on {rows} labelled rows"));
        (_serving, _before) = (_before, null);
        return true;
    }

    private void Retrain(int week, DateTimeOffset now)
    {
        // Of all versions: labels are of the customers, whoever answered.
        var part = Part(now, null);
        var labelled = part.LabelledRows;
        var held = labelled[^Math.Min(labelled.Length, (int)Math.Ceiling(_rules.Holdout * labelled.Length))..];
        var older = labelled[..^held.Length];
        if (held.Length < _rules.MinRows)
        {
            return;
        }

        _trainedAt = now;
        var version = $"1.{_models.Count}.0";
        var rows = part.Labelled(older);
        var training = _workshop.Write($"{FileName}-{version}-training.parquet", _rules.Replaces ? rows : Tables.Stack([ModelWorkshop.Read(_training), rows]));
        var reference = _workshop.Write($"{FileName}-{version}-reference.parquet", part.Labelled(held));
        var candidate = Build(version, [training], reference);
        var (test, count) = Compare(part, held, _serving, candidate);
        var better = FormattableString.Invariant($"AUC {(test is { } t ? $"{-t.Regression:+0.000;-0.000} ({-t.High:+0.000;-0.000} to {-t.Low:+0.000;-0.000})" : "undefined")} on {count} labelled rows");
        Happened(week, YearEventKind.Retrained, $"{version}: {better}");
        if (!_rules.MustBeProven || test?.NonInferiorityPValue < Alpha)
        {
            Happened(week, YearEventKind.Promoted, $"{version} for {_serving.Version}");
            (_training, _reference) = (_rules.Replaces ? training : _training, reference);
            Serve(candidate);
        }
    }

    // On the same rows: how much worse the second one is.
    private static (RegressionTest? Test, int Rows) Compare(ServedPart part, int[] rows, BuiltModel baseline, BuiltModel candidate)
    {
        var statistic = rows.Length < 2 ? null : PairedMetrics.Compare("AUC", part.Predictions(baseline, rows), part.Predictions(candidate, rows), 0.5, 1);
        return (statistic?.Test(new RegressionMargin(0, Relative: false, HigherIsBetter: true), Alpha), rows.Length);
    }

    // Whole weeks of the window; only those in which a model answered, where one is given.
    private ServedPart Part(DateTimeOffset now, BuiltModel? model, DateTimeOffset? since = null)
    {
        List<ServedWeek> inside =
        [
            .. _served.Where(w => _world.Plan.StartOf(w.World.Week) is var start && start >= now - _rules.Window && !(start < since) && (model is null || w.Model == model)),
        ];
        return new ServedPart(inside, _world.Plan.StartOf(inside[0].World.Week), now);
    }

    private BuiltModel Build(string version, IReadOnlyList<string> training, string reference)
    {
        var model = _workshop.Build(version, training, reference, FileName);
        _models.Add(model);
        return model;
    }

    private void Serve(BuiltModel model) => (_before, _serving) = (_serving, model);

    private void Happened(int week, YearEventKind kind, string text) => _events.Add(new YearEvent(week, kind, text));
}
