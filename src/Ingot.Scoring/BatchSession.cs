using Ingot.Core.Schemas;
using Ingot.Core.Tables;
using Microsoft.ML.OnnxRuntime;

namespace Ingot.Scoring;

/// <summary>
/// One ONNX Runtime session that is fed a table in batches. Batches run side by side, each on one thread: a row's result does
/// then not depend on the number of threads, and strings are handed over by all threads too.
/// </summary>
public sealed class BatchSession : IDisposable
{
    private const int BatchRows = 4096;
    private readonly InferenceSession _session;
    private readonly RunOptions _options = new();
    private readonly int _threads;

    /// <summary>Loads a model.</summary>
    /// <param name="model">The bytes of an ONNX file.</param>
    /// <param name="threads">Number of batches that may run at the same time; 0: one per processor.</param>
    public BatchSession(byte[] model, int threads)
    {
        using var options = new SessionOptions
        {
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
            IntraOpNumThreads = 1,
        };
        _session = new InferenceSession(model, options);
        _threads = threads > 0 ? threads : Environment.ProcessorCount;
    }

    /// <summary>Runs all rows.</summary>
    /// <param name="table">Has the columns.</param>
    /// <param name="rows">The rows to run, in this order; null: all.</param>
    /// <param name="inputs">The columns that the model takes.</param>
    /// <param name="output">The output to fetch: [N, width].</param>
    /// <param name="width">Its values per row.</param>
    /// <param name="take">Is given each batch's output; several threads call it, each for rows of its own.</param>
    /// <param name="cancellation">Stops what runs. The session is not for another run then.</param>
    /// <typeparam name="T">The output's type of number.</typeparam>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public void Run<T>(
        Table table, int[]? rows, IReadOnlyList<SchemaColumn> inputs, string output, int width, BatchResult<T> take, CancellationToken cancellation = default)
        where T : unmanaged
    {
        using var stop = cancellation.UnsafeRegister(static o => ((RunOptions)o!).Terminate = true, _options);
        try
        {
            RunBatches(table, rows, inputs, output, width, take);
        }
        catch (Exception e) when (e is OnnxRuntimeException or AggregateException && cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException("The run was stopped.", e, cancellation);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _session.Dispose();
        _options.Dispose();
    }

    private void RunBatches<T>(Table table, int[]? rows, IReadOnlyList<SchemaColumn> inputs, string output, int width, BatchResult<T> take)
        where T : unmanaged
    {
        var total = rows?.Length ?? table.Rows;
        var batches = (total + BatchRows - 1) / BatchRows;
        var next = -1;
        void Work(int _)
        {
            using var feeds = new FeedList(Feeds(table, inputs, Math.Min(BatchRows, total)));
            var buffer = new T[Math.Min(BatchRows, total) * width];
            for (var batch = Interlocked.Increment(ref next); batch < batches; batch = Interlocked.Increment(ref next))
            {
                var range = new RowRange(rows, batch * BatchRows, Math.Min(BatchRows, total - (batch * BatchRows)));
                using var result = OrtValue.CreateTensorValueFromMemory(
                    OrtMemoryInfo.DefaultInstance, buffer.AsMemory(0, range.Count * width), [range.Count, width]);
                _session.Run(_options, feeds.Names, feeds.Fill(range), [output], [result]);
                take(range.Start, range.Count, buffer.AsSpan(0, range.Count * width));
            }
        }

        var workers = Math.Min(_threads, batches);
        if (workers == 1)
        {
            Work(0);
        }
        else
        {
            Parallel.For(0, workers, new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, workers) }, Work);
        }
    }

    private IEnumerable<ColumnFeed> Feeds(Table table, IReadOnlyList<SchemaColumn> inputs, int capacity) => inputs
        .Where(c => _session.InputMetadata.ContainsKey(c.Name))
        .SelectMany(c => ColumnFeed.Of(
            table[c.Name], c, _session.InputMetadata.ContainsKey(c.PresenceInput), capacity));
}
