using System.Globalization;
using Ingot.Core.Diagnostics;
using Ingot.Core.Explanations;
using Ingot.Core.Schemas;
using Ingot.Core.Statistics;
using Ingot.Core.Tables;
using Ingot.Scoring.Explanations;

namespace Ingot.Pipeline.Evaluate;

/// <summary>What the columns contribute to the predictions of some reference rows.</summary>
internal static class ModelExplanation
{
    private const int MostRows = 500;
    private const int FewestRows = 20;
    private const int BackgroundRows = 500;
    private const int Binned = 6;

    // About a second of one processor.
    private const long Budget = 60_000_000;

    public static ExplanationReport Of(StageContext context, string model, ModelSchema schema, Table reference)
    {
        using var explainer = new PredictionExplainer(File.ReadAllBytes(model), schema, model, context.Threads);
        var count = (int)Math.Clamp(Budget / explainer.CostOfRow, FewestRows, MostRows);
        var rows = reference.Take(RowSample.Of(reference.Rows, count, context.Spec.Seed));
        context.Progress.Report($"explaining {DiagnosticText.Count(rows.Rows, "prediction")}");
        var background = explainer.IsExact ? null : reference.Take(RowSample.Of(reference.Rows, BackgroundRows, context.Spec.Seed ^ 1));
        var found = explainer.Explain(rows, background, context.Spec.Seed, context.Cancellation);
        var columns = found.Columns
            .Select((name, c) => (Name: name, Index: c, Mean: Enumerable.Range(0, found.Rows).Average(row => Enumerable.Range(0, found.Outputs).Sum(o => Math.Abs(found.Of(row, o)[c])))))
            .OrderByDescending(c => c.Mean).ToList();
        return new ExplanationReport
        {
            Method = explainer.Method,
            Unit = Unit(schema, found.IsExact, explainer.IsShare) + (explainer.IsBeforeCalibration ? ", before calibration" : string.Empty),
            Rows = rows.Rows,
            ReferenceRows = reference.Rows,
            Seed = context.Spec.Seed,
            Base = [.. found.Base.Select(b => Rounded(b))],
            MeanError = found.Errors is { Length: > 0 } errors ? Rounded(errors.Average()) : null,
            Columns =
            [
                .. columns.Select((c, rank) => new ExplainedColumn(
                    c.Name,
                    Rounded(c.Mean),
                    rank < Binned && found.Outputs == 1 && c.Mean > 0 && rows.Find(c.Name) is { } column
                        && !schema.Features.Any(f => f.Name == c.Name && f.IsText)
                        ? ContributionBins.Of(column, [.. Enumerable.Range(0, rows.Rows).Select(row => found.Of(row)[c.Index])])
                        : [])),
            ],
        };
    }

    /// <summary>A value with nine digits: beyond them the order of sums on another processor would show.</summary>
    internal static double Rounded(double value) => double.Parse(value.ToString("G9", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static string Unit(ModelSchema schema, bool isExact, bool isShare) => schema.Task switch
    {
        ModelTask.Regression => schema.Label.Name,
        ModelTask.Ranking => "score",
        ModelTask.BinaryClassification when isShare => $"probability of {schema.PositiveClass}",
        ModelTask.BinaryClassification => $"log-odds of {schema.PositiveClass}",
        ModelTask.AnomalyDetection => isExact ? "log2 of the anomaly score" : "anomaly score",
        ModelTask.Clustering => "distance to the centre of the cluster",
        _ => isExact && isShare ? "shares of the classes" : isExact ? "raw scores of the classes" : "probabilities of the classes",
    };
}
