using Ingot.Core.Diagnostics;
using Microsoft.ML.OnnxRuntime;

namespace Ingot.Pipeline.Shared;

/// <summary>Models that load and do not run: those of Ingot's own trainers run on any rows, those that a project brings need not.</summary>
internal static class RunFaults
{
    /// <summary>Runs a model.</summary>
    /// <param name="run">Scores rows.</param>
    /// <param name="place">Where the model is said.</param>
    /// <param name="rows">What the rows are, such as <c>reference</c>.</param>
    /// <exception cref="IngotException">INGOT2060: ONNX Runtime cannot run it on these rows.</exception>
    public static T Told<T>(Func<T> run, SourceLocation place, string rows)
    {
        try
        {
            return run();
        }
        catch (Exception e) when (Fault(e) is not null)
        {
            throw new IngotException(
                TrainDiagnostics.OwnModelInputs.At(
                    place, $"The model cannot be run on the {rows} rows: {Fault(e)!.Message.ReplaceLineEndings(" ").TrimEnd('.')}. Look at values that it cannot take, such as missing ones (<Column Include=\"…\" Missing=\"Median\" />), and at what its inputs are made of."),
                e);
        }
    }

    /// <summary>ONNX Runtime's own fault in what a run threw; null: it is another one. Batches that run side by side have their faults together.</summary>
    /// <param name="e">What was thrown.</param>
    public static OnnxRuntimeException? Fault(Exception e) => e as OnnxRuntimeException ?? (e as AggregateException)?.InnerException as OnnxRuntimeException;
}
