using System.Xml.Linq;
using static Ingot.Reports.Markup.Html;

namespace Ingot.Reports.Cards.Sections;

/// <summary>Where the model came from: enough to build it again, and to know that it is the same one.</summary>
internal static class OriginSection
{
    private const int MostFiles = 100;

    public static XElement Of(CardContent content) => Section(
        "origin",
        "Origin",
        El(
            "dl",
            Class("facts"),
            Facts(OriginFacts.Of(content.Spec, content.Schema, content.Metrics)),
            Facts(content.Origin.Training),
            Facts(content.Origin.Versions)),
        Files("Training files", content.Origin.TrainingFiles),
        Files("Reference files", content.Origin.ReferenceFiles));

    private static IEnumerable<XElement> Facts(IEnumerable<CardFact> facts) =>
        facts.Select(f => El("div", El("dt", Data(f.What)), El("dd", Data(f.Value, 2000))));

    private static object?[] Files(string title, IReadOnlyList<CardFact> files) => files.Count == 0 ? [] :
    [
        El("h3", title),
        Table(title, ["file", "SHA-256"], files.Take(MostFiles).Select(f => (IReadOnlyList<object?>)[Data(f.What), El("code", Data(f.Value))])),
        files.Count > MostFiles ? El("p", Class("more"), Text($"and {files.Count - MostFiles:N0} more")) : null,
    ];
}
