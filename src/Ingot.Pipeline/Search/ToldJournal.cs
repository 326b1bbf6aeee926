using Ingot.Search.Trials;

namespace Ingot.Pipeline.Search;

/// <summary>Keeps a trial before anything is said of it, and records it.</summary>
/// <param name="journal">Keeps it.</param>
/// <param name="runner">Says what became of it.</param>
/// <param name="recorded">Records it.</param>
internal sealed class ToldJournal(ITrialJournal journal, TrialRunner runner, RecordedTrials recorded) : ITrialJournal
{
    /// <inheritdoc />
    public void Add(Trial trial)
    {
        journal.Add(trial);
        runner.Tell(trial);
        recorded.Add(trial);
    }
}
