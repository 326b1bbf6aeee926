using Ingot.Core.Gates;
using Ingot.Core.Schemas;

namespace Ingot.Core.Readiness;

/// <summary>What a build leaves behind that proves tests of the ML Test Score.</summary>
public sealed record MLTestEvidence
{
    /// <summary>The model's name.</summary>
    public required string Model { get; init; }

    /// <summary>The package's version.</summary>
    public required string Version { get; init; }

    /// <summary>The schema that stands beside the project; null when there is none. Whether people have committed it, a build cannot see.</summary>
    public required ModelSchema? Schema { get; init; }

    /// <summary>Greatest difference between the learner's scores and the ONNX file's.</summary>
    public required double ParityDifference { get; init; }

    /// <summary>Number of reference rows, which all have finite scores.</summary>
    public required long ReferenceRows { get; init; }

    /// <summary>What gates and behaviour tests found.</summary>
    public required IReadOnlyList<Verdict> Verdicts { get; init; }

    /// <summary>Whether people accepted a result of just these parameters and this schema.</summary>
    public bool IsAccepted { get; init; }

    /// <summary>Features whose permutation does not make the model worse; null when it was not tried.</summary>
    public IReadOnlyList<string>? UselessFeatures { get; init; }

    /// <summary>Whether the model was trained a second time, from scratch, to the same bytes.</summary>
    public bool IsReproduced { get; init; }

    /// <summary>Items <c>MLTest</c>.</summary>
    public IReadOnlyList<MLTestDeclaration> Declared { get; init; } = [];
}
