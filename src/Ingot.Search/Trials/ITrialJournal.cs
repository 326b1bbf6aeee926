namespace Ingot.Search.Trials;

/// <summary>Keeps what became of trials.</summary>
public interface ITrialJournal
{
    /// <summary>Keeps a trial. When it returns, the trial outlives the process. One that goes on is kept each time.</summary>
    void Add(Trial trial);
}
