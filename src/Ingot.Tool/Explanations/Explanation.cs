namespace Ingot.Tool.Explanations;

/// <summary>The section of a code in <c>docs/diagnostics.md</c>; its texts are Markdown, one paragraph each.</summary>
/// <param name="Code">Such as <c>INGOT4002</c>.</param>
/// <param name="Severity"><c>error</c>, <c>warning</c>, <c>message</c> or <c>warning or error</c>.</param>
/// <param name="Title">What is wrong, in a few words.</param>
/// <param name="Example">A message of this code.</param>
/// <param name="Found">What the tool saw and expected.</param>
/// <param name="Why">Why it matters.</param>
/// <param name="Remedy">What to do.</param>
/// <param name="Silence">Whether and how it can be silenced.</param>
internal sealed record Explanation(
    string Code, string Severity, string Title, string Example, string Found, string Why, string Remedy, string Silence);
