using System.Xml.Linq;
using static Ingot.Reports.Markup.Html;

namespace Ingot.Reports.Cards.Sections;

/// <summary>What the model's authors say about its use.</summary>
internal static class ConsiderationSection
{
    public static XElement? Of(CardContent content)
    {
        var said = content.Spec.Considerations;
        return said.IsEmpty ? null : Section(
            "considerations",
            "Considerations",
            El(
                "div",
                Class("grid"),
                Part("Who it is for", said.Users),
                Part("What it is for", said.UseCases),
                Part("Limitations", said.Limitations),
                Part("Trade-offs", said.Tradeoffs),
                Part("Ethical considerations", said.EthicalConsiderations)));
    }

    private static XElement? Part(string title, IReadOnlyList<string> said) =>
        said.Count == 0 ? null : El("div", El("h3", title), El("ul", said.Select(s => El("li", Data(s, 2000)))));
}
