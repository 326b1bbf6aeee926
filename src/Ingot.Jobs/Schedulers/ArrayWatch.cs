using Ingot.Jobs.Batches;

namespace Ingot.Jobs.Schedulers;

/// <summary>
/// Which elements of Slurm's arrays a person cancelled before they began: Slurm keeps nothing of such a one, so that it looks as if it was forgotten. But it forgets an array as a whole, and keeps
/// for a while (<c>MinJobAge</c>, five minutes unless a cluster says otherwise) what has run.
/// </summary>
/// <param name="time">The clock.</param>
internal sealed class ArrayWatch(TimeProvider time)
{
    // Of what was looked at longer ago nothing follows: an element may have run and been put away meanwhile.
    private static readonly TimeSpan Recent = TimeSpan.FromSeconds(20);

    private readonly Dictionary<string, (long At, HashSet<int> Waiting, HashSet<int> Cancelled)> _seen = new(StringComparer.Ordinal);

    /// <summary>Looks at an array.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="elements">The elements that Slurm knows.</param>
    /// <returns>Those that were cancelled, as far as this was seen.</returns>
    public IReadOnlyCollection<int> CancelledOf(string name, IReadOnlyDictionary<int, UnitState> elements)
    {
        var cancelled = new HashSet<int>();
        if (_seen.TryGetValue(name, out var last))
        {
            cancelled = last.Cancelled;
            if (elements.Count > 0 && time.GetElapsedTime(last.At) < Recent)
            {
                cancelled.UnionWith(last.Waiting.Where(e => !elements.ContainsKey(e)));
            }
        }

        _seen[name] = (time.GetTimestamp(), [.. elements.Where(e => e.Value == UnitState.Waiting).Select(e => e.Key)], cancelled);
        return cancelled;
    }
}
