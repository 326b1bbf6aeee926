namespace Ingot.Search.Journals;

/// <summary>Whether a trial may begin.</summary>
public enum TrialBegin
{
    /// <summary>It begins.</summary>
    Begun,

    /// <summary>It does not: the process did not outlive it, as often as that is tried.</summary>
    Died,

    /// <summary>It does not: it never returned.</summary>
    Hung,
}
