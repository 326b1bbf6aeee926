using System.Runtime.InteropServices;

namespace Ingot.Core.Drift;

/// <summary>
/// Categories that a reference does not have: how many rows have one, and a few of them with their rows. Which few are kept is decided by
/// a hash of their names alone, never by the order in which they come; a name that is once left out never comes back, so the counts of those
/// that are kept are exact (E. Cohen, H. Kaplan, "Summarizing data using bottom-k sketches", PODC 2007).
/// </summary>
public sealed class UnseenCategories
{
    /// <summary>So many are kept with their names.</summary>
    public const int Limit = 100;

    private readonly SortedDictionary<(ulong Hash, string Name), long> _kept = new(
        Comparer<(ulong Hash, string Name)>.Create((a, b) => a.Hash != b.Hash ? a.Hash.CompareTo(b.Hash) : string.CompareOrdinal(a.Name, b.Name)));

    private (ulong Hash, string Name)? _greatest;

    /// <summary>Number of rows with a category that the reference does not have.</summary>
    public long Rows { get; private set; }

    /// <summary>Whether more categories came than are kept.</summary>
    public bool More { get; private set; }

    /// <summary>Those that are kept, those with the most rows first.</summary>
    public IReadOnlyList<KeyValuePair<string, long>> Kept =>
        [.. _kept.Select(k => KeyValuePair.Create(k.Key.Name, k.Value)).OrderByDescending(k => k.Value).ThenBy(k => k.Key, StringComparer.Ordinal)];

    internal void Add(string name, long count)
    {
        Rows += count;
        Keep((Hash(name), name), count);
    }

    internal void Merge(UnseenCategories other)
    {
        Rows += other.Rows;
        More |= other.More;
        foreach (var (key, count) in other._kept)
        {
            Keep(key, count);
        }
    }

    private void Keep((ulong Hash, string Name) key, long count)
    {
        if (_greatest is { } greatest && _kept.Comparer.Compare(key, greatest) > 0)
        {
            More = true;
            return;
        }

        _kept[key] = _kept.GetValueOrDefault(key) + count;
        if (_kept.Count > Limit)
        {
            More = true;
            _kept.Remove(_greatest ?? _kept.Keys.Last());
            _greatest = _kept.Keys.Last();
        }
        else if (_kept.Count == Limit && _greatest is null)
        {
            _greatest = _kept.Keys.Last();
        }
    }

    // FNV-1a (G. Fowler, L. C. Noll, P. Vo), and then SplitMix64's mixing, since FNV's upper bits of short names are alike.
    private static ulong Hash(string name)
    {
        var hash = 14695981039346656037UL;
        foreach (var b in MemoryMarshal.AsBytes(name.AsSpan()))
        {
            hash = (hash ^ b) * 1099511628211UL;
        }

        return new Statistics.SplitMix64(hash).Next();
    }
}
