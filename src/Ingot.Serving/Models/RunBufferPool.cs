using Microsoft.ML.OnnxRuntime;

namespace Ingot.Serving.Models;

/// <summary>Buffers that wait for the next run, a few for each small number of rows. Larger batches have theirs made, which they do not notice.</summary>
internal sealed class RunBufferPool(InferenceSession session, ModelSignature signature) : IDisposable
{
    private const int MostRows = 64;
    private static readonly int OfEach = Environment.ProcessorCount;

    private readonly RunBuffers?[] _waiting = new RunBuffers?[MostRows * OfEach];

    /// <summary>Takes buffers, or makes them.</summary>
    public RunBuffers Take(int rows)
    {
        for (var i = 0; i < OfEach && rows <= MostRows; i++)
        {
            if (Interlocked.Exchange(ref _waiting[((rows - 1) * OfEach) + i], null) is { } buffers)
            {
                return buffers;
            }
        }

        return new RunBuffers(session, signature, rows);
    }

    /// <summary>Gives buffers back; those that there is no place for are freed.</summary>
    public void Return(RunBuffers buffers)
    {
        for (var i = 0; i < OfEach && buffers.Rows <= MostRows && !buffers.IsStopped; i++)
        {
            if (Interlocked.CompareExchange(ref _waiting[((buffers.Rows - 1) * OfEach) + i], buffers, null) is null)
            {
                return;
            }
        }

        buffers.Dispose();
    }

    /// <summary>Frees what waits; nothing may be out.</summary>
    public void Dispose()
    {
        foreach (var buffers in _waiting)
        {
            buffers?.Dispose();
        }
    }
}
