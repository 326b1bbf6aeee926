using Ingot.Core.Specs;

namespace Ingot.Training.Trials;

/// <summary>What trainers said of measured rows; those that were added first go when all of them take too much.</summary>
internal sealed class KeptPredictions
{
    // A quarter of a gigabyte. The last one stays, however great.
    private const long MostValues = 1L << 26;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, IReadOnlyList<float[]>> _kept = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();
    private long _values;

    /// <summary>Keeps them.</summary>
    public void Add(TrainerSpec trainer, IReadOnlyList<float[]> predictions)
    {
        lock (_gate)
        {
            if (!_kept.TryAdd(Key(trainer), predictions))
            {
                return;
            }

            _order.Enqueue(Key(trainer));
            _values += predictions.Sum(p => (long)p.Length);
            while (_values > MostValues && _order.Count > 1 && _kept.Remove(_order.Dequeue(), out var gone))
            {
                _values -= gone.Sum(p => (long)p.Length);
            }
        }
    }

    /// <summary>Those of a trainer; null: they are not kept.</summary>
    public IReadOnlyList<float[]>? Find(TrainerSpec trainer)
    {
        lock (_gate)
        {
            return _kept.GetValueOrDefault(Key(trainer));
        }
    }

    private static string Key(TrainerSpec trainer) =>
        string.Join('\n', trainer.Parameters.OrderBy(p => p.Key, StringComparer.OrdinalIgnoreCase).Select(p => $"{p.Key}={p.Value}").Prepend(trainer.Name));
}
