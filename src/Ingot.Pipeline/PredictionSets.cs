using Ingot.Core.Predictions;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Tables;

namespace Ingot.Pipeline;

/// <summary>Scores and labels brought together, and written down row by row.</summary>
internal static class PredictionSets
{
    /// <summary>The column of the prepared tables that holds the row's number in the files.</summary>
    public const string RowNumber = "__row";

    public static PredictionSet From(ModelSchema schema, Table reference, float[] scores)
    {
        var label = reference[schema.Label.Name];
        return new PredictionSet
        {
            Task = schema.Task,
            Classes = schema.Classes,
            Rows = reference.Rows,
            RowNumbers = Array.ConvertAll(((NumberColumn)reference[RowNumber]).Values, v => (long)v),
            LabelCodes = label is StringColumn classes ? CodesOf(classes, schema.Classes) : [],
            LabelValues = label is NumberColumn numbers ? numbers.Values : [],
            Scores = scores,
            Weights = schema.Weight is { } weight ? ((NumberColumn)reference[weight.Name]).Values : null,
        };
    }

    /// <summary>The table of <c>predictions.parquet</c>: row, label, scores, slice columns.</summary>
    public static Table ToTable(PredictionSet predictions, Table reference, IReadOnlyList<SliceSpec> slices)
    {
        var columns = new List<TableColumn>
        {
            new NumberColumn("row", Array.ConvertAll(predictions.RowNumbers, r => (double)r)),
            predictions.Task == ModelTask.Regression
                ? new NumberColumn("label", predictions.LabelValues)
                : new StringColumn("label", predictions.LabelCodes, [.. predictions.Classes]),
        };
        columns.AddRange(ScoreColumns(predictions));
        var taken = columns.Select(c => c.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var name in slices.Where(s => s.Where is null).Select(s => s.Name.Split('=')[0]))
        {
            if (reference.Find(name) is { } column && taken.Add(name))
            {
                columns.Add(column);
            }
        }

        return new Table(columns);
    }

    /// <summary>The scores as columns: <c>probability</c>, <c>probability_&lt;class&gt;</c>, or <c>prediction</c>.</summary>
    public static IEnumerable<NumberColumn> ScoreColumns(PredictionSet predictions)
    {
        if (predictions.Task != ModelTask.MulticlassClassification)
        {
            var name = predictions.Task == ModelTask.Regression ? "prediction" : "probability";
            yield return new NumberColumn(name, Array.ConvertAll(predictions.Scores, s => (double)s));
            yield break;
        }

        var classes = predictions.Classes.Count;
        for (var c = 0; c < classes; c++)
        {
            var values = new double[predictions.Rows];
            for (var row = 0; row < values.Length; row++)
            {
                values[row] = predictions.Scores[(row * classes) + c];
            }

            yield return new NumberColumn($"probability_{predictions.Classes[c]}", values);
        }
    }

    private static int[] CodesOf(StringColumn column, IReadOnlyList<string> classes)
    {
        var indexes = classes.Select((name, i) => (name, i)).ToDictionary(p => p.name, p => p.i, StringComparer.Ordinal);
        var byCode = Array.ConvertAll(column.Dictionary, s => indexes.GetValueOrDefault(s, -1));
        return Array.ConvertAll(column.Codes, code => code < 0 ? -1 : byCode[code]);
    }
}
