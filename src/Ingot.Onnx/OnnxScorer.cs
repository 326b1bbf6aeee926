using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Tables;
using Microsoft.ML.OnnxRuntime;

namespace Ingot.Onnx;

/// <summary>Scores rows with the ONNX file that ships.</summary>
public sealed class OnnxScorer : IDisposable
{
    private readonly BatchSession _session;

    /// <summary>Loads a model.</summary>
    /// <param name="path">The ONNX file.</param>
    /// <param name="threads">Threads within an operator; 0: ONNX Runtime's default.</param>
    /// <exception cref="IngotException">INGOT3010: the file is no model that ONNX Runtime loads.</exception>
    public OnnxScorer(string path, int threads = 0)
    {
        try
        {
            _session = new BatchSession(File.ReadAllBytes(path), threads);
        }
        catch (OnnxRuntimeException e)
        {
            throw new IngotException(
                EvaluateDiagnostics.CorruptModel.At(
                    new SourceLocation(path), $"ONNX Runtime cannot load the model: {e.Message} Delete it and train again: dotnet msbuild -t:TrainModel."),
                e);
        }
    }

    /// <summary>Scores all rows.</summary>
    /// <param name="features">Has the model's input columns.</param>
    /// <param name="schema">Names them, and the task.</param>
    /// <returns>As <see cref="Core.Predictions.PredictionSet.Scores"/>.</returns>
    public float[] Score(Table features, ModelSchema schema) => schema.Task switch
    {
        ModelTask.BinaryClassification => Run(features, schema, "probability", 1),
        ModelTask.Regression => Run(features, schema, "score", 1),
        _ => Run(features, schema, "probabilities", schema.Classes.Count),
    };

    /// <inheritdoc />
    public void Dispose() => _session.Dispose();

    private float[] Run(Table features, ModelSchema schema, string output, int width) =>
        _session.Run(features, [.. schema.Features], output, width);
}
