using System.Globalization;
using Ingot.Core.Diagnostics;
using Ingot.Core.Explanations;
using Ingot.Core.Schemas;
using Ingot.Core.Tables;
using Ingot.Data;
using Ingot.Scoring;
using Ingot.Scoring.Explanations;

namespace Ingot.Pipeline.Explain;

/// <summary>A model that is asked for predictions and their reasons.</summary>
/// <param name="onnx">Its ONNX file.</param>
/// <param name="schema">Its schema.</param>
/// <param name="path">Where it is from, for diagnostics.</param>
public sealed class ExplainedModel(byte[] onnx, ModelSchema schema, string path)
{
    private const int BackgroundRows = 500;

    /// <summary>How the reasons were found, as <see cref="ExplanationReport.Method"/>.</summary>
    public string Method { get; private set; } = ExplanationReport.TreeShap;

    /// <summary>What contributions are measured in.</summary>
    public string Unit { get; private set; } = string.Empty;

    /// <summary>Explains the predictions of rows.</summary>
    /// <param name="json">A row, or several, as JSON.</param>
    /// <param name="source">How messages name them.</param>
    /// <param name="background">A Parquet file with rows as they are usual, for models that are sampled; null: there is none.</param>
    /// <param name="seed">The seed of what is sampled.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="IngotException">INGOT1050: the rows cannot be used, or a model that is sampled has no background. INGOT3010, INGOT9021: the model cannot be read.</exception>
    public IReadOnlyList<ExplainedRow> Explain(string json, string source, string? background, int seed, CancellationToken cancellation)
    {
        var rows = RowsOfJson.Read(json, source, schema);
        using var scorer = new OnnxScorer(onnx, path, 1);
        using var explainer = new PredictionExplainer(onnx, schema, path, 1);
        var found = explainer.Explain(rows, explainer.IsExact ? null : Usual(background), seed, cancellation);
        Method = explainer.Method;
        Unit = schema.Task switch
        {
            ModelTask.Regression => schema.Label.Name,
            ModelTask.Ranking => "score",
            ModelTask.BinaryClassification when explainer.IsShare => $"probability of {schema.PositiveClass}",
            ModelTask.BinaryClassification => $"log-odds of {schema.PositiveClass}",
            ModelTask.AnomalyDetection => found.IsExact ? "log2 of the anomaly score" : "anomaly score",
            ModelTask.Clustering => "distance to the centre of the cluster",
            _ => found.IsExact && explainer.IsShare ? "share of the class" : found.IsExact ? "raw score of the class" : "probability of the class",
        } + (explainer.IsBeforeCalibration ? ", before calibration" : string.Empty);
        var scores = scorer.Score(rows, schema, rows: null, cancellation);
        RefuseNaN(rows, scores, source);
        return [.. Enumerable.Range(0, rows.Rows).Select(row => Of(rows, row, scores.AsSpan(row * scores.Length / rows.Rows, scores.Length / rows.Rows), found))];
    }

    private static void RefuseNaN(Table rows, float[] scores, string source)
    {
        var width = rows.Rows == 0 ? 1 : scores.Length / rows.Rows;
        if (Array.FindIndex(scores, s => !float.IsFinite(s)) is >= 0 and var at)
        {
            var missing = rows.Columns.Where(c => c.IsMissing(at / width)).Select(c => DiagnosticText.Shorten(c.Name)).ToList();
            throw new IngotException(PrepareDiagnostics.RowUnusable.At(
                new SourceLocation(source),
                $"The model says no finite number of row {at / width}, so there is nothing to explain{(missing.Count > 0 ? $"; {DiagnosticText.List(missing)} {DiagnosticText.Agree(missing.Count, "is", "are")} missing, which it may not be able to take" : string.Empty)}. Give the row all its values."));
        }
    }

    private ExplainedRow Of(Table rows, int row, ReadOnlySpan<float> scores, Contributions found)
    {
        var best = 0;
        for (var c = 1; c < scores.Length; c++)
        {
            best = scores[c] > scores[best] ? c : best;
        }

        var explained = schema.Task switch { ModelTask.Regression or ModelTask.Ranking or ModelTask.AnomalyDetection or ModelTask.Clustering => null, ModelTask.BinaryClassification => schema.PositiveClass, _ => schema.Classes[best] };
        var values = found.Of(row, best);
        var reasons = new List<Reason>();
        for (var c = 0; c < values.Length; c++)
        {
            double? error = found.Errors is { } errors ? errors[(((row * found.Outputs) + best) * values.Length) + c] : null;
            reasons.Add(new Reason(found.Columns[c], rows.Find(found.Columns[c]) is { } column ? Shown(column, row) ?? Reason.Missing : null, values[c], error));
        }

        return new ExplainedRow(
            scores[best], explained, found.Base[best], found.Base[best] + reasons.Sum(r => r.Contribution), [.. reasons.OrderByDescending(r => Math.Abs(r.Contribution))]);
    }

    private Table Usual(string? background)
    {
        if (background is null)
        {
            throw new IngotException(PrepareDiagnostics.RowUnusable.At(
                new SourceLocation(path), $"This model has neither trees that say how many rows came to their leaves nor weights that say what the usual row is, so its reasons are sampled, for which rows are needed as they are usual; there are none in the package (ModelMonitoringRows is 0) or the project. Name some: --background rows.parquet."));
        }

        var table = ParquetTable.Read(background, schema.Features.Select(c => c.Name));
        return table.Take(Core.Statistics.RowSample.Of(table.Rows, BackgroundRows, 1));
    }

    private static string? Shown(TableColumn column, int row) => column.IsMissing(row) ? null : column switch
    {
        NumberColumn n => n.Values[row].ToString("R", CultureInfo.InvariantCulture),
        BooleanColumn b => b.Values[row] == 1 ? "true" : "false",
        DateColumn d => DateTime.UnixEpoch.AddMicroseconds(d.Values[row]).ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture),
        _ => ((StringColumn)column)[row],
    };
}
