using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Statistics;
using Ingot.Onnx.Learned;
using Ingot.Training.Ensembles;

namespace Ingot.Training.Trials;

/// <summary>
/// Chooses an ensemble of trainers that were measured: greedy selection with replacement (Caruana et al., ICML 2004) on the measured rows. What it is worth is asked of rows that had no part in the
/// choice: in each of five parts of them by what the other four choose. The best single trainer is chosen and asked in the same way.
/// </summary>
/// <param name="bench">Has measured them, and keeps predictions.</param>
/// <param name="mostMembers">How many trainers there are at most: the model is as slow and as big as all together.</param>
public sealed class TrialEnsemble(TrialBench bench, int mostMembers)
{
    private const int Parts = 5;
    private const int MostOfTrainer = 4;

    // A member that counts less costs as much as any.
    private const double LeastShare = 0.05;

    // Predictions that differ by less, as a share of how they vary from row to row, are the same.
    private const double Same = 0.02;

    private readonly OutputLink _link = bench.Schema.Task switch
    {
        ModelTask.Regression => OutputLink.Identity,
        ModelTask.BinaryClassification => OutputLink.Sigmoid,
        _ => OutputLink.Softmax,
    };

    /// <summary>Chooses.</summary>
    /// <param name="trainers">The trainers, the best first. One whose predictions are no more there is trained again; one that says nearly the same as a better one with the same learner does not count.</param>
    /// <param name="cancellation">Stops it.</param>
    public TrialEnsembleChoice Choose(IReadOnlyList<TrainerSpec> trainers, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(trainers);
        int[] rows = [.. bench.HeldOut.SelectMany(r => r)];
        var rated = new RatedRows(_link, Array.ConvertAll(rows, r => bench.Labels[r]), bench.Weights is { } weights ? Array.ConvertAll(rows, r => (float)weights[r]) : null);
        var all = trainers.Select(t => bench.PredictionsOf(t, cancellation)).ToList();
        var said = all.ConvertAll(p => p.SelectMany(v => v).Select(v => (double)v).ToArray());
        var different = Different(trainers, said);
        var (predictions, scores) = (different.ConvertAll(m => all[m]), different.ConvertAll(m => said[m]));

        var parts = PartsOf(rows.Length);
        var (together, alone) = (new double[rows.Length], new double[rows.Length]);
        foreach (var part in parts)
        {
            cancellation.ThrowIfCancellationRequested();
            var others = Enumerable.Range(0, rows.Length).Except(part).ToArray();
            var seen = rated.Of(others);
            var known = scores.ConvertAll(s => rated.Pick(s, others));
            var (own, asked) = (rated.Of(part), scores.ConvertAll(s => rated.Pick(s, part)));
            var best = Enumerable.Range(0, scores.Count).MinBy(m => seen.Loss(known[m]));
            var (mixed, single) = (own.Losses(EnsembleTrainer.Mean(asked, Shares(Counts(known, seen.Loss)))), own.Losses(asked[best]));
            for (var i = 0; i < part.Length; i++)
            {
                (together[part[i]], alone[part[i]]) = (mixed[i], single[i]);
            }
        }

        var counts = Counts(scores, rated.Loss);
        var shares = Shares(counts);
        var mix = Enumerable.Range(0, predictions[0].Count).Select(p => Array.ConvertAll(
            EnsembleTrainer.Mean(predictions.ConvertAll(m => EnsembleTrainer.Doubles(m[p])), shares), v => (float)v)).ToList();
        var (gain, error) = rated.Difference(alone, together);
        return new TrialEnsembleChoice([.. trainers.Select((_, m) => different.IndexOf(m) is >= 0 and var at ? counts[at] : 0)], bench.Score(mix), rated.Mean(alone), rated.Mean(together), gain, error);
    }

    // The best of each learner that say something else.
    private static List<int> Different(IReadOnlyList<TrainerSpec> trainers, List<double[]> said)
    {
        var kept = new List<int>();
        for (var m = 0; m < trainers.Count; m++)
        {
            var alike = kept.FindAll(k => trainers[k].Name == trainers[m].Name);
            if (alike.Count < MostOfTrainer && alike.TrueForAll(k => Distance(said[k], said[m]) > Same))
            {
                kept.Add(m);
            }
        }

        return kept;
    }

    private static double Distance(double[] one, double[] other)
    {
        var mean = one.Average();
        var (between, within) = (0.0, 0.0);
        for (var i = 0; i < one.Length; i++)
        {
            between += (one[i] - other[i]) * (one[i] - other[i]);
            within += (one[i] - mean) * (one[i] - mean);
        }

        return within > 0 ? Math.Sqrt(between / within) : between > 0 ? double.PositiveInfinity : 0;
    }

    // A fold's rows are a part: how the models differ from fold to fold then counts too.
    private List<int[]> PartsOf(int count)
    {
        var at = 0;
        if (bench.Parts > 1)
        {
            return [.. bench.HeldOut.Select(p => Enumerable.Range((at += p.Length) - p.Length, p.Length).ToArray())];
        }

        var order = Enumerable.Range(0, count).ToArray();
        var random = new SplitMix64((ulong)bench.Seed);
        for (var i = count - 1; i > 0; i--)
        {
            var j = random.Below(i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }

        return [.. Enumerable.Range(0, Math.Min(Parts, count)).Select(p => order.Where((_, i) => i % Parts == p).Order().ToArray())];
    }

    // How often each trainer is in the bag; of too many, or too little ones, those that are in it most often choose once more among themselves.
    private int[] Counts(List<double[]> scores, Func<double[], double> loss)
    {
        var counts = EnsembleSelection.Counts(scores, loss);
        int[] kept = [.. Enumerable.Range(0, counts.Length).Where(m => counts[m] > 0 && counts[m] >= LeastShare * counts.Sum()).OrderByDescending(m => counts[m]).ThenBy(m => m).Take(mostMembers).Order()];
        if (counts.Count(c => c > 0) == kept.Length)
        {
            return counts;
        }

        var again = EnsembleSelection.Counts([.. kept.Select(m => scores[m])], loss);
        return [.. counts.Select((_, m) => Array.IndexOf(kept, m) is >= 0 and var at ? again[at] : 0)];
    }

    private static double[] Shares(int[] counts) => Array.ConvertAll(counts, c => c / (double)counts.Sum());
}
