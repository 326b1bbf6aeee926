using System.Xml.Linq;
using Ingot.Core.Schemas;
using Ingot.Core.Texts;
using Ingot.Reports.Cards.Sections;
using Ingot.Reports.Markup;
using static Ingot.Reports.Markup.Html;

namespace Ingot.Reports.Cards;

/// <summary>The model card as one page that needs nothing else: no script, no font, no picture from elsewhere.</summary>
public static class HtmlCard
{
    /// <summary>
    /// The card: verdicts, metrics, slices, curves, importance, data, use and origin. It has no time and no path of the
    /// building machine: the same content gives the same page.
    /// </summary>
    /// <param name="content">What it is made of.</param>
    public static string ToHtml(CardContent content)
    {
        XElement?[] sections =
        [
            VerdictSection.Of(content),
            MetricSection.Of(content),
            SliceSection.Of(content),
            ClusterSection.Of(content),
            PredictionSection.Of(content),
            ImportanceSection.Of(content),
            ExplanationSection.Of(content),
            ScoreSection.Of(content),
            ConsiderationSection.Of(content),
            DataSection.Of(content),
            UseSection.Of(content),
            FeatureSection.Of(content),
            OriginSection.Of(content),
        ];
        var shown = sections.OfType<XElement>().ToList();
        return HtmlPage.Of(
            $"{PlainText.Short(content.Spec.Name, 80)} {PlainText.Short(content.Spec.Version, 40)}: model card",
            ["card.css"],
            Header(content),
            KeyFigures.Of(content),
            HtmlPage.Contents(shown),
            shown);
    }

    private static XElement Header(CardContent content) => El(
        "header",
        El("p", Class("kind"), "Model card"),
        El("h1", Data(content.Spec.Name), " ", El("span", Class("version"), Data(content.Spec.Version))),
        El("p", Class("purpose"), Purpose(content)),
        VerdictSection.Banner(content.Verdicts));

    private static object[] Purpose(CardContent content)
    {
        var schema = content.Schema;
        object label = schema.LabelIfAny is { } column ? El("strong", Data(column.Name)) : string.Empty;
        return schema.Task switch
        {
            ModelTask.BinaryClassification =>
            [
                "Predicts ", label, ": ", Data(schema.Classes[1]), " (the positive class) or ", Data(schema.Classes[0]),
                ", with the probability of ", Data(schema.Classes[1]), ".",
            ],
            ModelTask.MulticlassClassification => ["Predicts ", label, Text($": one of {schema.Classes.Count:N0} classes, with a probability for each.")],
            ModelTask.Ranking =>
            [
                "Puts the rows of each ", El("strong", Data(schema.Group?.Name ?? "query")), " in order by ", label, ": a score, by which the greatest is the best.",
            ],
            ModelTask.AnomalyDetection => schema.LabelIfAny is null
                ? ["Finds unusual rows, with a score from 0 to 1."]
                : ["Finds unusual rows, with a score from 0 to 1; it did not learn from ", label, ", by which it is measured (", Data(schema.Classes[1]), " is an anomaly)."],
            ModelTask.Clustering => schema.LabelIfAny is null
                ? ["Says which of ", Text($"{content.Clusters?.Clusters.Count ?? 0:N0}"), " clusters a row is of, with the distance to the centre of it."]
                : ["Says which of ", Text($"{content.Clusters?.Clusters.Count ?? 0:N0}"), " clusters a row is of, with the distance to the centre of it; it did not learn from ", label, ", with whose classes its clusters are compared."],
            _ => ["Predicts the number ", label, "."],
        };
    }
}
