using System.Globalization;
using System.Xml.Linq;
using Ingot.Core.Readiness;
using static Ingot.Reports.Markup.Html;

namespace Ingot.Reports.Cards.Sections;

/// <summary>The ML Test Score: how ready for production the model is, and what proves it.</summary>
internal static class ScoreSection
{
    public static XElement? Of(CardContent content) => content.Score is not { } score ? null : Section(
        "score",
        "ML Test Score",
        El(
            "p",
            El("strong", Points(score.Score)),
            $" of 7, the least of four sections: {score.Interpretation}. It counts what the build itself proves, or the project declares."),
        El(
            "dl",
            Class("figures"),
            score.Sections.OrderBy(s => s.Key).Select(s => El("div", El("dt", Name(s.Key)), El("dd", Points(s.Value))))),
        Details("All 28 tests", Table(
            "Tests of the ML Test Score",
            ["test", "", "points#", "proof, or what to do"],
            score.Tests.Select(t => (IReadOnlyList<object?>)[t.Id, t.Title, Points(t.Points), Data(t.Proof, 400)]))));

    private static string Name(MLTestSection section) => section switch
    {
        MLTestSection.Data => "features and data",
        MLTestSection.Model => "model development",
        MLTestSection.Infra => "infrastructure",
        _ => "monitoring",
    };

    private static string Points(double points) => points.ToString("0.0", CultureInfo.InvariantCulture);
}
