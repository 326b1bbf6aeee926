namespace Ingot.Pipeline.Challenge;

/// <summary>A model that Challenge trained: an element of <c>rivals.json</c>.</summary>
/// <param name="Test">Which test it is for: its index among the project's tests that compare.</param>
/// <param name="Kind">What it is to the test.</param>
/// <param name="Name">Such as <c>seed 2</c> or a feature's name.</param>
/// <param name="File">The ONNX file beside <c>rivals.json</c>.</param>
/// <param name="Sha256">Its SHA-256.</param>
/// <param name="Rows">Number of training rows.</param>
internal sealed record TrainedRival(int Test, RivalKind Kind, string Name, string File, string Sha256, int Rows);
