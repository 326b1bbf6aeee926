using System.Xml.Linq;
using Ingot.Core.Texts;
using static Ingot.Reports.Markup.Html;

namespace Ingot.Reports.Cards.Sections;

/// <summary>How an application uses the model.</summary>
internal static class UseSection
{
    private const int MostCharacters = 400;

    public static XElement Of(CardContent content) => Section(
        "use",
        "Use",
        El("div", Class("scroll"), El("pre", El("code", string.Join('\n', content.Usage.Select(line => PlainText.Short(line, MostCharacters)))))));
}
