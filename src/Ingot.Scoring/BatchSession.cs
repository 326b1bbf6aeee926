using System.Globalization;
using System.Text;
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
    private const int MostRows = 4096;

    // What a batch may hold of features, and of characters of text, which are padded to the longest one of the batch.
    private const int MostValues = 1 << 22;
    private const int MostCharacters = 1 << 21;
    private const string Width = "ingot.features";

    private readonly InferenceSession _session;
    private readonly int _rows;
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
        Metadata = _session.ModelMetadata.CustomMetadataMap;
        _rows = Metadata.TryGetValue(Width, out var text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var width)
            ? Math.Clamp(MostValues / Math.Max(1, width), 1, MostRows)
            : MostRows;
    }

    /// <summary>What the file says of itself, by name.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

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

    /// <summary>Runs all rows of a model that makes a list of strings of each.</summary>
    /// <param name="table">Has the columns.</param>
    /// <param name="rows">The rows to run, in this order.</param>
    /// <param name="inputs">The columns that the model takes.</param>
    /// <param name="output">The output to fetch: [N, longest of these], where empty strings are none.</param>
    /// <param name="take">Is given each string with its row's place among <paramref name="rows"/>, those of a row in their order; rows come in any order, and never at the same time.</param>
    /// <param name="cancellation">Stops it between two batches.</param>
    public void RunStrings(Table table, int[] rows, IReadOnlyList<SchemaColumn> inputs, string output, RowString take, CancellationToken cancellation = default)
    {
        var handing = new Lock();
        RunBatches(table, rows, inputs, feeds =>
        {
            var characters = new char[256];
            return range =>
            {
                cancellation.ThrowIfCancellationRequested();
                using var results = _session.Run(_options, feeds.Names, feeds.Fill(range), [output]);
                var width = (int)(results[0].GetTensorTypeAndShape().ElementCount / Math.Max(1, range.Count));
                lock (handing)
                {
                    for (var i = 0; i < range.Count * width; i++)
                    {
                        var bytes = results[0].GetStringElementAsSpan(i);
                        if (bytes.Length > 0)
                        {
                            if (characters.Length < bytes.Length)
                            {
                                characters = new char[bytes.Length];
                            }

                            take(range.Start + (i / width), characters.AsSpan(0, Encoding.UTF8.GetChars(bytes, characters)));
                        }
                    }
                }
            };
        });
    }

    /// <summary>As <see cref="RunStrings"/>, of a model that has a number for each string too: a string is copied only where it is asked for.</summary>
    /// <param name="table">Has the columns.</param>
    /// <param name="rows">The rows to run, in this order.</param>
    /// <param name="inputs">The columns that the model takes.</param>
    /// <param name="output">The output with the strings: [N, longest of these].</param>
    /// <param name="keys">The output of the same shape with a number of 64 bits for each.</param>
    /// <param name="take">Is given those of each row with its place among <paramref name="rows"/>; rows come in any order, and never at the same time.</param>
    public void RunKeyed(Table table, int[] rows, IReadOnlyList<SchemaColumn> inputs, string output, string keys, RowKeys take)
    {
        var handing = new Lock();
        RunBatches(table, rows, inputs, feeds => range =>
        {
            using var results = _session.Run(_options, feeds.Names, feeds.Fill(range), [output, keys]);
            var numbers = results[1].GetTensorDataAsSpan<long>();
            var width = numbers.Length / Math.Max(1, range.Count);
            lock (handing)
            {
                for (var i = 0; i < range.Count; i++)
                {
                    var first = i * width;
                    take(range.Start + i, numbers.Slice(first, width), place => Encoding.UTF8.GetString(results[0].GetStringElementAsSpan(first + place)));
                }
            }
        });
    }

    /// <summary>Runs all rows of a model that makes a list of numbers of each.</summary>
    /// <param name="table">Has the columns.</param>
    /// <param name="rows">The rows to run, in this order.</param>
    /// <param name="inputs">The columns that the model takes.</param>
    /// <param name="output">The output to fetch: [N, longest of these].</param>
    /// <param name="take">Is given each list with its row's place among <paramref name="rows"/>; rows come in any order, and never at the same time.</param>
    /// <typeparam name="T">The output's type of number.</typeparam>
    public void RunLists<T>(Table table, int[] rows, IReadOnlyList<SchemaColumn> inputs, string output, RowNumbers<T> take)
        where T : unmanaged
    {
        var handing = new Lock();
        RunBatches(table, rows, inputs, feeds => range =>
        {
            using var results = _session.Run(_options, feeds.Names, feeds.Fill(range), [output]);
            var numbers = results[0].GetTensorDataAsSpan<T>();
            var width = numbers.Length / Math.Max(1, range.Count);
            lock (handing)
            {
                for (var row = 0; row < range.Count; row++)
                {
                    take(range.Start + row, numbers.Slice(row * width, width));
                }
            }
        });
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _session.Dispose();
        _options.Dispose();
    }

    private void RunBatches<T>(Table table, int[]? rows, IReadOnlyList<SchemaColumn> inputs, string output, int width, BatchResult<T> take)
        where T : unmanaged => RunBatches(table, rows, inputs, feeds =>
    {
        var buffer = Array.Empty<T>();
        return range =>
        {
            if (buffer.Length < range.Count * width)
            {
                buffer = new T[range.Count * width];
            }

            using var result = OrtValue.CreateTensorValueFromMemory(
                OrtMemoryInfo.DefaultInstance, buffer.AsMemory(0, range.Count * width), [range.Count, width]);
            _session.Run(_options, feeds.Names, feeds.Fill(range), [output], [result]);
            take(range.Start, range.Count, buffer.AsSpan(0, range.Count * width));
        };
    });

    /// <param name="table">Has the columns.</param>
    /// <param name="rows">The rows; null: all.</param>
    /// <param name="inputs">The columns that the model takes.</param>
    /// <param name="worker">Makes of the inputs of a thread what runs one batch.</param>
    private void RunBatches(Table table, int[]? rows, IReadOnlyList<SchemaColumn> inputs, Func<FeedList, Action<RowRange>> worker)
    {
        var total = rows?.Length ?? table.Rows;
        var most = BatchRows(table, inputs);
        var batches = (total + most - 1) / most;
        var next = -1;
        void Work(int _)
        {
            using var feeds = new FeedList(Feeds(table, inputs, Math.Min(most, total)));
            var run = worker(feeds);
            for (var batch = Interlocked.Increment(ref next); batch < batches; batch = Interlocked.Increment(ref next))
            {
                run(new RowRange(rows, batch * most, Math.Min(most, total - (batch * most))));
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

    /// <summary>How many rows run at once: fewer where a row has many features or a long text. No row's result depends on it.</summary>
    private int BatchRows(Table table, IReadOnlyList<SchemaColumn> inputs)
    {
        var longest = inputs.Where(c => c.IsText && _session.InputMetadata.ContainsKey(c.Name))
            .Select(c => table[c.Name]).OfType<StringColumn>().SelectMany(c => c.Dictionary).Select(t => t.Length).DefaultIfEmpty(0).Max();
        return Math.Clamp(MostCharacters / Math.Max(1, longest), 1, _rows);
    }

    private IEnumerable<ColumnFeed> Feeds(Table table, IReadOnlyList<SchemaColumn> inputs, int capacity) => inputs
        .Where(c => _session.InputMetadata.ContainsKey(c.Name))
        .SelectMany(c => ColumnFeed.Of(
            table[c.Name], c, _session.InputMetadata.ContainsKey(c.PresenceInput), capacity));
}
