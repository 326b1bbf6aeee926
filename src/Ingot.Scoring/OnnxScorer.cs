using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Tables;
using Microsoft.ML.OnnxRuntime;

namespace Ingot.Scoring;

/// <summary>Scores rows with the ONNX file that ships.</summary>
public sealed class OnnxScorer : IDisposable
{
    private readonly BatchSession _session;

    /// <summary>Loads a model.</summary>
    /// <param name="path">The ONNX file.</param>
    /// <param name="threads">Threads that score batches of rows; 0: one per processor. The scores do not depend on it.</param>
    /// <exception cref="IngotException">INGOT3010: the file is not a model that ONNX Runtime loads.</exception>
    public OnnxScorer(string path, int threads = 0)
        : this(File.ReadAllBytes(path), path, threads)
    {
    }

    /// <summary>Loads a model from the bytes of its file.</summary>
    /// <param name="model">The bytes.</param>
    /// <param name="path">Where they are from, for diagnostics.</param>
    /// <param name="threads">Threads that score batches of rows; 0: one per processor. The scores do not depend on it.</param>
    /// <exception cref="IngotException">INGOT3010: they are not a model that ONNX Runtime loads.</exception>
    public OnnxScorer(byte[] model, string path, int threads = 0)
    {
        try
        {
            _session = new BatchSession(model, threads);
        }
        catch (OnnxRuntimeException e)
        {
            throw new IngotException(
                EvaluateDiagnostics.CorruptModel.At(
                    new SourceLocation(path), $"ONNX Runtime cannot load the model: {e.Message} {Remedy(path)}"),
                e);
        }
    }

    /// <summary>What the file says of itself, by name.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _session.Metadata;

    // A build makes its model again; a package is what it is.
    private static string Remedy(string path) => Path.GetExtension(path) == ".onnx"
        ? "Delete it and train again: dotnet msbuild -t:TrainModel."
        : "Fetch the package again from where it was published.";

    /// <summary>Scores rows.</summary>
    /// <param name="features">Has the model's input columns.</param>
    /// <param name="schema">Names them, and the task.</param>
    /// <param name="rows">The rows to score, in this order; null: all.</param>
    /// <param name="cancellation">Stops the run.</param>
    /// <returns>As <see cref="Core.Predictions.PredictionSet.Scores"/>.</returns>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public float[] Score(Table features, ModelSchema schema, int[]? rows = null, CancellationToken cancellation = default)
    {
        var (output, _, width) = schema.ScoreOutput;
        var scores = new float[(rows?.Length ?? features.Rows) * width];
        _session.Run<float>(
            features, rows, [.. schema.Features], output, width, (start, count, values) => values.CopyTo(scores.AsSpan(start * width, count * width)), cancellation);
        return scores;
    }

    /// <summary>Reads another output of one number a row.</summary>
    /// <param name="features">As of <see cref="Score"/>.</param>
    /// <param name="schema">As of <see cref="Score"/>.</param>
    /// <param name="output">The output's name.</param>
    public float[] Read(Table features, ModelSchema schema, string output)
    {
        var values = new float[features.Rows];
        _session.Run<float>(features, null, [.. schema.Features], output, 1, (start, count, read) => read.CopyTo(values.AsSpan(start, count)));
        return values;
    }

    /// <inheritdoc />
    public void Dispose() => _session.Dispose();
}
