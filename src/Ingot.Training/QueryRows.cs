using Ingot.Core.Diagnostics;
using Ingot.Core.Metrics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Tables;

namespace Ingot.Training;

/// <summary>The queries of the training rows of a ranking.</summary>
internal sealed class QueryRows
{
    /// <summary>What orders of validation rows are judged by.</summary>
    public const string Metric = "NDCG";

    // LightGBM takes no more, and every pair of rows of a query is looked at in every iteration.
    private const int MostRows = 10_000;

    private readonly int[] _queryOf;

    private QueryRows(int[] queryOf) => _queryOf = queryOf;

    /// <summary>The queries; null: the task is no ranking.</summary>
    public static QueryRows? Of(ModelSchema schema, Table data) =>
        schema.Task == ModelTask.Ranking ? new QueryRows(RowGroups.Of(data[schema.Group!.Name]).Groups) : null;

    /// <summary>The query of each of some rows.</summary>
    public int[] Of(int[] rows) => Array.ConvertAll(rows, r => _queryOf[r]);

    /// <summary>The rows in such an order that those of a query follow each other, as learners want them; else as they were.</summary>
    public int[] Together(int[] rows)
    {
        var first = new Dictionary<int, int>();
        foreach (var row in rows)
        {
            first.TryAdd(_queryOf[row], first.Count);
        }

        return [.. rows.OrderBy(r => first[_queryOf[r]])];
    }

    /// <summary>The number of rows of each query.</summary>
    /// <param name="rows">Rows as <see cref="Together"/> gives them.</param>
    public int[] Sizes(int[] rows)
    {
        var sizes = new List<int>();
        for (var i = 0; i < rows.Length; i++)
        {
            if (i > 0 && _queryOf[rows[i]] == _queryOf[rows[i - 1]])
            {
                sizes[^1]++;
            }
            else
            {
                sizes.Add(1);
            }
        }

        return [.. sizes];
    }

    /// <summary>Refuses rows that have no order which could be learned, or by which it could be told how far to learn.</summary>
    /// <exception cref="IngotException">INGOT2070: they have none. INGOT2072: a query has more rows than can be learned from.</exception>
    public static void Require(TrainerSpec trainer, LearnerInput input)
    {
        foreach (var (rows, what, remedy) in new[]
        {
            (input.Training, "rows that are learned from", "Add queries"),
            (input.Validation, "rows that are held out for validation", "Add queries, or raise ModelValidationFraction"),
        })
        {
            var large = rows.Queries!.Count(n => n > MostRows);
            if (large > 0)
            {
                throw new IngotException(TrainDiagnostics.LargeQueries.At(
                    trainer.Location,
                    $"{DiagnosticText.Count(large, "query", "queries")} of {rows.Queries!.Length:N0} among the {what} {DiagnosticText.Agree(large, "has", "have")} more than {MostRows:N0} rows, the greatest {rows.Queries!.Max():N0}: every row is compared with every other one of its query. Look whether the column of the role Group names queries; or leave out rows that nobody would be shown, with ModelFilter or in the data."));
            }

            if (WithOrder(rows) == 0)
            {
                throw new IngotException(TrainDiagnostics.NoOrders.At(
                    trainer.Location,
                    $"The {DiagnosticText.Count(rows.Labels.Length, "row")} of {DiagnosticText.Count(rows.Queries!.Length, "query", "queries")} among the {what} have no order: expected a query of two rows or more, of which one has a grade of 1 or more. {remedy}."));
            }
        }
    }

    /// <summary>How many queries have an order: two rows or more, and a grade of 1 or more.</summary>
    public static int WithOrder(LabelledRows rows) => Each(rows).Count();

    /// <summary>The mean NDCG of the queries that have an order, by the means of their rows' weights.</summary>
    /// <param name="scores">Scores of the rows.</param>
    /// <param name="rows">Has grades, weights and queries.</param>
    public static double Ndcg(double[] scores, LabelledRows rows)
    {
        var (sum, total) = (0.0, 0.0);
        foreach (var (start, count) in Each(rows))
        {
            // The ONNX model says scores in 32 bits; ties are those that it has.
            var order = QueryOrder.Of(
                Array.ConvertAll(scores[start..(start + count)], s => (double)(float)s), Array.ConvertAll(rows.Labels[start..(start + count)], l => (double)l));
            var weight = Enumerable.Range(start, count).Average(rows.Weight);
            (sum, total) = (sum + (weight * order.Ndcg), total + weight);
        }

        return sum / total;
    }

    private static IEnumerable<(int Start, int Count)> Each(LabelledRows rows)
    {
        var start = 0;
        foreach (var count in rows.Queries!)
        {
            if (count > 1 && rows.Labels.AsSpan(start, count).IndexOfAnyExceptInRange(float.NegativeInfinity, 0.5f) >= 0)
            {
                yield return (start, count);
            }

            start += count;
        }
    }
}
