namespace Ingot.Pipeline.Challenge;

/// <summary>What a rival is to its test.</summary>
internal enum RivalKind
{
    /// <summary>The same model with another seed.</summary>
    Seed,

    /// <summary>A simpler model.</summary>
    Simpler,

    /// <summary>A model of one feature.</summary>
    SingleFeature,

    /// <summary>The same model, trained on shuffled labels.</summary>
    Shuffled,

    /// <summary>The same model without the newest rows.</summary>
    Older,
}
