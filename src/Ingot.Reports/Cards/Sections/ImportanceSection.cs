using System.Xml.Linq;
using Ingot.Core.Importances;
using Ingot.Reports.Plots;
using Ingot.Reports.Texts;
using static Ingot.Reports.Markup.Html;

namespace Ingot.Reports.Cards.Sections;

/// <summary>What each feature is worth.</summary>
internal static class ImportanceSection
{
    public static XElement? Of(CardContent content)
    {
        if (content.Importance is not { } importance)
        {
            return null;
        }

        if (importance.Features.Count == 0)
        {
            return Section("importance", "Importance", El("p", $"{importance.Metric} is undefined on the rows that were drawn, so no feature's worth could be measured."));
        }

        var drawn = importance.Features.Take(ForestPlot.MostRows).ToList();
        var svg = ForestPlot.Draw(
            "features",
            "Permutation importance",
            $"loss of {importance.Metric}",
            [.. drawn.Select(f => new ForestRow(f.Name, f.Importance, f.Low, f.High, ImportanceText.Number(f.Importance, importance)))],
            0,
            Text($"How much worse {importance.Metric} becomes when a feature is shuffled, the {drawn.Count} most important first."));
        return Section(
            "importance",
            "Importance",
            El("div", Class("grid"), Figure("Permutation importance", svg, Caption(importance, drawn.Count)), El("div", Class("beside"), Numbers(importance), Reading(importance))));
    }

    private static string Caption(ImportanceReport importance, int drawn) =>
        (drawn < importance.Features.Count ? Text($"{drawn:N0} of {importance.Features.Count:N0} features. ") : string.Empty)
        + Text($"How much worse {importance.Metric} becomes when a column is shuffled: the mean of {importance.Repeats} shuffles of {importance.Rows:N0} of {importance.ReferenceRows:N0} reference rows, with its 95 % interval over the shuffles.")
        + (importance.FeaturesLeftOut > 0 ? Text($" {importance.FeaturesLeftOut:N0} features at the end of the schema were not measured.") : string.Empty);

    private static XElement Reading(ImportanceReport importance)
    {
        var idle = importance.Features.Count(f => f is { Importance: 0, Low: 0, High: 0 });
        return El(
            "div",
            Class("aside"),
            El("p", "A feature at 0 is one that the model does without. Of features that tell the same, each may stand near 0, since the other one is still there."),
            idle > 0 ? El("p", Text($"{idle:N0} of {importance.Features.Count:N0} features change no score at all.")) : null);
    }

    private static XElement Numbers(ImportanceReport importance)
    {
        const int most = 100;
        return Table(
            "Permutation importance",
            ["feature", "loss#", "95 % interval#"],
            importance.Features.Take(most).Select(f => (IReadOnlyList<object?>)
            [
                Data(f.Name), ImportanceText.Number(f.Importance, importance), ImportanceText.Interval(f, importance),
            ]));
    }
}
