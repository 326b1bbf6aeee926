using System.Globalization;
using Ingot.Artifacts.Stages;
using Ingot.Core;
using Ingot.Pipeline.Search;
using Ingot.Search.Reports;

namespace Ingot.Pipeline.Automl;

/// <summary>What the stage Automl left behind, for who shows it or writes it into the project.</summary>
public sealed class AutomlOutcome
{
    private readonly LeaderboardReport _report;

    /// <summary>Reads it.</summary>
    /// <param name="folder">The folder of the stages' folders.</param>
    /// <param name="model">The model's name.</param>
    /// <exception cref="Core.Diagnostics.IngotException">INGOT9005: a file is damaged.</exception>
    public AutomlOutcome(string folder, string model)
    {
        LeaderboardFile = AutomlFiles.Leaderboard.PathIn(folder, model);
        PageFile = AutomlFiles.Page.PathIn(folder, model);
        ChoiceFile = AutomlFiles.Choice.PathIn(folder, model);
        _report = JsonFormat.Read<LeaderboardReport>(LeaderboardFile);
    }

    /// <summary>The full path of <c>leaderboard.json</c>.</summary>
    public string LeaderboardFile { get; }

    /// <summary>The full path of the page.</summary>
    public string PageFile { get; }

    /// <summary>The full path of <c>choice.json</c>.</summary>
    public string ChoiceFile { get; }

    /// <summary>What follows from it, in words.</summary>
    public string Conclusion => _report.Conclusion;

    /// <summary>The name of the metric.</summary>
    public string Metric => _report.Metric;

    /// <summary>Whether what was chosen keeps what was asked of it besides: else it is the nearest, and nothing for a project.</summary>
    public bool IsKept => _report.IsKept;

    /// <summary>The lines of the project.</summary>
    public IReadOnlyList<string> Lines => [.. _report.Chosen.Select(c => TrainerItemEdit.LineOf(c.Name, ChosenTrainers.Metadata(c)))];

    /// <summary>What the cells of <see cref="Rows"/> are.</summary>
    public IReadOnlyList<string> Header => ["trial", "trainer", Metric, "95 % interval", .. Asked, "counts", "parameters"];

    /// <summary>The best of what was tried: trial, trainer, metric, its interval, what was measured for constraints, how much it counts in the ensemble, what it says besides.</summary>
    /// <param name="most">How many at most, besides the members of an ensemble that is taken.</param>
    public IEnumerable<string[]> Rows(int most)
    {
        if (_report.Ensemble is { } e)
        {
            yield return ["–", e.IsTaken ? $"ensemble of {e.Members}" : $"ensemble of {e.Members}, not taken", Number(e.Value), Interval(e.Low, e.High), .. Measured(e.Measures), string.Empty, string.Empty];
        }

        var isTaken = _report.Ensemble is { IsTaken: true };
        foreach (var (trial, weight) in _report.Rows.Where((r, i) => double.IsFinite(r.Trial.Value) && (i < most || (isTaken && r.Weight > 0))).Select(r => (r.Trial, r.Weight)))
        {
            yield return
            [
                trial.Number == 0 ? "default" : trial.Number.ToString(CultureInfo.InvariantCulture),
                trial.Parameters[SearchDefinition.Trainer],
                Number(trial.Value),
                Interval(trial.Low, trial.High),
                .. Measured(trial.Measures),
                weight > 0 && isTaken ? weight.ToString(CultureInfo.InvariantCulture) : string.Empty,
                string.Join(' ', trial.Parameters.Where(p => p.Key != SearchDefinition.Trainer).Select(p => $"{p.Key}={p.Value}")),
            ];
        }

        if (_report.Constant is { } constant)
        {
            yield return ["–", "a constant", Number(constant.Value), Interval(constant.Low, constant.High), .. Measured(constant.Measures), string.Empty, string.Empty];
        }
    }

    private IEnumerable<string> Asked => _report.Measures;

    private IEnumerable<string> Measured(IReadOnlyDictionary<string, double>? measures) => Asked.Select(a =>
        measures?.TryGetValue(a, out var value) == true && double.IsFinite(value) ? value.ToString(value == Math.Floor(value) ? "#,0" : "G5", CultureInfo.InvariantCulture) : "–");

    private static string Number(double value) => double.IsFinite(value) ? value.ToString("G5", CultureInfo.InvariantCulture) : "–";

    private static string Interval(double low, double high) => double.IsFinite(low) ? $"{Number(low)} to {Number(high)}" : "–";
}
