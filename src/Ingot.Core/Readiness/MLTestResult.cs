namespace Ingot.Core.Readiness;

/// <summary>What one test of the ML Test Score came to.</summary>
/// <param name="Id">The test, such as <c>Data1</c>.</param>
/// <param name="Title">Its title.</param>
/// <param name="Points">0: not done; 0.5: done by hand and written down; 1: done by every build.</param>
/// <param name="Proof">What proves it, or, at 0 points, what to do.</param>
public sealed record MLTestResult(string Id, string Title, double Points, string Proof);
