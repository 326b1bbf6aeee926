namespace Ingot.Releases.Comparison;

/// <summary>How far a version lies beyond another, as Semantic Versioning 2.0.0 counts.</summary>
public enum VersionStep
{
    /// <summary>The same model with the same contract.</summary>
    Patch,

    /// <summary>Another model, or more that it accepts: applications need not change.</summary>
    Minor,

    /// <summary>Applications may no longer compile, or get answers of another kind.</summary>
    Major,
}
