using Ingot.Search.Trials;

namespace Ingot.Search.Tests;

/// <summary>A journal in memory.</summary>
internal sealed class MemoryJournal : ITrialJournal
{
    public List<Trial> Kept { get; } = [];

    public void Add(Trial trial) => Kept.Add(trial);
}
