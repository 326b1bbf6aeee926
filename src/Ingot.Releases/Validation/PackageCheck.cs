namespace Ingot.Releases.Validation;

/// <summary>One thing that was verified of a package.</summary>
/// <param name="Name">What: <c>files</c>, <c>version</c>, <c>sources</c>, <c>model</c>, <c>verdicts</c>, <c>answers</c> or <c>signature</c>.</param>
/// <param name="Outcome">What was found.</param>
/// <param name="Message">The same in a sentence.</param>
/// <param name="Remedy">What is to be done, as a sentence, where that is not what is done about any package that is not as it was.</param>
public sealed record PackageCheck(string Name, PackageCheckOutcome Outcome, string Message, string? Remedy = null);
