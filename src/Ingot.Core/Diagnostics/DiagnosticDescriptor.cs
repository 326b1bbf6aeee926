namespace Ingot.Core.Diagnostics;

/// <summary>One numbered message of Ingot: what every occurrence of it has in common.</summary>
/// <param name="Code"><c>INGOT</c> and four digits; the first digit is the stage (see docs/diagnostics.md).</param>
/// <param name="Severity">The severity unless an occurrence says otherwise.</param>
/// <param name="Title">What is wrong, in a few words.</param>
public sealed record DiagnosticDescriptor(string Code, DiagnosticSeverity Severity, string Title)
{
    /// <summary>
    /// What a user can run to read more of this diagnostic, such as <c>dotnet ingot explain INGOT4002</c>. It stands outside the
    /// messages: whoever shows a diagnostic to people takes <see cref="Diagnostic.Text"/>, which ends with it.
    /// </summary>
    public string Help { get; init; } = $"dotnet ingot explain {Code}";

    /// <summary>Makes an occurrence of this diagnostic.</summary>
    /// <param name="message">What was found, what was expected, and the remedy: full sentences on one line.</param>
    /// <param name="location">Where it was found.</param>
    public Diagnostic At(SourceLocation location, FormattableString message) =>
        new(this, FormattableString.Invariant(message), location, Severity);
}
