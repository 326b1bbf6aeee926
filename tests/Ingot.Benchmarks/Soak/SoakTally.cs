using System.Collections.Concurrent;

namespace Ingot.Benchmarks.Soak;

/// <summary>What the clients saw, all together.</summary>
internal sealed class SoakTally
{
    private const int MostKept = 20;
    private long _answers;
    private long _rows;
    private long _refused;
    private long _connections;
    private long _labels;
    private long _labelsPostponed;
    private long _faults;

    /// <summary>What is wrong, the first ones.</summary>
    public ConcurrentQueue<string> Faults { get; } = new();

    public ConcurrentDictionary<string, long> AnswersOf { get; } = new(StringComparer.Ordinal);

    public long Answers => Interlocked.Read(ref _answers);

    public long Rows => Interlocked.Read(ref _rows);

    public long Refused => Interlocked.Read(ref _refused);

    public long Connections => Interlocked.Read(ref _connections);

    public long Labels => Interlocked.Read(ref _labels);

    public long LabelsPostponed => Interlocked.Read(ref _labelsPostponed);

    public long FaultCount => Interlocked.Read(ref _faults);

    public void Answered(string version, int rows)
    {
        Interlocked.Increment(ref _answers);
        Interlocked.Add(ref _rows, rows);
        AnswersOf.AddOrUpdate(version, 1, (_, n) => n + 1);
    }

    /// <summary>A wrong request was refused, as it should be.</summary>
    public void WasRefused() => Interlocked.Increment(ref _refused);

    public void HasConnected() => Interlocked.Increment(ref _connections);

    public void HasLabelled(int count) => Interlocked.Add(ref _labels, count);

    /// <summary>The server takes no labels now; they are sent again.</summary>
    public void LabelsWait() => Interlocked.Increment(ref _labelsPostponed);

    public void Fault(string what)
    {
        if (Interlocked.Increment(ref _faults) <= MostKept)
        {
            Faults.Enqueue(what);
        }
    }
}
