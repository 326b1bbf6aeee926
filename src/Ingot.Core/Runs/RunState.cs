namespace Ingot.Core.Runs;

/// <summary>How far a run is.</summary>
public enum RunState
{
    /// <summary>Its process works at it.</summary>
    Running,

    /// <summary>It did what it was asked for. What the gates say of the model is another matter.</summary>
    Finished,

    /// <summary>It ended with an error.</summary>
    Failed,

    /// <summary>It was stopped, or its process is gone.</summary>
    Killed,
}
