using Ingot.Core.Behaviour;

namespace Ingot.Pipeline.Evaluate.Behaviour;

/// <summary>Counts rows that break a test, and keeps the worst of them.</summary>
internal sealed class WorstRows
{
    private readonly List<(double Badness, int Order, Func<BrokenRow> Row)> _worst = [];

    /// <summary>Number of rows that break it.</summary>
    public long Count { get; private set; }

    /// <summary>The worst ones, the worst first; of equally bad ones the first.</summary>
    public IReadOnlyList<BrokenRow> Examples => [.. _worst.Select(w => w.Row())];

    /// <summary>Adds a row.</summary>
    /// <param name="badness">How badly it breaks it.</param>
    /// <param name="order">Its place among the rows.</param>
    /// <param name="row">Describes it.</param>
    public void Add(double badness, int order, Func<BrokenRow> row)
    {
        Count++;
        if (_worst.Count == BehaviourResult.MostExamples && Compare((badness, order), (_worst[^1].Badness, _worst[^1].Order)) >= 0)
        {
            return;
        }

        _worst.Add((badness, order, row));
        _worst.Sort((a, b) => Compare((a.Badness, a.Order), (b.Badness, b.Order)));
        if (_worst.Count > BehaviourResult.MostExamples)
        {
            _worst.RemoveAt(_worst.Count - 1);
        }
    }

    private static int Compare((double Badness, int Order) a, (double Badness, int Order) b) =>
        a.Badness == b.Badness ? a.Order.CompareTo(b.Order) : b.Badness.CompareTo(a.Badness);
}
