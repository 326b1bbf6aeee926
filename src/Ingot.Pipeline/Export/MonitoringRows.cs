using System.Globalization;
using Ingot.Artifacts.Stages;
using Ingot.Core.Metrics;
using Ingot.Core.Monitoring;
using Ingot.Core.Predictions;
using Ingot.Core.Schemas;
using Ingot.Core.Statistics;
using Ingot.Core.Tables;
using Ingot.Data;
using Ingot.Pipeline.Shared;
using Ingot.Scoring;

namespace Ingot.Pipeline.Export;

/// <summary>
/// What production is compared with: a sample of the reference rows, with label and answers, in the columns that the prediction log has. The same
/// rows for the same seed. With them goes what the project asks of production.
/// </summary>
internal static class MonitoringRows
{
    /// <summary>Writes them; nothing when the project wants none.</summary>
    public static void Write(StageContext context, ModelSchema schema, MetricsReport metrics)
    {
        var rows = metrics.ReferenceRows;
        if (context.Spec.MonitoringRows == 0)
        {
            return;
        }

        var chosen = RowSample.Of((int)rows, context.Spec.MonitoringRows, context.Spec.Seed);

        // No row's text is packed, and words that hardly repeat have no distribution that drifts: of texts it is what they are like.
        var shapes = schema.Features.Where(f => f.IsText).SelectMany(f => TextShape.Of(f.Name, DuckDbSession.Name(f.Name))).Where(s => schema.Columns.All(c => c.Name != s.Name)).ToList();
        List<string> features = [.. schema.Features.Where(f => !f.IsText).Select(f => f.Name), .. shapes.Select(s => s.Name)];
        var names = ScoreColumns.Of(schema.Task, schema.Classes);
        using var session = new DuckDbSession();
        var reference = ParquetTable.Read(session, Of(context.Input(PrepareFiles.Reference), chosen, rows, shapes), features.Append(PredictionSets.RowNumber));
        var answers = ParquetTable.Read(session, Of(context.Input(EvaluateFiles.Predictions), chosen, rows, []), schema.LabelIfAny is null ? names : names.Append("label"));

        List<TableColumn> columns = [new NumberColumn("ingot_row", ((NumberColumn)reference[PredictionSets.RowNumber]).Values)];
        columns.AddRange(features.Select(f => reference[f]));
        if (schema.LabelIfAny is not null)
        {
            columns.Add(answers["label"] switch
            {
                NumberColumn numbers => new NumberColumn("ingot_label_value", numbers.Values),
                var label => new StringColumn("ingot_label", ((StringColumn)label).Codes, ((StringColumn)label).Dictionary),
            });
        }

        var scores = names.Select(n => ((NumberColumn)answers[n]).Values).ToList();
        if (schema.Task.IsNumeric())
        {
            columns.Add(new NumberColumn(OutputNames.Score, scores[0]));
        }
        else if (schema.Task == ModelTask.Clustering)
        {
            var numbers = Array.ConvertAll(scores[ClusterColumns.Cluster], c => (int)c);
            columns.Add(new StringColumn(OutputNames.PredictedLabel, numbers, [.. ClusterFacts.Names(numbers.Length == 0 ? 0 : numbers.Max() + 1)]));
            columns.Add(new NumberColumn(OutputNames.Score, scores[ClusterColumns.Distance]));
        }
        else
        {
            columns.Add(schema.Task == ModelTask.AnomalyDetection
                ? new StringColumn(OutputNames.PredictedLabel, Array.ConvertAll(scores[0], s => (float)s >= metrics.Threshold ? 1 : 0), [OutputNames.Normal, OutputNames.Anomaly])
                : new StringColumn(OutputNames.PredictedLabel, Predicted(schema, scores, context.Spec.ClassificationThreshold), [.. schema.Classes]));
            columns.AddRange(names.Select((n, i) => new NumberColumn(n, scores[i])));
        }

        var floats = columns.OfType<NumberColumn>().Where(c => c.Name == OutputNames.Score || names.Contains(c.Name)).ToDictionary(c => c.Name, _ => "FLOAT", StringComparer.Ordinal);
        floats["ingot_row"] = "BIGINT";
        ParquetTable.Write(context.OutputFile(ExportFiles.MonitoringRows), new Table(columns), floats);
        context.Write(ExportFiles.MonitoringPlan, MonitorPlanFile.ToJson(MonitorPlan.Of(context.Spec)));
    }

    // As the ONNX file does it, in float32: from the threshold on, or the first of the greatest.
    private static int[] Predicted(ModelSchema schema, List<double[]> scores, double threshold)
    {
        var positive = schema.Task == ModelTask.BinaryClassification ? schema.Classes.ToList().IndexOf(schema.PositiveClass!) : -1;
        return
        [
            .. Enumerable.Range(0, scores[0].Length).Select(row => positive >= 0
                ? (float)scores[0][row] >= (float)threshold ? positive : 1 - positive
                : Enumerable.Range(0, scores.Count).MaxBy(c => scores[c][row])),
        ];
    }

    private static string Of(string file, int[] chosen, long rows, IReadOnlyList<(string Name, string Sql)> shapes)
    {
        var columns = string.Concat(shapes.Select(s => $", {s.Sql} AS {DuckDbSession.Name(s.Name)}"));
        var source = $"read_parquet({DuckDbSession.Text(file)}, file_row_number=true)";
        return chosen.Length == rows
            ? $"(SELECT *{columns} FROM {source} ORDER BY file_row_number)"
            : $"(SELECT *{columns} FROM {source} WHERE file_row_number IN (SELECT unnest([{string.Join(",", chosen.Select(r => r.ToString(CultureInfo.InvariantCulture)))}])) ORDER BY file_row_number)";
    }
}
