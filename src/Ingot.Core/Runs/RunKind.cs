namespace Ingot.Core.Runs;

/// <summary>What left a run behind.</summary>
public enum RunKind
{
    /// <summary>A build that measured a model, and perhaps trained it.</summary>
    Build,

    /// <summary>A build that trained a model and went no further.</summary>
    Train,

    /// <summary>A search: its trials are its children.</summary>
    Search,

    /// <summary>One trial of a search.</summary>
    Trial,

    /// <summary>A model that was trained again with rows of production.</summary>
    Retrain,
}
