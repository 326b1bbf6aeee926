using System.Xml.Linq;
using Ingot.Core.Gates;
using Ingot.Reports.Texts;
using static Ingot.Reports.Markup.Html;

namespace Ingot.Reports.Cards.Sections;

/// <summary>What the gates decided: first what needs attention, otherwise in the project's order.</summary>
internal static class VerdictSection
{
    private const int MostVerdicts = 500;

    public static XElement Of(CardContent content)
    {
        var verdicts = content.Verdicts;
        return verdicts.Count == 0
            ? Section("verdicts", "Verdicts", El("p", "The project has no gates, so nobody judged this model."))
            : Section(
                "verdicts",
                "Verdicts",
                El("ul", Class("verdicts"), verdicts.OrderBy(v => VerdictText.Urgency(v.Outcome)).Take(MostVerdicts).Select(Item)),
                verdicts.Count > MostVerdicts ? El("p", Class("more"), Text($"and {verdicts.Count - MostVerdicts:N0} more in verdicts.json")) : null);
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

    private static XElement Item(Verdict verdict) => El(
        "li",
        El("span", Class("chip " + VerdictText.Name(verdict.Outcome)), VerdictText.Name(verdict.Outcome)),
        El(
            "div",
            El("p", Class("gate"), El("strong", Data(verdict.Gate)), verdict.Slice is null ? null : new object[] { " on ", Data(verdict.Slice) }, Code(verdict)),
            El("p", Class("why"), Data(verdict.Message, 2000)),
            Place(verdict)));

    private static XElement? Code(Verdict verdict) => verdict.Code is null ? null : El("span", Class("code"), " ", Data(verdict.Code));

    private static XElement? Place(Verdict verdict) => string.IsNullOrEmpty(verdict.File) || verdict.Outcome == GateOutcome.Passed || Path.IsPathRooted(verdict.File)
        ? null
        : El("p", Class("place"), Data(Text($"{verdict.File}({verdict.Line},{verdict.Column})")));
}
