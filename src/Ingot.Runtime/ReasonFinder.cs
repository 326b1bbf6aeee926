using Microsoft.ML.OnnxRuntime;

namespace Ingot.Runtime;

/// <summary>Finds the reasons of predictions: a session of its own, of which the input of trees or weights is an output too, for those who ask.</summary>
internal sealed class ReasonFinder : IDisposable
{
    private readonly ExactExplanation _explanation;
    private readonly InferenceSession _session;

    /// <summary>Loads a model for its reasons.</summary>
    /// <exception cref="InvalidDataException">No reasons can be had of the model.</exception>
    public ReasonFinder(ModelSource source)
    {
        var onnx = source.Read();
        _explanation = ExactExplanation.Of(onnx)
            ?? throw new InvalidDataException($"The model '{source.Name}' has neither trees that say how many training rows came to their leaves nor weights that say what the usual row is, so no reasons can be had. Use client and model of one build.");
        _session = source.Open(_explanation.WithInput(onnx));
    }

    /// <summary>The reasons of each row's prediction, the strongest first.</summary>
    /// <param name="batch">The rows.</param>
    /// <param name="count">How many reasons.</param>
    /// <param name="answers">Which output each row's reasons are of; null: there is one.</param>
    /// <exception cref="InvalidDataException">The model has fewer outputs.</exception>
    public IReadOnlyList<Reason>[] Find(ModelBatch batch, int count, int[]? answers)
    {
        var outputs = _explanation.Outputs;
        if (answers is null ? outputs > 1 : answers.Any(a => a >= outputs))
        {
            throw new InvalidDataException($"The model's trees have {outputs} outputs, which are not those that the client was generated for. Use client and model of one build.");
        }

        var values = batch.ToValues();
        try
        {
            using var run = new RunOptions();
            using var matrix = _session.Run(run, batch.Names, values, [_explanation.Input]);
            var found = _explanation.Strongest(matrix[0].GetTensorDataAsSpan<double>(), row => answers?[row] ?? 0, count, CancellationToken.None);
            return Array.ConvertAll(found, reasons => (IReadOnlyList<Reason>)Array.ConvertAll(reasons, r => new Reason(r.Feature, r.Contribution)));
        }
        finally
        {
            ModelBatch.Free(values);
        }
    }

    public void Dispose() => _session.Dispose();
}
