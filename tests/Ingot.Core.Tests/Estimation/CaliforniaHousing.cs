using System.Globalization;
using Ingot.Core.Predictions;
using Ingot.Core.Schemas;

namespace Ingot.Core.Tests.Estimation;

/// <summary>The scores of data/california: what a model said in 20 months, and what came true.</summary>
internal static class CaliforniaHousing
{
    /// <summary>The model says the positive class from here on.</summary>
    public const double Threshold = 0.795;

    /// <summary>The first eight months.</summary>
    public static IReadOnlyList<string> ReferenceMonths { get; } = [.. Months().Where(m => string.CompareOrdinal(m, "2021-06") < 0)];

    /// <summary>The twelve that follow.</summary>
    public static IReadOnlyList<string> AnalysisMonths { get; } = [.. Months().Except(ReferenceMonths)];

    /// <summary>The rows of some months, and those of each month among them.</summary>
    public static (PredictionSet Rows, IReadOnlyList<int[]> Chunks) Of(IReadOnlyList<string> months)
    {
        var (scores, labels, month) = (new List<float>(), new List<int>(), new List<string>());
        foreach (var line in Lines().Where(l => months.Contains(l[0])))
        {
            for (var label = 0; label < 2; label++)
            {
                var count = int.Parse(line[2 + label], CultureInfo.InvariantCulture);
                scores.AddRange(Enumerable.Repeat(float.Parse(line[1], CultureInfo.InvariantCulture), count));
                labels.AddRange(Enumerable.Repeat(label, count));
                month.AddRange(Enumerable.Repeat(line[0], count));
            }
        }

        var rows = new PredictionSet
        {
            Task = ModelTask.BinaryClassification,
            Classes = ["0", "1"],
            Rows = scores.Count,
            RowNumbers = [.. Enumerable.Range(0, scores.Count).Select(i => (long)i)],
            Scores = [.. scores],
            LabelCodes = [.. labels],
        };
        return (rows, [.. months.Select(m => Enumerable.Range(0, scores.Count).Where(i => month[i] == m).ToArray())]);
    }

    private static IEnumerable<string> Months() => Lines().Select(l => l[0]).Distinct();

    private static IEnumerable<string[]> Lines() =>
        RepositoryRoot.ReadText("data/california/scores.csv").Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(l => l.Split(','));
}
