using System.Globalization;
using Ingot.Artifacts;
using Ingot.Artifacts.Stages;
using Ingot.Core;
using Ingot.Core.Gates;
using Ingot.Core.Metrics;
using Ingot.Core.Retraining;
using Ingot.Core.Runs;
using Ingot.Core.Specs;
using Ingot.Pipeline.Shared;
using Ingot.Search.Reports;

namespace Ingot.Pipeline.Recording;

/// <summary>
/// What a run has come to when one of its stages has ended, read from what that stage and those before it left behind: stages that were up to date or
/// came from the cache are a part of it too.
/// </summary>
internal sealed class RecordedOutputs
{
    private readonly List<Func<Run, Run>> _changes = [];
    private readonly string _folder;
    private readonly string _model;

    private RecordedOutputs(string folder, string model) => (_folder, _model) = (folder, model);

    /// <summary>Reads them.</summary>
    public static RecordedOutputs Of(StageDefinition stage, string folder, ModelSpec spec)
    {
        var outputs = new RecordedOutputs(folder, spec.Name);
        if (stage == StageCatalog.Retrain)
        {
            outputs.AddRetraining();
            return outputs;
        }

        if (stage == StageCatalog.Search)
        {
            outputs.AddSearch();
            return outputs;
        }

        if (stage == StageCatalog.Automl)
        {
            outputs.AddAutoml();
            return outputs;
        }

        outputs.AddTraining(spec);
        if (stage == StageCatalog.Evaluate || stage == StageCatalog.Gate)
        {
            outputs.AddMetrics(stage == StageCatalog.Gate);
        }

        return outputs;
    }

    /// <summary>The run with them.</summary>
    public Run AddTo(Run run) => _changes.Aggregate(run, (r, change) => change(r));

    private void AddTraining(ModelSpec spec)
    {
        var report = ReportFile.Read(TrainFiles.Report.PathIn(_folder, _model));
        var model = ContentHash.OfFile(TrainFiles.Model.PathIn(_folder, _model));
        var schema = ContentHash.OfFile(spec.SchemaFile);
        _changes.Add(r => r with
        {
            Hashes = r.Hashes with { Model = model, Schema = schema },
            Parameters = With(r.Parameters, ("Trainer", report.Trainer), ("Iterations.Kept", report.Iterations.ToString(CultureInfo.InvariantCulture))),
            Metrics = With(r.Metrics, new RunMetric { Name = report.ValidationMetric, Data = "validation", Value = report.ValidationValue, HigherIsBetter = IsBetterHigher(report.ValidationMetric) }),
        });
    }

    private void AddMetrics(bool isGated)
    {
        var report = MetricsFile.Read(EvaluateFiles.Metrics.PathIn(_folder, _model));
        var verdicts = isGated ? VerdictsFile.Read(GateFiles.Verdicts.PathIn(_folder, _model)) : [];
        var (shown, _) = new GatedMetrics(verdicts).Order(report.Metrics, m => m.Name, m => m.Slice, all: false);
        RunMetric[] metrics =
        [
            .. shown.Select(m => new RunMetric
            {
                Name = m.Name,
                Data = m.Data,
                Slice = m.Slice,
                Value = m.Value,
                Low = m.Low,
                High = m.High,
                Rows = m.Rows,
                HigherIsBetter = MetricCatalog.Find(m.Name, report.Task)?.HigherIsBetter,
            }),
        ];
        var key = isGated ? StageRecord.TryRead(Path.Combine(_folder, StageCatalog.Evaluate.FolderName))?.Key : null;
        _changes.Add(r => r with
        {
            Task = report.Task,
            Version = report.Version,
            Hashes = r.Hashes with { Model = report.OnnxSha256, Key = key ?? r.Hashes.Key },
            Metrics = With(r.Metrics, metrics),
            Gates = isGated ? new RunGates(Count(verdicts, GateOutcome.Passed), Count(verdicts, GateOutcome.Failed), Count(verdicts, GateOutcome.Inconclusive), Count(verdicts, GateOutcome.Skipped)) : r.Gates,
        });
    }

    private void AddSearch()
    {
        var report = JsonFormat.Read<SearchReport>(SearchFiles.Report.PathIn(_folder, _model));
        var best = report.BestTrial;

        // What breaks the constraints is no outcome of a search.
        var keeps = best.Worth(report.HigherIsBetter).IsFeasible;
        _changes.Add(r => r with
        {
            Parameters = With(
                r.Parameters,
                [("Search.Algorithm", report.Algorithm), ("Search.Trials", report.Trials.Count.ToString(CultureInfo.InvariantCulture)), .. From(report), .. keeps ? best.Parameters.Select(p => ($"Best.{p.Key}", p.Value)) : []]),
            Metrics = keeps
                ? With(r.Metrics, new RunMetric { Name = report.Metric, Data = "validation", Value = best.Value, Low = best.Low, High = best.High, HigherIsBetter = report.HigherIsBetter })
                : r.Metrics,
        });
    }

    private static IEnumerable<(string Name, string Value)> From(SearchReport report) => report.From is not { } from ? []
        : [("Search.From", string.Join("; ", from.Select(f => f.Runs is { Count: > 0 } runs ? $"{f.File} ({string.Join(", ", runs)})" : f.File)))];

    private void AddAutoml()
    {
        var report = JsonFormat.Read<LeaderboardReport>(AutomlFiles.Leaderboard.PathIn(_folder, _model));
        var best = report.Rows[0].Trial;
        var (value, low, high) = report.Ensemble is { IsTaken: true } ensemble ? (ensemble.Value, ensemble.Low, ensemble.High) : (best.Value, best.Low, best.High);
        _changes.Add(r => r with
        {
            Parameters = With(r.Parameters, ("Automl.Trials", report.Rows.Count.ToString(CultureInfo.InvariantCulture)), ("Automl.Chosen", string.Join(", ", report.Chosen.Select(c => c.Name)))),
            Metrics = With(r.Metrics, new RunMetric { Name = report.Metric, Data = "validation", Value = value, Low = low, High = high, HigherIsBetter = report.HigherIsBetter }),
        });
    }

    private void AddRetraining()
    {
        var report = JsonFormat.Read<RetrainReport>(RetrainFiles.Report.PathIn(_folder, _model));
        _changes.Add(r => r with
        {
            Parameters = With(r.Parameters, ("Retrain.Outcome", report.Outcome.ToString()), ("Retrain.Production", report.ProductionVersion)),
            Metrics = With(r.Metrics, [.. report.Window.Select(c => new RunMetric { Name = c.Metric, Data = "production", Value = c.Candidate, Rows = c.Rows, HigherIsBetter = MetricCatalog.Find(c.Metric, report.Task)?.HigherIsBetter })]),
        });
    }

    // The learners' own names; those of other learners may mean anything.
    private static bool? IsBetterHigher(string validationMetric) => validationMetric switch
    {
        "ndcg" => true,
        "binary_logloss" or "multi_logloss" or "rmse" => false,
        _ => null,
    };

    private static int Count(IEnumerable<Verdict> verdicts, GateOutcome outcome) => verdicts.Count(v => v.Outcome == outcome);

    private static SortedDictionary<string, string> With(IReadOnlyDictionary<string, string> parameters, params IEnumerable<(string Name, string Value)> more)
    {
        var all = new SortedDictionary<string, string>(parameters.ToDictionary(), StringComparer.Ordinal);
        foreach (var (name, value) in more)
        {
            all[name] = value;
        }

        return all;
    }

    private static List<RunMetric> With(IReadOnlyList<RunMetric> metrics, params IReadOnlyList<RunMetric> more) =>
        [.. metrics.Where(m => !more.Any(n => (n.Name, n.Data, n.Slice) == (m.Name, m.Data, m.Slice))), .. more];
}
