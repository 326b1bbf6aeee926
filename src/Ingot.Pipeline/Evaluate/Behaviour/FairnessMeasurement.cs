using System.Globalization;
using Ingot.Core.Behaviour;
using Ingot.Core.Schemas;
using Ingot.Pipeline.Shared;

namespace Ingot.Pipeline.Evaluate.Behaviour;

/// <summary>Measures a <see cref="FairnessGate"/>: how each group of a column is treated.</summary>
internal static class FairnessMeasurement
{
    public static BehaviourResult Of(FairnessGate test, TestBench bench)
    {
        var predictions = bench.Predictions;
        if (predictions.Task.IsNumeric() || predictions.Task.IsUnsupervised())
        {
            throw new UndecidedException($"The model is one of the task {predictions.Task}, and these quantities are shares of predicted classes. Slice a metric by the column instead, with a Gate.");
        }

        var view = ScoreView.Of(bench.Schema, bench.Spec.ClassificationThreshold, test.Class);
        var all = bench.Groups(test.Name, test.Location);
        var (large, small) = (all.Where(g => g.Rows.Length >= test.MinRows).ToList(), all.Where(g => g.Rows.Length < test.MinRows).ToList());
        if (large.Count < 2)
        {
            throw new UndecidedException($"Fewer than two groups of '{test.Name}' have {Text(test.MinRows)} rows or more: {string.Join(", ", all.Select(Describe))}. Give more reference rows or a lower MinRows.");
        }

        var groups = large.Select(g => GroupOutcome.Of(
            g.Name,
            g.Rows,
            r => view.Predicted(predictions.Scores, r) == view.Class,
            r => predictions.LabelCodes[r] == view.Class,
            r => predictions.Weights?[r] ?? 1)).ToList();
        return new BehaviourResult
        {
            Test = test.Title,
            Rows = groups.Sum(g => g.Rows),
            Measures = GroupFairness.Measure(groups),
            LeftOut = small.Count == 0 ? null : [$"left out are groups of fewer than {Text(test.MinRows)} rows: {string.Join(", ", small.Select(Describe))}"],
        };
    }

    private static string Describe(SliceRows group) => $"{group.Name} ({Text(group.Rows.Length)})";

    private static string Text(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
