using System.Xml.Linq;
using Ingot.Core.Gates;
using Ingot.Reports.Texts;
using static Ingot.Reports.Markup.Html;

namespace Ingot.Reports.Markup;

/// <summary>Verdicts with their messages and their lines: first what needs attention, otherwise in the project's order.</summary>
internal static class VerdictList
{
    private const int MostVerdicts = 500;

    /// <summary>The list, and how many more there are.</summary>
    /// <param name="verdicts">The verdicts.</param>
    /// <param name="name">The word for what a verdict decided.</param>
    /// <param name="file">The file that has all of them.</param>
    public static IEnumerable<XElement?> Of(IReadOnlyCollection<Verdict> verdicts, Func<Verdict, string> name, string file) =>
    [
        El("ul", Class("verdicts"), verdicts.OrderBy(v => VerdictText.Urgency(v.Outcome)).Take(MostVerdicts).Select(v => Item(v, name(v)))),
        verdicts.Count > MostVerdicts ? El("p", Class("more"), Text($"and {verdicts.Count - MostVerdicts:N0} more in {file}")) : null,
    ];

    private static XElement Item(Verdict verdict, string name) => El(
        "li",
        El("span", Class("chip " + VerdictText.Name(verdict.Outcome)), name),
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
