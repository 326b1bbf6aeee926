using Ingot.Core.Diagnostics;
using Ingot.Core.Expressions;

namespace Ingot.Core.Specs;

/// <summary>Reads a <c>Feature</c> item.</summary>
internal static class FeatureSpecReader
{
    private static readonly string[] Metadata = ["Expression"];

    /// <exception cref="IngotException">INGOT1001: there is no expression, or other metadata. INGOT1040: the expression cannot be read.</exception>
    public static FeatureSpec Read(ProjectItem item)
    {
        ModelSpecReader.CheckMetadata(item, Metadata);
        if (item.Get("Expression") is not { } text)
        {
            throw ModelSpecReader.Wrong(item.Location, $"The Feature '{item.Include}' has no Expression. Write one, such as Expression=\"monthly_charges / (tenure + 1)\".");
        }

        try
        {
            return new FeatureSpec(item.Include, text, ExpressionParser.Parse(text), item.Location);
        }
        catch (ExpressionException e)
        {
            throw new IngotException(
                PrepareDiagnostics.InvalidExpression.At(item.Location, $"The expression '{DiagnosticText.Shorten(text)}' of the feature '{item.Include}' cannot be read {FeatureSpec.Fault(text, e)}."), e);
        }
    }
}
