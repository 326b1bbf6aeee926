namespace Ingot.Core.Retraining;

/// <summary>What became of a retraining.</summary>
public enum RetrainOutcome
{
    /// <summary>The new model is proven to be better and passes its gates: it can be proposed.</summary>
    Better,

    /// <summary>It is not proven to be better: everything stays as it is.</summary>
    NoBetter,

    /// <summary>It is better on the newest rows and fails gates of the project: a person must look at it.</summary>
    FailsGates,
}
