using System.Xml.Linq;
using Ingot.Core.Gates;
using Ingot.Reports.Markup;
using Ingot.Reports.Texts;
using static Ingot.Reports.Markup.Html;

namespace Ingot.Reports.Cards.Sections;

/// <summary>What the gates decided: first what needs attention, otherwise in the project's order.</summary>
internal static class VerdictSection
{
    public static XElement Of(CardContent content)
    {
        var verdicts = content.Verdicts;
        return verdicts.Count == 0
            ? Section("verdicts", "Verdicts", El("p", "The project has no gates, so nobody judged this model."))
            : Section(
                "verdicts",
                "Verdicts",
                VerdictList.Of(verdicts, v => VerdictText.Name(v.Outcome), "verdicts.json"));
    }

    /// <summary>The one line that says whether the model passed.</summary>
    public static XElement Banner(IReadOnlyList<Verdict> verdicts)
    {
        var standing = ModelStandings.Of(verdicts);
        return El(
            "p",
            Class("banner " + standing switch
            {
                ModelStanding.Passed => "passed",
                ModelStanding.NotPassed => "failed",
                _ => "doubtful",
            }),
            El("strong", VerdictText.Standing(standing)),
            " ",
            El("span", VerdictText.Explained(verdicts)));
    }
}
