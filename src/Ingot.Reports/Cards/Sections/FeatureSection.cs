using System.Xml.Linq;
using static Ingot.Reports.Markup.Html;

namespace Ingot.Reports.Cards.Sections;

/// <summary>What the model makes of its inputs.</summary>
internal static class FeatureSection
{
    private const int MostColumns = 200;
    private const int LongestText = 400;

    public static XElement? Of(CardContent content) => content.Features.Count == 0 ? null : Section(
        "features",
        "Features",
        El("p", "What the model makes of its inputs; fitted on the training rows, and a part of the ONNX file."),
        Table("Features", ["column", "what", "features"], content.Features.Take(MostColumns).Select(f => (IReadOnlyList<object?>)[Data(f.Column), Data(f.What, LongestText), Text($"{f.Features:N0}")])),
        content.Features.Count > MostColumns ? El("p", Class("more"), Text($"and {content.Features.Count - MostColumns:N0} more")) : null);
}
