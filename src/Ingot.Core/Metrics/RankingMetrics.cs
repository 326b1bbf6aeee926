using Ingot.Core.Predictions;
using Ingot.Core.Statistics;

namespace Ingot.Core.Metrics;

/// <summary>
/// The metrics of orders: of each query, and their means over the queries that count. A query of one row has no order, one without a grade of 1 or more
/// has no best one, and one whose rows all weigh 0 is no observation: these are left out. The rows that are measured are what is ranked, so of a slice the other rows of a query are not there.
/// </summary>
public static class RankingMetrics
{
    private const int FewestRows = 2;

    /// <summary>The names, in the order of the catalogue.</summary>
    public static IReadOnlyList<string> Names { get; } = ["NDCG", "NDCG@5", "NDCG@10", "MAP", "MRR"];

    /// <summary>All metrics, with the normal interval of a mean over queries.</summary>
    /// <param name="predictions">Grades, scores and queries.</param>
    /// <param name="rows">The rows that are measured.</param>
    public static IEnumerable<(string Name, Func<Interval> Measure)> Of(PredictionSet predictions, int[] rows)
    {
        var queries = QueriesOf(predictions, rows);
        var weights = Weights(predictions, queries);
        var orders = queries.ConvertAll(q => QueryOrder.Of(predictions, q));
        return Names.Select(name => (name, (Func<Interval>)(() => Interval.Mean([.. orders.Select(o => o.Value(name))], weights).Within(0, 1))));
    }

    /// <summary>A metric with what each query adds to its error; null: it is none of orders.</summary>
    public static InfluenceValues? Influence(string metric, PredictionSet predictions, int[] rows)
    {
        if (!Names.Contains(metric))
        {
            return null;
        }

        var queries = QueriesOf(predictions, rows);
        return InfluenceValues.Mean([.. queries.Select(q => QueryOrder.Of(predictions, q).Value(metric))], Weights(predictions, queries));
    }

    /// <summary>The rows of each query that counts, in the order in which the queries first come.</summary>
    public static List<int[]> QueriesOf(PredictionSet predictions, int[] rows)
    {
        var byQuery = new Dictionary<int, List<int>>();
        foreach (var row in rows)
        {
            if (!byQuery.TryGetValue(predictions.Queries[row], out var query))
            {
                byQuery[predictions.Queries[row]] = query = [];
            }

            query.Add(row);
        }

        return
        [
            .. byQuery.Values
                .Where(q => q.Count >= FewestRows && q.Exists(r => predictions.LabelValues[r] >= 1) && q.Exists(r => predictions.Weights is not { } weights || weights[r] > 0))
                .Select(q => q.ToArray()),
        ];
    }

    /// <summary>The weight of each query: the mean of those of its rows, as LightGBM has it.</summary>
    public static double[] Weights(PredictionSet predictions, List<int[]> queries) =>
        [.. queries.Select(q => predictions.Weights is { } weights ? q.Average(r => weights[r]) : 1)];
}
