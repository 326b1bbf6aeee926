namespace Ingot.Core.Behaviour;

/// <summary>How a model treats one group: counts, or sums of weights.</summary>
/// <param name="Name">Such as <c>gender=Male</c>.</param>
/// <param name="Rows">Number of rows.</param>
public sealed record GroupOutcome(string Name, long Rows)
{
    /// <summary>All rows.</summary>
    public GroupShare Selected { get; init; }

    /// <summary>Of the rows that are positive: the share that is predicted so (true positive rate).</summary>
    public GroupShare TruePositives { get; init; }

    /// <summary>Of the rows that are negative: the share that is predicted positive (false positive rate).</summary>
    public GroupShare FalsePositives { get; init; }

    /// <summary>Counts a group.</summary>
    /// <param name="name">The group.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="predicted">Whether a row is predicted positive.</param>
    /// <param name="positive">Whether a row is positive.</param>
    /// <param name="weight">How much a row counts.</param>
    public static GroupOutcome Of(string name, int[] rows, Func<int, bool> predicted, Func<int, bool> positive, Func<int, double> weight)
    {
        GroupShare all = default, positives = default, negatives = default;
        foreach (var row in rows)
        {
            var (isPredicted, w) = (predicted(row), weight(row));
            all = all.Add(isPredicted, w);
            (positives, negatives) = positive(row) ? (positives.Add(isPredicted, w), negatives) : (positives, negatives.Add(isPredicted, w));
        }

        return new GroupOutcome(name, rows.Length) { Selected = all, TruePositives = positives, FalsePositives = negatives };
    }
}
