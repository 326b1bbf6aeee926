using System.Xml.Linq;
using Ingot.Core.Schemas;
using static Ingot.Reports.Markup.Html;

namespace Ingot.Reports.Cards.Sections;

/// <summary>What the scores of the reference rows look like, row by row: curves that single numbers cannot tell.</summary>
internal static class PredictionSection
{
    public static XElement? Of(CardContent content)
    {
        // Clusters have a section of their own.
        if (content.Predictions is not { Rows: > 0 } predictions || content.Schema.Task == ModelTask.Clustering)
        {
            return null;
        }

        var figures = content.Schema.Task switch
        {
            ModelTask.BinaryClassification => BinaryFigures.Of(content, predictions),
            ModelTask.Regression => RegressionFigures.Of(content, predictions),
            ModelTask.Ranking => RankingFigures.Of(predictions),
            ModelTask.AnomalyDetection => AnomalyFigures.Of(content, predictions),
            _ => MulticlassFigures.Of(content, predictions),
        };
        return Section("predictions", "Predictions", El("div", Class("grid"), figures));
    }
}
