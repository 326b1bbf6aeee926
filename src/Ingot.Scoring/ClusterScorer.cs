using System.Globalization;
using Ingot.Core.Diagnostics;
using Ingot.Core.Predictions;
using Ingot.Core.Schemas;
using Ingot.Core.Statistics;
using Ingot.Core.Tables;
using Ingot.Scoring.Explanations;
using Microsoft.ML.OnnxRuntime;

namespace Ingot.Scoring;

/// <summary>Scores rows with the ONNX file of a clustering, and measures how its clusters lie in the features that the file itself makes of the rows.</summary>
public sealed class ClusterScorer : IDisposable
{
    /// <summary>Of so many rows silhouettes are exact, which take the distance of each row to each other one; of more rows so many are drawn.</summary>
    public const int MostSilhouettes = 10_000;

    private const int MostClusters = 100_000;

    private readonly BatchSession _session;
    private readonly int _threads;
    private readonly int _width;

    /// <summary>Loads a model.</summary>
    /// <param name="model">The bytes of its file.</param>
    /// <param name="path">Where they are from, for diagnostics.</param>
    /// <param name="threads">Threads that compute; 0: one per processor. The values do not depend on it.</param>
    /// <exception cref="IngotException">INGOT3010: it is not a clustering that ONNX Runtime loads.</exception>
    public ClusterScorer(byte[] model, string path, int threads = 0)
    {
        ArgumentNullException.ThrowIfNull(model);
        _threads = threads;
        try
        {
            _session = new BatchSession(OnnxAddition.Output(model, ClusterFacts.Features), threads);
        }
        catch (OnnxRuntimeException e)
        {
            throw new IngotException(EvaluateDiagnostics.CorruptModel.At(
                new SourceLocation(path), $"ONNX Runtime cannot load the model with the features of its clusters as an output: {e.Message} Delete it and train again: dotnet msbuild -t:TrainModel."), e);
        }

        try
        {
            Clusters = Number(ClusterFacts.CountKey, MostClusters);
            _width = Number("ingot.features", int.MaxValue);
        }
        catch (InvalidDataException e)
        {
            _session.Dispose();
            throw new IngotException(EvaluateDiagnostics.CorruptModel.At(
                new SourceLocation(path), $"The model is no clustering of Ingot's: {e.Message}. Delete it and train again: dotnet msbuild -t:TrainModel."), e);
        }
    }

    /// <summary>How many clusters it has.</summary>
    public int Clusters { get; }

    /// <summary>Scores rows, and measures.</summary>
    /// <param name="rows">They have the model's input columns.</param>
    /// <param name="schema">Names them.</param>
    /// <param name="weights">How much each row counts; null: all alike.</param>
    /// <param name="seed">Of the draw of rows for silhouettes.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>As <see cref="PredictionSet.Scores"/>, and what was measured.</returns>
    public ScoredClusters Score(Table rows, ModelSchema schema, double[]? weights, int seed, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(schema);
        List<SchemaColumn> inputs = [.. schema.Features];
        var n = rows.Rows;
        if ((long)n * _width > Array.MaxLength)
        {
            throw new InvalidDataException(FormattableString.Invariant($"{n:N0} rows of {_width:N0} features are more numbers than are held in memory"));
        }

        var distances = new float[n];
        _session.Run<float>(rows, null, inputs, OutputNames.Score, 1, (start, count, read) => read.CopyTo(distances.AsSpan(start, count)), cancellation);
        var clusters = new int[n];
        _session.RunStrings(rows, [.. Enumerable.Range(0, n)], inputs, OutputNames.PredictedLabel, (row, text) =>
            clusters[row] = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < Clusters ? number
                : throw new InvalidDataException($"it says the cluster '{text}' of a row; expected a number from 0 to {Clusters - 1}"), cancellation);
        var values = new double[n * _width];
        _session.Run<double>(rows, null, inputs, ClusterFacts.Features, _width, (start, count, read) => read.CopyTo(values.AsSpan(start * _width, count * _width)), cancellation);

        var points = new ClusteredPoints(values, _width, clusters, weights ?? [.. Enumerable.Repeat(1.0, n)]);
        var scores = new float[n * ClusterColumns.Count];
        void Fill(int column, Func<int, double> value)
        {
            for (var row = 0; row < n; row++)
            {
                scores[(row * ClusterColumns.Count) + column] = (float)value(row);
            }
        }

        Fill(ClusterColumns.Cluster, row => clusters[row]);
        Fill(ClusterColumns.Distance, row => distances[row]);
        Fill(ClusterColumns.Silhouette, _ => double.NaN);
        Fill(ClusterColumns.SilhouettePart, _ => double.NaN);
        var drawn = RowSample.Of(n, MostSilhouettes, seed);
        var silhouettes = Silhouettes.Of(points.Take(drawn), _threads, cancellation);
        for (var i = 0; i < drawn.Length; i++)
        {
            scores[(drawn[i] * ClusterColumns.Count) + ClusterColumns.Silhouette] = (float)silhouettes.Coefficients[i];
            scores[(drawn[i] * ClusterColumns.Count) + ClusterColumns.SilhouettePart] = (float)silhouettes.Index.PseudoValues[i];
        }

        var (daviesBouldin, calinskiHarabasz) = (ClusterSpread.DaviesBouldin(points).PseudoValues, ClusterSpread.CalinskiHarabasz(points).PseudoValues);
        Fill(ClusterColumns.DaviesBouldinPart, row => daviesBouldin[row]);
        Fill(ClusterColumns.CalinskiHarabaszPart, row => calinskiHarabasz[row]);
        return new ScoredClusters(scores, Clusters, points);
    }

    /// <inheritdoc />
    public void Dispose() => _session.Dispose();

    private int Number(string key, int most) =>
        _session.Metadata.TryGetValue(key, out var text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most ? number
            : throw new InvalidDataException($"the metadata {key} of the ONNX file is '{text}'; expected a number");
}
