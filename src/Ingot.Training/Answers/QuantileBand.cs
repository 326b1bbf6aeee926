using System.Globalization;
using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Tables;
using Ingot.Training.LightGbm;
using Ingot.Training.Splits;

namespace Ingot.Training.Answers;

/// <summary>
/// Learns, beside a model, the quantiles between which its intervals lie: for conformalized quantile regression (Y. Romano, E. Patterson, E. Candès, NeurIPS 2019). They have the model's own features, rows
/// and parameters; only what they make small is another thing.
/// </summary>
/// <param name="spec">What the project says.</param>
/// <param name="schema">The model's.</param>
/// <param name="data">The training data.</param>
/// <param name="model">Fits the model itself, and so the features.</param>
/// <param name="threads">How many threads may be used; the result does not depend on it.</param>
internal sealed class QuantileBand(ModelSpec spec, ModelSchema schema, Table data, ModelFitting model, int threads)
{
    private readonly ModelFitting[] _ends =
        [.. Shares(spec).Select(share => new ModelFitting(spec with { Trainer = Quantile(spec.Trainer, share) }, schema, data, new LightGbmLearner(), threads))];

    private int[][] _rounds = [];

    /// <summary>What the final models of the quantiles are.</summary>
    public FittedModel[] Final { get; private set; } = [];

    /// <summary>The shares of true values below the two quantiles.</summary>
    public static double[] Shares(ModelSpec spec) => [Math.Round((1 - spec.PredictionInterval!.Value) / 2, 12), Math.Round((1 + spec.PredictionInterval.Value) / 2, 12)];

    /// <summary>Refuses trainers whose features or constraints the quantiles cannot have.</summary>
    /// <exception cref="IngotException">INGOT2084.</exception>
    public static void Refuse(ModelSpec spec, ILearner? learner)
    {
        if (!IsWanted(spec))
        {
            return;
        }

        var why = spec.Ensemble is not null ? "the model is an ensemble"
            : learner is not LightGbmLearner ? $"the trainer is {learner?.Name}"
            : spec.Columns.FirstOrDefault(c => c.Monotone != 0) is { } column ? $"column '{DiagnosticText.Shorten(column.Name)}' has the metadata Monotone, which LightGBM does not keep of quantiles"
            : null;
        if (why is not null)
        {
            throw new IngotException(TrainDiagnostics.NoIntervals.At(
                spec.LocationOf(ModelSpec.IntervalMethodProperty), $"{ModelSpec.IntervalMethodProperty} is {IntervalMethod.Quantiles}, which the trainer LightGbm alone can have, and {why}. Remove it: intervals are then as wide for each row; or change that."));
        }
    }

    /// <summary>The quantiles of a project that asks for them; null: it does not.</summary>
    public static QuantileBand? Of(ModelSpec spec, ModelSchema schema, Table data, ModelFitting model, int threads) =>
        IsWanted(spec) ? new QuantileBand(spec, schema, data, model, threads) : null;

    /// <summary>Learns both as the model was learned: first of the rows that it was chosen on, then of those of the final one, with as many iterations.</summary>
    /// <param name="chosen">The model that did not learn from the validation rows.</param>
    /// <param name="final">The model that ships; may be the same.</param>
    /// <param name="folds">Whose rows are scored; none: the validation rows, by what was learned first.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>What quantiles say of rows that they have not learned from.</returns>
    public BandScores Learn(FittedModel chosen, FittedModel final, IReadOnlyList<RowSplit> folds, IStageProgress progress, CancellationToken cancellation)
    {
        Final = Learn(chosen, rounds: null, progress, cancellation);
        _rounds = [.. Final.Select(f => f.Result.Rounds.ToArray())];
        var held = Said(Final, HeldOutScores.Validation);
        Final = ReferenceEquals(chosen, final) ? Final : Learn(final, _rounds, progress, cancellation);
        return folds.Count == 0 ? held : OutOfFold(folds, progress, cancellation);
    }

    private static bool IsWanted(ModelSpec spec) => spec is { PredictionInterval: not null, IntervalMethod: IntervalMethod.Quantiles };

    private BandScores OutOfFold(IReadOnlyList<RowSplit> folds, IStageProgress progress, CancellationToken cancellation)
    {
        var parts = new List<BandScores>();
        for (var fold = 0; fold < folds.Count; fold++)
        {
            progress.Report(FormattableString.Invariant($"quantiles of rows that were not learned from: fold {fold + 1} of {folds.Count}"), (double)fold / folds.Count);
            var rows = model.Prepare(folds[fold].Training, folds[fold].HeldOut);
            parts.Add(Said([.. _ends.Select((end, i) => end.Learn(rows, _rounds[i], Quiet.Instance, cancellation))], string.Empty));
        }

        return new BandScores(
            [.. parts.SelectMany(p => p.Rows)], [.. parts.SelectMany(p => p.Low)], [.. parts.SelectMany(p => p.High)], HeldOutScores.OutOfFold(folds.Count));
    }

    private FittedModel[] Learn(FittedModel of, int[][]? rounds, IStageProgress progress, CancellationToken cancellation)
    {
        var rows = new PreparedRows(of.Features, of.Input.Training, of.Input.Validation, of.Validation);
        return [.. _ends.Select((end, i) =>
        {
            progress.Report(FormattableString.Invariant($"learning the quantile {Shares(spec)[i]:0.####}, an end of the intervals"));
            var fitted = end.Learn(rows, rounds?[i], Quiet.Instance, cancellation);
            FinitePredictions.Require(spec.Trainer, new LightGbmLearner(), fitted.Input, fitted.Result, fitted.Result.ValidationScores);
            return fitted;
        })];
    }

    private static BandScores Said(FittedModel[] ends, string from) => new(ends[0].Validation, ends[0].Result.ValidationScores, ends[1].Result.ValidationScores, from);

    private static TrainerSpec Quantile(TrainerSpec trainer, double share)
    {
        var kept = trainer.Parameters.Where(p => !LightGbmObjective.Parameters.Contains(p.Key, StringComparer.OrdinalIgnoreCase));
        return trainer with
        {
            Parameters = new Dictionary<string, string>(
                [.. kept, new("Objective", "Quantile"), new("Alpha", share.ToString("R", CultureInfo.InvariantCulture))], StringComparer.OrdinalIgnoreCase),
        };
    }
}
