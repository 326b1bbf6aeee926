using Ingot.Artifacts;

namespace Ingot.Core.Diagnostics;

/// <summary>One occurrence of a numbered message, at a place.</summary>
/// <param name="Descriptor">Which message it is.</param>
/// <param name="Message">What was found, what was expected and the remedy, on one line.</param>
/// <param name="Location">Where.</param>
/// <param name="Severity">How much it matters here.</param>
public sealed record Diagnostic(
    DiagnosticDescriptor Descriptor, string Message, SourceLocation Location, DiagnosticSeverity Severity)
{
    /// <summary>The code, such as <c>INGOT4002</c>.</summary>
    public string Code => Descriptor.Code;

    /// <summary>The message for people: on one line, with nothing in it that a log or a terminal would obey, and with the help of its descriptor at the end.</summary>
    public string Text => $"{OutputText.Line(Message.ReplaceLineEndings(" "))} More: {Descriptor.Help}";

    /// <summary>The diagnostic in MSBuild's canonical form, on one line, so that every tool understands it.</summary>
    public override string ToString()
    {
        var severity = Severity switch
        {
            DiagnosticSeverity.Error => "error",
            DiagnosticSeverity.Warning => "warning",
            _ => "message",
        };
        var place = Location.IsNone ? "ingot" : OutputText.Line(Location.ToString());
        return $"{place}: {severity} {Code}: {Text}";
    }
}
