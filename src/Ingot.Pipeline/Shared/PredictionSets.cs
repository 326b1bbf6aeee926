using Ingot.Core.Predictions;
using Ingot.Core.Schemas;
using Ingot.Core.Tables;
using Ingot.Scoring;

namespace Ingot.Pipeline.Shared;

/// <summary>Scores and labels brought together, and written down row by row.</summary>
internal static class PredictionSets
{
    /// <summary>The column of the prepared tables that holds the row's number in the files.</summary>
    public const string RowNumber = "__row";

    /// <summary>The column of <c>predictions.parquet</c> that holds it.</summary>
    public const string RowColumn = "row";

    /// <summary>Labels, weights and scores of the same rows.</summary>
    /// <param name="schema">Names label and weight.</param>
    /// <param name="reference">The rows.</param>
    /// <param name="scores">As <see cref="PredictionSet.Scores"/>.</param>
    /// <param name="threshold">As <see cref="PredictionSet.Threshold"/>.</param>
    public static PredictionSet From(ModelSchema schema, Table reference, float[] scores, double? threshold)
    {
        var label = schema.LabelIfAny is { } known ? reference[known.Name] : null;
        return new PredictionSet
        {
            Task = schema.Task,
            Classes = schema.Classes,
            Rows = reference.Rows,
            RowNumbers = Array.ConvertAll(((NumberColumn)reference[RowNumber]).Values, v => (long)v),
            LabelCodes = label is StringColumn classes ? CodesOf(classes, schema.Classes) : [],
            LabelValues = label is NumberColumn numbers ? numbers.Values : [],
            Queries = schema.Task == ModelTask.Ranking ? RowGroups.Of(reference[schema.Group!.Name]).Groups : [],
            Scores = scores,
            Threshold = threshold,
            Weights = schema.Weight is { } weight ? ((NumberColumn)reference[weight.Name]).Values : null,
        };
    }

    /// <summary>What an ONNX file says of rows; of a clustering with how its clusters lie there.</summary>
    /// <param name="scorer">The file.</param>
    /// <param name="onnx">Its bytes.</param>
    /// <param name="path">Where they are from, for diagnostics.</param>
    /// <param name="schema">The model's.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="weights">How much each row counts; null: all alike.</param>
    /// <param name="asked">Seed and threads.</param>
    /// <param name="cancellation">Stops it.</param>
    public static (float[] Scores, ScoredClusters? Clusters) Score(
        OnnxScorer scorer, byte[] onnx, string path, ModelSchema schema, Table rows, double[]? weights, (int Seed, int Threads) asked, CancellationToken cancellation)
    {
        if (schema.Task != ModelTask.Clustering)
        {
            return (scorer.Score(rows, schema, cancellation: cancellation), null);
        }

        using var clusters = new ClusterScorer(onnx, path, asked.Threads);
        var scored = clusters.Score(rows, schema, weights, asked.Seed, cancellation);
        return (scored.Scores, scored);
    }

    /// <summary>The same with what the model itself says in its scores: of a clustering the distance alone, without what was measured of its features.</summary>
    public static PredictionSet Said(PredictionSet predictions) => predictions.Task != ModelTask.Clustering ? predictions : predictions with
    {
        Scores = [.. Enumerable.Range(0, predictions.Rows).Select(r => predictions.Scores[(r * ClusterColumns.Count) + ClusterColumns.Distance])],
    };

    /// <summary>Score columns as <see cref="PredictionSet.Scores"/>.</summary>
    public static float[] Scores(Table table, IReadOnlyList<string> names)
    {
        var scores = new float[table.Rows * names.Count];
        for (var c = 0; c < names.Count; c++)
        {
            var values = ((NumberColumn)table[names[c]]).Values;
            for (var row = 0; row < values.Length; row++)
            {
                scores[(row * names.Count) + c] = (float)values[row];
            }
        }

        return scores;
    }

    /// <summary>How rows and scores are stored: scores are what the model returns, float32.</summary>
    public static IReadOnlyDictionary<string, string> SqlTypes(IEnumerable<string> scoreNames) =>
        scoreNames.ToDictionary(n => n, _ => "FLOAT", StringComparer.Ordinal).Append(new(RowColumn, "BIGINT")).ToDictionary(StringComparer.Ordinal);

    /// <summary>The table of <c>predictions.parquet</c>: row, label where there is one, scores, slice columns.</summary>
    public static Table ToTable(PredictionSet predictions, IEnumerable<TableColumn> sliceColumns)
    {
        var columns = new List<TableColumn>
        {
            new NumberColumn(RowColumn, Array.ConvertAll(predictions.RowNumbers, r => (double)r)),
        };
        if (predictions.IsLabelled)
        {
            columns.Add(predictions.Task.IsNumeric()
                ? new NumberColumn("label", predictions.LabelValues)
                : new StringColumn("label", predictions.LabelCodes, [.. predictions.Classes]));
        }

        columns.AddRange(ScoresOf(predictions, n => n));
        if (predictions.Low.Length > 0)
        {
            columns.Add(new NumberColumn(OutputNames.PredictionLow, Array.ConvertAll(predictions.Low, v => (double)v)));
            columns.Add(new NumberColumn(OutputNames.PredictionHigh, Array.ConvertAll(predictions.High, v => (double)v)));
        }

        var taken = columns.Select(c => c.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        columns.AddRange(sliceColumns.Where(c => taken.Add(c.Name)));
        return new Table(columns);
    }

    /// <summary>The columns of the scores.</summary>
    /// <param name="predictions">Have them.</param>
    /// <param name="called">Gives a column's name for that of the score.</param>
    public static IEnumerable<NumberColumn> ScoresOf(PredictionSet predictions, Func<string, string> called)
    {
        var names = ScoreColumns.Of(predictions.Task, predictions.Classes);
        for (var c = 0; c < names.Count; c++)
        {
            var values = new double[predictions.Rows];
            for (var row = 0; row < values.Length; row++)
            {
                values[row] = predictions.Scores[(row * names.Count) + c];
            }

            yield return new NumberColumn(called(names[c]), values);
        }
    }

    private static int[] CodesOf(StringColumn column, IReadOnlyList<string> classes)
    {
        var indexes = classes.Select((name, i) => (name, i)).ToDictionary(p => p.name, p => p.i, StringComparer.Ordinal);
        var byCode = Array.ConvertAll(column.Dictionary, s => indexes.GetValueOrDefault(s, -1));
        return Array.ConvertAll(column.Codes, code => code < 0 ? -1 : byCode[code]);
    }
}
