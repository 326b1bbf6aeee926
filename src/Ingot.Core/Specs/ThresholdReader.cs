using System.Globalization;
using Ingot.Core.Diagnostics;
using Ingot.Core.Predictions;

namespace Ingot.Core.Specs;

/// <summary>Reads what a project says of how the probability is chosen from which the positive class is predicted.</summary>
internal static class ThresholdReader
{
    private const string CostsProperty = "ModelThresholdCosts";
    private const string TargetProperty = "ModelThresholdTarget";
    private static readonly string[] Ways = ["ModelClassificationThreshold", CostsProperty, TargetProperty];

    /// <summary>Property <c>ModelThresholdCosts</c>.</summary>
    /// <exception cref="IngotException">INGOT1001: it is no two costs, or the threshold is said otherwise too.</exception>
    public static DecisionCosts? Costs(ProjectDocument document)
    {
        if (document.Get(CostsProperty) is not { } text)
        {
            return null;
        }

        RefuseTwo(document, CostsProperty);
        var costs = new Dictionary<string, double>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var sides = part.Split('=', StringSplitOptions.TrimEntries);
            if (sides.Length != 2 || !IsCost(sides[0]) || !double.TryParse(sides[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var cost)
                || !double.IsFinite(cost) || cost <= 0 || !costs.TryAdd(sides[0], cost))
            {
                throw WrongCosts(document, text);
            }
        }

        return costs.Count == 2 ? new DecisionCosts(costs[nameof(DecisionCosts.FalsePositive)], costs[nameof(DecisionCosts.FalseNegative)]) : throw WrongCosts(document, text);
    }

    /// <summary>Property <c>ModelThresholdTarget</c>.</summary>
    /// <exception cref="IngotException">INGOT1001: it is no metric with a least value, or the threshold is said otherwise too.</exception>
    public static ThresholdTarget? Target(ProjectDocument document)
    {
        if (document.Get(TargetProperty) is not { } text)
        {
            return null;
        }

        RefuseTwo(document, TargetProperty);
        if (BoundText.Parse(text) is not { IsLeast: true } bound)
        {
            throw WrongTarget(document, text);
        }

        var names = Enum.GetNames<ThresholdMetric>();
        if (!names.Contains(bound.Name, StringComparer.OrdinalIgnoreCase))
        {
            throw ModelSpecReader.Wrong(
                document.LocationOf(TargetProperty),
                $"Property {TargetProperty} is '{text}', and a threshold is not chosen by '{bound.Name}'{DiagnosticText.DidYouMean(bound.Name, names)}; expected {string.Join(", ", names)}, such as Recall>=0.8.");
        }

        var percent = bound.Value.EndsWith('%');
        return double.TryParse(bound.Value.TrimEnd('%'), NumberStyles.Float, CultureInfo.InvariantCulture, out var least) && (percent ? least / 100 : least) is > 0 and <= 1
            ? new ThresholdTarget(Enum.Parse<ThresholdMetric>(bound.Name, ignoreCase: true), percent ? least / 100 : least)
            : throw WrongTarget(document, text);
    }

    private static bool IsCost(string name) =>
        name.Equals(nameof(DecisionCosts.FalsePositive), StringComparison.OrdinalIgnoreCase) || name.Equals(nameof(DecisionCosts.FalseNegative), StringComparison.OrdinalIgnoreCase);

    // The one that comes first in the list is told by the others: one message is enough.
    private static void RefuseTwo(ProjectDocument document, string property)
    {
        if (Ways.TakeWhile(w => w != property).FirstOrDefault(w => document.Get(w) is not null) is { } other)
        {
            throw ModelSpecReader.Wrong(
                document.LocationOf(property),
                $"The project has both {other} ({document.Get(other)}) and {property} ({document.Get(property)}), which say the same thing in two ways: from which probability the positive class is predicted. Remove one of the two.");
        }
    }

    private static IngotException WrongCosts(ProjectDocument document, string text) => ModelSpecReader.Wrong(
        document.LocationOf(CostsProperty), $"Property {CostsProperty} is '{text}'; expected what both kinds of wrong decisions cost, each more than 0, such as FalsePositive=1;FalseNegative=5.");

    private static IngotException WrongTarget(ProjectDocument document, string text) => ModelSpecReader.Wrong(
        document.LocationOf(TargetProperty), $"Property {TargetProperty} is '{text}'; expected a metric and the least that it must be, above 0 and at most 1, such as Recall>=0.8.");
}
