namespace Ingot.Core.Estimation;

/// <summary>The threshold that a model of two classes says the positive class by, found in what it said: for models that others serve, whose threshold no one has written down.</summary>
/// <param name="Value">
/// Half-way between the least score that is said to be positive and the greatest one below it that is not; of several that contradict as few rows, the least. NaN where the rows do
/// not tell: there are none, or all of them are said to be of one class.
/// </param>
/// <param name="Contradicting">Number of rows that were said to be of the other class than this threshold says. More than 0: the model does not decide by one threshold of this score.</param>
public sealed record DecisionThreshold(double Value, long Contradicting)
{
    /// <summary>Finds it.</summary>
    /// <param name="scores">The scores; rows where they are not finite do not count.</param>
    /// <param name="saidPositive">What the model said of each.</param>
    public static DecisionThreshold Find(ReadOnlySpan<float> scores, ReadOnlySpan<bool> saidPositive)
    {
        var (rows, said) = (new List<(float Score, bool Positive)>(scores.Length), 0L);
        for (var i = 0; i < scores.Length; i++)
        {
            if (float.IsFinite(scores[i]))
            {
                rows.Add((scores[i], saidPositive[i]));
                said += saidPositive[i] ? 1 : 0;
            }
        }

        if (said == 0 || said == rows.Count)
        {
            return new DecisionThreshold(double.NaN, 0);
        }

        rows.Sort((a, b) => a.Score.CompareTo(b.Score));

        // Below all scores every row is positive: those that were said to be negative contradict.
        var (best, fewest, contradicting) = (double.NegativeInfinity, rows.Count - said, rows.Count - said);
        for (var i = 0; i < rows.Count; i++)
        {
            contradicting += rows[i].Positive ? 1 : -1;
            var isEndOfTies = i + 1 < rows.Count && rows[i + 1].Score > rows[i].Score;
            if (isEndOfTies && contradicting < fewest)
            {
                (best, fewest) = (((double)rows[i].Score + rows[i + 1].Score) / 2, contradicting);
            }
        }

        return double.IsFinite(best) ? new DecisionThreshold(best, fewest) : new DecisionThreshold(double.NaN, fewest);
    }
}
