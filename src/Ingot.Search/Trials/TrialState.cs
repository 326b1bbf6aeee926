namespace Ingot.Search.Trials;

/// <summary>What became of a trial.</summary>
public enum TrialState
{
    /// <summary>It is not known yet.</summary>
    Running,

    /// <summary>It was measured as far as was meant.</summary>
    Complete,

    /// <summary>It was measured with fewer iterations than the greatest number, and others did better.</summary>
    Pruned,

    /// <summary>It gave no number: it failed, took too long, or what it gave is not finite.</summary>
    Failed,
}
