namespace Ingot.Releases.Validation;

/// <summary>What came of a trial.</summary>
internal enum TrialOutcome
{
    /// <summary>It loaded, and answered what it was asked.</summary>
    Answered,

    /// <summary>ONNX Runtime cannot load it.</summary>
    NotLoaded,

    /// <summary>It loads, and cannot be asked for the rows.</summary>
    NotAnswered,

    /// <summary>It asked for more memory than it may have.</summary>
    TooLarge,
}
