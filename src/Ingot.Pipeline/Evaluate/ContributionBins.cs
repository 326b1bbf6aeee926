using System.Globalization;
using Ingot.Core.Explanations;
using Ingot.Core.Tables;

namespace Ingot.Pipeline.Evaluate;

/// <summary>Contributions of a column by its values: what a dependence plot shows, without any single row.</summary>
internal static class ContributionBins
{
    private const int Bins = 8;
    private const int FewestRows = 5;

    public static IReadOnlyList<ContributionBin> Of(TableColumn column, double[] contributions)
    {
        var present = Enumerable.Range(0, column.Rows).Where(r => !column.IsMissing(r)).ToList();
        var groups = column switch
        {
            StringColumn strings => OfTexts(strings, present),
            BooleanColumn truths => [.. present.GroupBy(r => truths.Values[r]).OrderBy(g => g.Key).Select(g => (g.Key == 1 ? "true" : "false", g.ToList()))],
            NumberColumn numbers => OfOrdered(present, r => numbers.Values[r], v => v.ToString("G4", CultureInfo.InvariantCulture)),
            DateColumn dates => OfOrdered(present, r => dates.Values[r], v => DateTime.UnixEpoch.AddMicroseconds(v).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            _ => [],
        };
        if (present.Count < column.Rows)
        {
            groups.Add(("missing", [.. Enumerable.Range(0, column.Rows).Where(column.IsMissing)]));
        }

        // A few rows are their own values.
        return [.. groups.Where(g => g.Rows.Count >= FewestRows).Select(g => Bin(g.Values, [.. g.Rows.Select(r => contributions[r]).Order()]))];
    }

    private static List<(string Values, List<int> Rows)> OfTexts(StringColumn strings, List<int> present)
    {
        var byText = present.GroupBy(r => strings[r]!).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).ToList();
        List<(string, List<int>)> groups = [.. byText.Take(Bins).Select(g => (g.Key, g.ToList()))];
        if (byText.Count > Bins)
        {
            groups.Add(("others", [.. byText.Skip(Bins).SelectMany(g => g)]));
        }

        return groups;
    }

    private static List<(string Values, List<int> Rows)> OfOrdered(List<int> present, Func<int, double> value, Func<double, string> show)
    {
        var ordered = present.OrderBy(value).ToList();
        var distinct = ordered.Select(value).Distinct().ToList();
        if (distinct.Count <= Bins)
        {
            return [.. ordered.GroupBy(value).Select(g => (show(g.Key), g.ToList()))];
        }

        // Equal values stay together.
        var groups = new List<(string, List<int>)>();
        for (var from = 0; from < ordered.Count;)
        {
            var until = Math.Max(from + 1, (int)Math.Round((double)ordered.Count * (groups.Count + 1) / Bins));
            until = Math.Min(until, ordered.Count);
            while (until < ordered.Count && value(ordered[until]) == value(ordered[until - 1]))
            {
                until++;
            }

            var (least, greatest) = (show(value(ordered[from])), show(value(ordered[until - 1])));
            groups.Add((least == greatest ? least : $"{least} to {greatest}", ordered[from..until]));
            from = until;
        }

        return groups;
    }

    private static ContributionBin Bin(string values, double[] sorted) => new(
        values, sorted.Length, ModelExplanation.Rounded(sorted.Average()), ModelExplanation.Rounded(sorted[(int)(0.1 * (sorted.Length - 1))]), ModelExplanation.Rounded(sorted[(int)Math.Ceiling(0.9 * (sorted.Length - 1))]));
}
