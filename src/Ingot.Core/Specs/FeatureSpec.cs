using Ingot.Core.Diagnostics;
using Ingot.Core.Expressions;

namespace Ingot.Core.Specs;

/// <summary>A feature that is computed from columns: a <c>Feature</c> item.</summary>
/// <param name="Name">Its name, which no column has.</param>
/// <param name="Text">Metadata <c>Expression</c>.</param>
/// <param name="Parsed">What it means.</param>
/// <param name="Location">Where the item stands.</param>
public sealed record FeatureSpec(string Name, string Text, Expression Parsed, SourceLocation Location)
{
    /// <summary>What is wrong with the expression, with its place, as a part of a sentence.</summary>
    /// <param name="text">The expression.</param>
    /// <param name="fault">What is wrong.</param>
    public static string Fault(string text, ExpressionException fault)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(fault);
        var rest = text[Math.Min(fault.Position, text.Length)..];
        return $"at character {fault.Position + 1}{(rest.Length > 0 ? $", before '{DiagnosticText.Shorten(rest)}'" : string.Empty)}: {fault.Message}";
    }
}
