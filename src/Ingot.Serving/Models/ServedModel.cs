using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Scoring.Explanations;
using Ingot.Serving.Telemetry;
using Microsoft.ML.OnnxRuntime;

namespace Ingot.Serving.Models;

/// <summary>
/// One version of a model in memory: one session of ONNX Runtime. Requests hold a lease while they use it, so that a version
/// that is replaced is freed when its last request has ended.
/// </summary>
internal sealed class ServedModel
{
    private readonly InferenceSession _session;
    private readonly RunBufferPool _buffers;

    // One lease is the registry's own; a count of zero never rises again.
    private int _leases = 1;

    private ServedModel(ModelArtifact artifact, InferenceSession session, ModelSignature signature, RunBufferPool buffers, ExactExplanation? explanation)
    {
        Name = artifact.Id;
        Version = artifact.Version;
        ContentHash = artifact.ContentHash;
        OnnxSha256 = artifact.OnnxSha256;
        Signature = signature;
        Statistics = new ModelStatistics(signature);
        _session = session;
        _buffers = buffers;
        Explanation = explanation;
    }

    /// <summary>The package's id.</summary>
    public string Name { get; }

    public string Version { get; }

    public string ContentHash { get; }

    public string OnnxSha256 { get; }

    public ModelSignature Signature { get; }

    /// <summary>By what reasons are found; null: the model's project gives none.</summary>
    public ExactExplanation? Explanation { get; }

    public ModelSchema Schema => Signature.Schema;

    public ModelStatistics Statistics { get; }

    /// <summary>Whether it has been freed.</summary>
    public bool IsFreed => Volatile.Read(ref _leases) == 0;

    /// <summary>Loads a model.</summary>
    /// <param name="artifact">The model.</param>
    /// <param name="threads">How many threads one run may use.</param>
    /// <param name="check">Tries the model before anybody else may ask it; throws <see cref="InvalidDataException"/> when it must not be served.</param>
    /// <exception cref="IngotException">INGOT7004: ONNX Runtime cannot load it, it is not what its schema says, or the check refuses it.</exception>
    public static ServedModel Load(ModelArtifact artifact, int threads, Action<ServedModel, InferenceSession> check)
    {
        InferenceSession? session = null;
        RunBufferPool? buffers = null;
        try
        {
            using var options = new SessionOptions
            {
                LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
                IntraOpNumThreads = threads,
                InterOpNumThreads = 1,
            };
            // Threads that wait by spinning would take the processors from the requests beside them.
            options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
            var explanation = ExactExplanation.Of(artifact.Onnx) is { Reasons: > 0 } wanted ? wanted : null;
            if (explanation is not null && explanation.Outputs != (artifact.Schema.Task == ModelTask.MulticlassClassification ? artifact.Schema.Classes.Count : 1))
            {
                throw new InvalidDataException($"its trees have {explanation.Outputs} outputs, which are not those that the schema says");
            }

            session = new InferenceSession(explanation?.WithInput(artifact.Onnx) ?? artifact.Onnx, options);
            var signature = new ModelSignature(artifact.Schema, session, explanation);
            buffers = new RunBufferPool(session, signature);
            var model = new ServedModel(artifact, session, signature, buffers, explanation);
            check(model, session);
            (session, buffers) = (null, null);
            return model;
        }
        catch (Exception e) when (e is OnnxRuntimeException or InvalidDataException)
        {
            throw Unusable(artifact, e);
        }
        finally
        {
            buffers?.Dispose();
            session?.Dispose();
        }
    }

    /// <summary>The refusal of a model that cannot be served.</summary>
    public static IngotException Unusable(ModelArtifact artifact, Exception e) => new(
        ServeDiagnostics.UnusableModel.At(
            SourceLocation.None,
            $"The model of {artifact.Id} {artifact.Version} cannot be served: {e.Message.TrimEnd('.')}. Build and publish the package again, and promote it; what served before goes on serving."),
        e);

    /// <summary>Takes a lease; false when the model has been freed, and another one is to be asked for.</summary>
    public bool TryLease()
    {
        var leases = Volatile.Read(ref _leases);
        while (leases > 0)
        {
            var seen = Interlocked.CompareExchange(ref _leases, leases + 1, leases);
            if (seen == leases)
            {
                return true;
            }

            leases = seen;
        }

        return false;
    }

    /// <summary>Gives a lease back. The last one frees the session: freeing it under a run would crash the process.</summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref _leases) == 0)
        {
            _buffers.Dispose();
            _session.Dispose();
        }
    }

    /// <summary>Scores rows under a lease of its own: those who asked may have given up and returned theirs.</summary>
    public OutputBatch RunLeased(InputBatch batch, CancellationToken cancellation)
    {
        if (!TryLease())
        {
            throw new OperationCanceledException("The model has been unloaded.");
        }

        try
        {
            return Run(batch, cancellation);
        }
        finally
        {
            Release();
        }
    }

    /// <summary>Scores rows. The caller holds a lease.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled, perhaps during the run.</exception>
    public OutputBatch Run(InputBatch batch, CancellationToken cancellation) => WithBuffers(batch, string.Empty, static (buffers, batch, _, cancellation) => buffers.Run(batch, cancellation), cancellation);

    /// <summary>The answers with their reasons as two more outputs. The caller holds a lease.</summary>
    /// <param name="batch">The rows.</param>
    /// <param name="outputs">The answers.</param>
    /// <param name="count">How many reasons of each.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public OutputBatch Explain(InputBatch batch, OutputBatch outputs, int count, CancellationToken cancellation)
    {
        var explanation = Explanation ?? throw new InvalidOperationException("The model gives no reasons.");
        var matrix = WithBuffers(batch, explanation.Input, static (buffers, batch, value, cancellation) => buffers.Compute(batch, value, cancellation), cancellation);
        return ReasonOutputs.Of(explanation, matrix, outputs, count, cancellation);
    }

    private T WithBuffers<T>(InputBatch batch, string value, Func<RunBuffers, InputBatch, string, CancellationToken, T> run, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var buffers = _buffers.Take(batch.Rows);
        try
        {
            return run(buffers, batch, value, cancellation);
        }
        catch (OnnxRuntimeException e) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException("The run was stopped.", e, cancellation);
        }
        finally
        {
            _buffers.Return(buffers);
        }
    }
}
