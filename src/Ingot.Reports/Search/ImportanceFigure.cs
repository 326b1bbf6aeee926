using System.Globalization;
using System.Xml.Linq;
using Ingot.Reports.Plots;
using Ingot.Search.Importance;
using static Ingot.Reports.Markup.Html;

namespace Ingot.Reports.Search;

/// <summary>Which parameters mattered, as a figure of a page.</summary>
internal static class ImportanceFigure
{
    // Of fewer, a handful of trials is the best tenth.
    private const int FewTrials = 50;

    /// <summary>The figure.</summary>
    /// <param name="importance">The parameters, in their order.</param>
    /// <param name="trials">Of how many trials.</param>
    public static XElement Of(IReadOnlyList<ParameterImportance> importance, int trials)
    {
        var drawn = importance.Take(ForestPlot.MostRows).ToList();
        var svg = ForestPlot.Draw(
            "parameters", "Importance of parameters", "share of the importance",
            [.. drawn.Select(i => new ForestRow(i.Parameter, i.Share, 0, i.Share, i.Share.ToString("P0", CultureInfo.InvariantCulture)))], 0,
            "How much each parameter decides whether a trial is among the best tenth.");
        return Figure(
            "Importance",
            svg,
            Text($"How far the values of a parameter in the best tenth of the trials differ from those in all trials (PED-ANOVA, Watanabe et al. 2023).{(trials < FewTrials ? Text($" Of {trials:N0} trials the best tenth is a handful: take it as a hint.") : string.Empty)}"));
    }
}
