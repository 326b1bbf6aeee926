using Ingot.Scoring;
using Microsoft.ML.OnnxRuntime;

namespace Ingot.Releases.Validation;

/// <summary>
/// Tries a model in this process: for applications that have no other one. A run that takes too long is stopped; loading cannot be, memory
/// is not limited, and a crash is this process's own. So models with control flow are refused.
/// </summary>
/// <param name="limits">Of which the time counts, for the run.</param>
public sealed class InProcessTrial(TrialLimits limits) : IModelTrial
{
    /// <inheritdoc />
    public bool IsIsolated => false;

    /// <inheritdoc />
    public float[] Answer(TrialSubject subject, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(subject);
        using var scorer = new OnnxScorer(subject.Onnx, subject.Name, threads: 1);
        if (subject.Rows.Count == 0)
        {
            return [];
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(limits.Time);
        try
        {
            return scorer.Score(GoldenTable.Of(subject.Rows, subject.Schema), subject.Schema, rows: null, limit.Token);
        }
        catch (OnnxRuntimeException e)
        {
            throw new InvalidDataException($"The ONNX model loads, but does not run: {e.Message.ReplaceLineEndings(" ").Trim()}", e);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw TrialFaults.TooLong(subject, limits);
        }
    }
}
