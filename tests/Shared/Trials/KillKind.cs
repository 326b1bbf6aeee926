namespace Ingot.Tests.Shared.Trials;

/// <summary>How a process is ended.</summary>
internal enum KillKind
{
    /// <summary>At once, with all that it started (SIGKILL), as when memory runs out or a job of CI is cancelled.</summary>
    Tree,

    /// <summary>At once and alone: what it started has to notice.</summary>
    Alone,

    /// <summary>It is asked to end (SIGTERM).</summary>
    Terminate,
}
