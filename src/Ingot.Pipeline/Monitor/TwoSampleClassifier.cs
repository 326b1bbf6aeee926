using Ingot.Core.Statistics;
using Ingot.Core.Tables;
using Ingot.Training;

namespace Ingot.Pipeline.Monitor;

/// <summary>Learns to tell rows of the reference from current rows, by all columns together, and scores the rows that it has not learned from.</summary>
internal static class TwoSampleClassifier
{
    private const int LeastFolds = 2;
    private const int MostFolds = 5;

    private static readonly TreeSettings Settings = new() { Iterations = 50 };

    /// <summary>Scores of both samples.</summary>
    /// <param name="learner">Grows the trees.</param>
    /// <param name="reference">Has rows of the reference.</param>
    /// <param name="current">Has current rows.</param>
    /// <param name="features">The columns to tell them by: those that the model sees, and no label, prediction, id or time of the request.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>
    /// The scores. Where a side has fewer rows than there are parts nothing is learned, and all rows score 0.5; such sides are too small for any finding.
    /// </returns>
    /// <exception cref="ArgumentException">There are no features, one of them is not in both tables or of two types, or the number of parts is not 2 to 5.</exception>
    public static TwoSampleScores Score(
        TableLearner learner, Table reference, Table current, IReadOnlyList<string> features, TwoSampleOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= new TwoSampleOptions();
        if (features.Count == 0)
        {
            throw new ArgumentException("There are no columns to tell rows by.", nameof(features));
        }

        if (options.Folds is < LeastFolds or > MostFolds)
        {
            throw new ArgumentException($"The number of parts is {LeastFolds} to {MostFolds}, not {options.Folds}.", nameof(options));
        }

        var referenceRows = RowSample.Of(reference.Rows, options.Rows, options.Seed);
        var currentRows = RowSample.Of(current.Rows, options.Rows, options.Seed);
        var both = JoinedTable.Of(reference.Take(referenceRows), current.Take(currentRows), features);
        var scores = new double[both.Rows];
        Array.Fill(scores, 0.5);
        var gains = new Dictionary<string, double>(StringComparer.Ordinal);
        if (Math.Min(referenceRows.Length, currentRows.Length) >= options.Folds)
        {
            // Each part has the same share of both sides, so that no part's scores are higher than another's for how many of them it has.
            var foldOf = (int[])[.. Folds(referenceRows.Length, options, 1), .. Folds(currentRows.Length, options, 2)];
            KeepCopiesTogether(foldOf, both, referenceRows.Length);
            for (var fold = 0; fold < options.Folds; fold++)
            {
                var held = Array.FindAll([.. Enumerable.Range(0, both.Rows)], r => foldOf[r] == fold);
                var others = Array.FindAll([.. Enumerable.Range(0, both.Rows)], r => foldOf[r] != fold);
                var model = learner.Classify(
                    both.Take(others), Array.ConvertAll(others, r => r >= referenceRows.Length), null, Settings, options.Seed, cancellation);
                var told = model.Score(both.Take(held), cancellation);
                for (var i = 0; i < held.Length; i++)
                {
                    scores[held[i]] = told[i];
                }

                foreach (var (column, share) in model.Gains)
                {
                    gains[column] = gains.GetValueOrDefault(column) + (share / options.Folds);
                }
            }
        }

        return new TwoSampleScores
        {
            Reference = scores[..referenceRows.Length],
            Current = scores[referenceRows.Length..],
            Columns =
            [
                .. gains.Select(g => new ColumnGain(g.Key, g.Value)).OrderByDescending(g => g.Share).ThenBy(g => g.Column, StringComparer.Ordinal).Take(options.Columns),
            ],
            Folds = options.Folds,
            Learner = learner.Name,
        };
    }

    // A row of the window that is a copy of one of the reference, learned as the one and scored as the other, would be told to be what it is not: an AUC
    // below 0.5. Where there are few different rows, and so many equal ones on both sides, that evens out, and they must be in all parts to be learned from.
    private static void KeepCopiesTogether(int[] foldOf, Table both, int reference)
    {
        var keys = RowKeys.Of(both);
        var only = new Dictionary<UInt128, int>();
        for (var row = 0; row < reference; row++)
        {
            only[keys[row]] = only.ContainsKey(keys[row]) ? -1 : row;
        }

        for (var row = reference; row < both.Rows; row++)
        {
            if (only.GetValueOrDefault(keys[row], -1) is >= 0 and var original)
            {
                foldOf[row] = foldOf[original];
            }
        }
    }

    private static int[] Folds(int rows, TwoSampleOptions options, int side)
    {
        var order = RowSample.Permutation(rows, ((ulong)(uint)options.Seed << 2) + (ulong)side);
        var folds = new int[rows];
        for (var i = 0; i < rows; i++)
        {
            folds[order[i]] = i % options.Folds;
        }

        return folds;
    }
}
