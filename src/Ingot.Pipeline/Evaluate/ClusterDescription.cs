using Ingot.Core.Clusters;
using Ingot.Core.Predictions;
using Ingot.Core.Schemas;
using Ingot.Core.Statistics;
using Ingot.Core.Tables;
using Ingot.Scoring;

namespace Ingot.Pipeline.Evaluate;

/// <summary>Says of each cluster how many rows it has and what distinguishes them, in the columns' own units.</summary>
internal static class ClusterDescription
{
    private const int ListedColumns = 20;
    private const int MostDirected = 2000;
    private const int MostPoints = 600;

    // Of columns with more values than this it is the few frequent ones that say something.
    private const int MostValues = 1000;

    public static ClustersReport Of(ModelSchema schema, Table reference, PredictionSet predictions, ScoredClusters scored, int seed)
    {
        var (clusters, weights) = (scored.Points.Clusters, scored.Points.Weights);
        float Value(int row, int column) => scored.Scores[(row * ClusterColumns.Count) + column];
        var total = weights.Sum();
        var columns = schema.Features.Select(f => reference[f.Name]).ToList();
        var described = Enumerable.Range(0, scored.Clusters).Select(c =>
        {
            int[] rows = [.. Enumerable.Range(0, predictions.Rows).Where(r => clusters[r] == c)];
            double Mean(int column) => Interval.Mean(
                [.. rows.Where(r => float.IsFinite(Value(r, column))).Select(r => (double)Value(r, column))], [.. rows.Where(r => float.IsFinite(Value(r, column))).Select(r => weights[r])]).Value;
            return new DescribedCluster(
                c, rows.Length, Rounded(rows.Sum(r => weights[r]) / total), Rounded(Mean(ClusterColumns.Distance)), Rounded(Mean(ClusterColumns.Silhouette)),
                [.. columns.Select(column => Of(column, rows, weights)).OfType<DescribedColumn>().OrderByDescending(d => Math.Abs(d.Effect)).Take(ListedColumns)]);
        }).ToList();

        var some = scored.Points.Take(RowSample.Of(predictions.Rows, MostDirected, seed));
        var (first, second, firstShare, secondShare) = PrincipalComponents.Of(some, seed);
        return new ClustersReport
        {
            Rows = predictions.Rows,
            Clusters = described,
            SilhouetteRows = Math.Min(predictions.Rows, ClusterScorer.MostSilhouettes),
            Points = [.. RowSample.Of(some.Count, MostPoints, seed).Select(i => new ClusterPoint(Short(first[i]), Short(second[i]), some.Clusters[i]))],
            Shares = [Short(firstShare), Short(secondShare)],
        };
    }

    private static DescribedColumn? Of(TableColumn column, int[] rows, double[] weights)
    {
        var all = Enumerable.Range(0, column.Rows);
        return column switch
        {
            NumberColumn numbers => OfNumber(numbers, rows, weights),
            BooleanColumn truth => Share(truth.Name, "true", [.. all.Select(r => truth.Values[r] < 0 ? double.NaN : truth.Values[r])], rows, weights),
            StringColumn { Dictionary.Length: > 0 and <= MostValues } text => OfText(text, rows, weights),
            _ => null,
        };
    }

    private static DescribedColumn? OfNumber(NumberColumn column, int[] rows, double[] weights)
    {
        var (here, all) = (Mean(column.Values, rows, weights), Mean(column.Values, [.. Enumerable.Range(0, column.Rows)], weights));
        return all.Deviation > 0 && double.IsFinite(here.Mean) ? new DescribedColumn(column.Name, null, Rounded(here.Mean), Rounded(all.Mean), Short((here.Mean - all.Mean) / all.Deviation)) : null;
    }

    // The value whose share differs most.
    private static DescribedColumn? OfText(StringColumn column, int[] rows, double[] weights)
    {
        var (here, all) = (new double[column.Dictionary.Length], new double[column.Dictionary.Length]);
        for (var row = 0; row < column.Rows; row++)
        {
            if (column.Codes[row] >= 0)
            {
                all[column.Codes[row]] += weights[row];
            }
        }

        foreach (var row in rows)
        {
            if (column.Codes[row] >= 0)
            {
                here[column.Codes[row]] += weights[row];
            }
        }

        var (sumHere, sumAll) = (here.Sum(), all.Sum());
        return here.Select((h, code) => Described(column.Name, column.Dictionary[code], h / sumHere, all[code] / sumAll)).OfType<DescribedColumn>()
            .OrderByDescending(d => Math.Abs(d.Effect)).ThenBy(d => d.Value, StringComparer.Ordinal).FirstOrDefault();
    }

    private static DescribedColumn? Share(string name, string value, double[] values, int[] rows, double[] weights) =>
        Described(name, value, Mean(values, rows, weights).Mean, Mean(values, [.. Enumerable.Range(0, values.Length)], weights).Mean);

    private static DescribedColumn? Described(string name, string value, double here, double all) =>
        all is > 0 and < 1 && double.IsFinite(here) ? new DescribedColumn(name, value, Rounded(here), Rounded(all), Short((here - all) / Math.Sqrt(all * (1 - all)))) : null;

    private static (double Mean, double Deviation) Mean(double[] values, int[] rows, double[] weights)
    {
        var known = Array.FindAll(rows, r => double.IsFinite(values[r]));
        var total = known.Sum(r => weights[r]);
        var mean = known.Sum(r => weights[r] * values[r]) / total;
        return (mean, Math.Sqrt(known.Sum(r => weights[r] * (values[r] - mean) * (values[r] - mean)) / total));
    }

    private static double Rounded(double value) => ModelExplanation.Rounded(value);

    // For the eye: more digits would differ from processor to processor.
    private static double Short(double value) => Math.Round(value, 4);
}
