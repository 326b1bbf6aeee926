namespace Ingot.Core.Behaviour;

/// <summary>What the tests of a project found: <c>behaviour.json</c>.</summary>
public sealed record BehaviourReport
{
    /// <summary>SHA-256 of the ONNX file, lower-case hexadecimal.</summary>
    public required string OnnxSha256 { get; init; }

    /// <summary>One result per test, in the order of the project's tests.</summary>
    public required IReadOnlyList<BehaviourResult> Tests { get; init; }
}
