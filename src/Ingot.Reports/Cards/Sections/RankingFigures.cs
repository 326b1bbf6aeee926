using System.Xml.Linq;
using Ingot.Core.Curves;
using Ingot.Core.Metrics;
using Ingot.Core.Predictions;
using Ingot.Core.Texts;
using Ingot.Reports.Plots;
using static Ingot.Reports.Markup.Html;

namespace Ingot.Reports.Cards.Sections;

/// <summary>How well the queries of a ranking are in order, query by query.</summary>
internal static class RankingFigures
{
    private const int Bins = 20;
    private static readonly double[] Listed = [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95];

    public static IEnumerable<XElement?> Of(PredictionSet predictions)
    {
        var queries = RankingMetrics.QueriesOf(predictions, [.. Enumerable.Range(0, predictions.Rows)]);
        if (queries.Count == 0)
        {
            return [];
        }

        var weights = RankingMetrics.Weights(predictions, queries);
        var orders = queries.ConvertAll(q => QueryOrder.Of(predictions, q));
        var any = queries.ConvertAll(q => QueryOrder.Of(predictions with { Scores = new float[predictions.Rows] }, q));
        var leftOut = predictions.Queries.Distinct().Count() - queries.Count;
        return [Distribution(orders, any, weights, leftOut)];
    }

    private static XElement Distribution(List<QueryOrder> orders, List<QueryOrder> any, double[] weights, int leftOut)
    {
        var (own, random) = (Histogram.Of([.. orders.Select(o => o.Ndcg)], weights, 0, 1, Bins), Histogram.Of([.. any.Select(o => o.Ndcg)], weights, 0, 1, Bins));
        double[] sorted = [.. orders.Select(o => o.Ndcg).Order()];
        double[] chance = [.. any.Select(o => o.Ndcg).Order()];
        return Figure(
            "NDCG of the queries",
            HistogramPlot.Draw(
                "query-ndcg", "NDCG of the queries", "NDCG", [(random, PlotColour.Third), (own, PlotColour.Accent)],
                "The distributions of the NDCG of the queries, as the model orders their rows and of any order on average.", 0),
            new object[]
            {
                Text($"{orders.Count:N0} queries of two rows or more with a grade of 1 or more{(leftOut > 0 ? FormattableString.Invariant($"; {leftOut:N0} others have no order that could be right or wrong") : string.Empty)}. "),
                Key("accent", "the model"), Key("third", "any order, on average"),
            },
            Table("NDCG of the queries", ["share of the queries below#", "the model#", "any order#"], Listed.Select(share => (IReadOnlyList<object?>)
            [
                Text($"{share:0.00}"), MetricText.Number(At(sorted, share), 1), MetricText.Number(At(chance, share), 1),
            ])));
    }

    private static double At(double[] sorted, double share) => sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))];
}
