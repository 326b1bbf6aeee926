using System.Globalization;
using Ingot.Core.Predictions;
using Ingot.Core.Schemas;
using Ingot.Core.Tables;

namespace Ingot.Pipeline.Monitor;

/// <summary>Answers and labels, in the columns of the prediction log, as what metrics are computed from.</summary>
internal static class ServedPredictions
{
    /// <summary>The column of the reference rows that has the label; null: there is none.</summary>
    public static string? LabelOf(ModelSchema schema) => schema.LabelIfAny is null ? null : schema.Task.IsNumeric() ? "ingot_label_value" : "ingot_label";

    /// <summary>The columns of the model's scores; of a clustering of its cluster and of the distance to the centre of it.</summary>
    public static IReadOnlyList<string> ScoresOf(ModelSchema schema) =>
        schema.Task.IsNumeric() ? [OutputNames.Score] : schema.Task == ModelTask.Clustering ? [OutputNames.PredictedLabel, OutputNames.Score] : ScoreColumns.Of(schema.Task, schema.Classes);

    /// <summary>The rows of a table.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="rows">The table.</param>
    /// <param name="label">Its column of labels; null: nothing is known of them.</param>
    /// <param name="threshold">As <see cref="PredictionSet.Threshold"/>: of the model that is compared with, whichever version served a row.</param>
    public static PredictionSet Of(ModelSchema schema, Table rows, string? label, double? threshold)
    {
        var names = ScoresOf(schema);
        var scores = new float[rows.Rows * names.Count];
        for (var c = 0; c < names.Count; c++)
        {
            var values = (rows.Find(names[c]) as NumberColumn)?.Values;
            for (var row = 0; row < rows.Rows; row++)
            {
                scores[(row * names.Count) + c] = values is null ? float.NaN : (float)values[row];
            }
        }

        return new PredictionSet
        {
            Task = schema.Task,
            Classes = schema.Classes,
            Rows = rows.Rows,
            RowNumbers = [.. Enumerable.Range(0, rows.Rows).Select(r => (long)r)],
            LabelCodes = label is not null && rows[label] is StringColumn text ? Codes(text, schema.Classes) : [],
            LabelValues = label is not null && rows[label] is NumberColumn numbers ? numbers.Values : [],
            Scores = schema.Task == ModelTask.Clustering ? Clusters(rows) : scores,
            Threshold = threshold,
        };
    }

    // What was served says nothing of how the clusters lie.
    private static float[] Clusters(Table rows)
    {
        var scores = new float[rows.Rows * ClusterColumns.Count];
        Array.Fill(scores, float.NaN);
        var numbers = rows.Find(OutputNames.PredictedLabel) is StringColumn said
            ? Array.ConvertAll(said.Dictionary, t => int.TryParse(t, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : float.NaN) : [];
        for (var row = 0; row < rows.Rows; row++)
        {
            var code = numbers.Length == 0 ? -1 : ((StringColumn)rows[OutputNames.PredictedLabel]).Codes[row];
            scores[(row * ClusterColumns.Count) + ClusterColumns.Cluster] = code < 0 ? float.NaN : numbers[code];
            scores[(row * ClusterColumns.Count) + ClusterColumns.Distance] = rows.Find(OutputNames.Score) is NumberColumn distances ? (float)distances.Values[row] : float.NaN;
        }

        return scores;
    }

    /// <summary>Only some columns of a table.</summary>
    public static Table Take(Table rows, IReadOnlyList<string> columns) => new([.. columns.Select(c => rows[c])], rows.Rows);

    private static int[] Codes(StringColumn column, IReadOnlyList<string> classes)
    {
        var indexes = classes.Select((name, i) => (name, i)).ToDictionary(p => p.name, p => p.i, StringComparer.Ordinal);
        var byCode = Array.ConvertAll(column.Dictionary, s => indexes.GetValueOrDefault(s, -1));
        return Array.ConvertAll(column.Codes, code => code < 0 ? -1 : byCode[code]);
    }
}
