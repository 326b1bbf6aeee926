using System.Globalization;
using Ingot.Core.Diagnostics;
using Ingot.Core.Metrics;

namespace Ingot.Core.Specs;

/// <summary>Reads what a project says of how rows are divided, besides <c>ModelSplit</c> itself.</summary>
internal static class SplitReader
{
    private const int MostFolds = 100;

    /// <summary>Property <c>ModelSplitGap</c>.</summary>
    /// <exception cref="IngotException">INGOT1001: it is no length of time, or rows are not divided by time.</exception>
    public static TimeSpan Gap(ProjectDocument document)
    {
        if (document.Get("ModelSplitGap") is not { } text)
        {
            return TimeSpan.Zero;
        }

        if (!string.Equals(document.Get("ModelSplit"), nameof(SplitKind.Time), StringComparison.OrdinalIgnoreCase))
        {
            throw ModelSpecReader.Wrong(
                document.LocationOf("ModelSplitGap"), $"Property ModelSplitGap is '{text}', and rows are not divided by time. Add <ModelSplit>Time</ModelSplit>, or remove it.");
        }

        return Quantity.Parse(text, MetricUnit.Seconds) is { } seconds && seconds >= 0 && seconds <= TimeSpan.FromDays(36_500).TotalSeconds
            ? TimeSpan.FromSeconds(seconds)
            : throw ModelSpecReader.Wrong(document.LocationOf("ModelSplitGap"), $"Property ModelSplitGap is '{text}'; expected {Quantity.Expected(MetricUnit.Seconds)}, such as 7d, up to 36500d.");
    }

    /// <summary>Property <c>ModelFolds</c>.</summary>
    /// <exception cref="IngotException">INGOT1001: it is no number of folds.</exception>
    public static int Folds(ProjectDocument document) => document.Get("ModelFolds") is not { } text ? 0
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var folds) && folds is 0 or (>= 2 and <= MostFolds) ? folds
        : throw ModelSpecReader.Wrong(document.LocationOf("ModelFolds"), $"Property ModelFolds is '{text}'; expected a whole number from 2 to {MostFolds}, or 0 for no cross-validation.");
}
