namespace Ingot.Artifacts;

/// <summary>What a cache says to the question for a stage's outputs.</summary>
public enum CacheAnswer
{
    /// <summary>Here they are.</summary>
    Taken,

    /// <summary>It has none.</summary>
    Missing,

    /// <summary>It has some, and nobody who holds the key has vouched for them: they have no seal, or one of another key, or their record was changed.</summary>
    Unsealed,

    /// <summary>It has some, and they are no longer what their sealed record says.</summary>
    Damaged,
}
