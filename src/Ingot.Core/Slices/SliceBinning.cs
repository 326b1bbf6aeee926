using System.Globalization;
using System.Text.RegularExpressions;
using Ingot.Core.Statistics;
using Ingot.Core.Tables;

namespace Ingot.Core.Slices;

/// <summary>
/// Puts the rows of a column into bins: each of the 20 most frequent texts, each truth value, each number where there are at
/// most 10 of them, else numbers and dates by the quartiles of the rows (type 7 of R. J. Hyndman and Y. Fan, "Sample
/// quantiles in statistical packages", American Statistician 50, 1996), with bounds of as few digits as part the same rows. Missing values are a
/// bin, and empty texts with them.
/// </summary>
public static partial class SliceBinning
{
    private const int MostTexts = 20;
    private const int MostNumbers = 10;
    private const int Quartiles = 4;

    // Words that SQL wants quoted when they are names.
    private static readonly HashSet<string> Reserved = new(
        ("all analyse analyze and any array as asc asymmetric both case cast check collate column constraint create default "
        + "deferrable desc describe distinct do else end except false fetch for foreign from grant group having in initially "
        + "intersect into lambda lateral leading limit not null offset on only or order pivot pivot_longer pivot_wider placing "
        + "primary qualify references returning select show some summarize symmetric table then to trailing true union unique "
        + "unpivot using variadic when where window with").Split(' '),
        StringComparer.OrdinalIgnoreCase);

    /// <summary>The column in bins.</summary>
    public static SliceColumn Of(TableColumn column)
    {
        var name = SqlName(column.Name);
        return column switch
        {
            StringColumn strings => OfTexts(strings, name),
            BooleanColumn booleans => OfValues(
                booleans.Name,
                booleans.Values.Length,
                row => booleans.Values[row] < 0 ? 2 : booleans.Values[row],
                [new($"{booleans.Name}=false", $"{name} = false", true), new($"{booleans.Name}=true", $"{name} = true", true), Missing(booleans.Name, name)]),
            NumberColumn numbers => OfNumbers(numbers.Name, numbers.Values, name, v => v.ToString("R", CultureInfo.InvariantCulture), SliceBound.OfNumbers, mayBeValues: true),
            DateColumn dates => OfNumbers(dates.Name, Array.ConvertAll(dates.Values, v => v == DateColumn.Missing ? double.NaN : v), name, SqlDate, SliceBound.OfTimes, mayBeValues: false),
            _ => throw new ArgumentException($"A column of type {column.GetType()}.", nameof(column)),
        };
    }

    private static SliceColumn OfTexts(StringColumn column, string name)
    {
        // The last code counts missing values, and empty texts with them.
        var counts = new int[column.Dictionary.Length + 1];
        foreach (var code in column.Codes)
        {
            counts[code < 0 ? ^1 : code]++;
        }

        var frequent = Enumerable.Range(0, column.Dictionary.Length)
            .Where(c => column.Dictionary[c].Length > 0 && counts[c] > 0)
            .OrderByDescending(c => counts[c]).ThenBy(c => c)
            .Take(MostTexts).Order().ToList();
        var byCode = Array.ConvertAll(column.Dictionary, text => text.Length == 0 ? frequent.Count : (int)SliceColumn.None);
        for (var bin = 0; bin < frequent.Count; bin++)
        {
            byCode[frequent[bin]] = bin;
        }

        List<SliceBin> bins = [.. frequent.Select(c => column.Dictionary[c]).Select(t => new SliceBin($"{column.Name}={t}", $"{name} = {SqlText(t)}", true))];
        return OfValues(
            column.Name,
            column.Codes.Length,
            row => column.Codes[row] < 0 ? frequent.Count : byCode[column.Codes[row]],
            [.. bins, new($"{column.Name}=", $"({name} IS NULL OR {name} = '')", true)]);
    }

    private static SliceColumn OfNumbers(
        string column, double[] values, string name, Func<double, string> sql, Func<double, double, double, double> boundOf, bool mayBeValues)
    {
        var sorted = Array.FindAll(values, v => !double.IsNaN(v));
        NumberSort.Sort(sorted);
        var distinct = new List<double>();
        foreach (var value in sorted)
        {
            if (distinct.Count <= MostNumbers && (distinct.Count == 0 || value != distinct[^1]))
            {
                distinct.Add(value);
            }
        }

        if (sorted.Length == 0)
        {
            return OfValues(column, values.Length, _ => 0, [Missing(column, name)]);
        }

        if (mayBeValues && distinct.Count <= MostNumbers)
        {
            // Adding 0 makes 0 of -0.
            return OfValues(
                column,
                values.Length,
                row => double.IsNaN(values[row]) ? distinct.Count : distinct.BinarySearch(values[row]),
                [.. distinct.Select(v => new SliceBin($"{column}={(v + 0.0).ToString(CultureInfo.InvariantCulture)}", $"{name} = {sql(v + 0.0)}", true)), Missing(column, name)]);
        }

        // Two quartiles between the same two values make one bound: nothing would be between them.
        var edges = Enumerable.Range(1, Quartiles - 1)
            .Select(q => Quantile(sorted, (double)q / Quartiles))
            .Where(e => e > sorted[0])
            .Select(e => (Edge: e, At: Array.FindIndex(sorted, v => v >= e)))
            .DistinctBy(e => e.At)
            .Select(e => boundOf(e.Edge, sorted[e.At - 1], sorted[e.At]))
            .ToArray();
        var bins = new List<SliceBin>();
        for (var bin = 0; bin <= edges.Length; bin++)
        {
            var low = bin == 0 ? null : $"{name} >= {sql(edges[bin - 1])}";
            var high = bin == edges.Length ? null : $"{name} < {sql(edges[bin])}";
            var condition = low is null ? high ?? $"{name} IS NOT NULL" : high is null ? low : $"{low} AND {high}";
            bins.Add(new SliceBin(condition, condition, false));
        }

        return OfValues(column, values.Length, row => double.IsNaN(values[row]) ? bins.Count : BinOf(values[row], edges), [.. bins, Missing(column, name)]);
    }

    private static SliceColumn OfValues(string column, int rows, Func<int, int> binOf, IReadOnlyList<SliceBin> bins)
    {
        var codes = new byte[rows];
        for (var row = 0; row < rows; row++)
        {
            codes[row] = (byte)binOf(row);
        }

        return new SliceColumn(column, codes, bins);
    }

    private static SliceBin Missing(string column, string name) => new($"{column}=", $"{name} IS NULL", true);

    private static int BinOf(double value, double[] edges)
    {
        var bin = 0;
        while (bin < edges.Length && value >= edges[bin])
        {
            bin++;
        }

        return bin;
    }

    private static double Quantile(double[] sorted, double share)
    {
        var at = share * (sorted.Length - 1);
        var below = (int)at;
        return below + 1 < sorted.Length ? sorted[below] + ((at - below) * (sorted[below + 1] - sorted[below])) : sorted[below];
    }

    private static string SqlDate(double microseconds)
    {
        var date = DateTime.UnixEpoch.AddMicroseconds(microseconds);
        var format = date.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : date.Ticks % TimeSpan.TicksPerSecond == 0 ? "yyyy-MM-dd HH:mm:ss" : "yyyy-MM-dd HH:mm:ss.ffffff";
        return $"TIMESTAMP '{date.ToString(format, CultureInfo.InvariantCulture)}'";
    }

    private static string SqlText(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private static string SqlName(string name) => PlainName().IsMatch(name) && !Reserved.Contains(name)
        ? name
        : $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]*\\z")]
    private static partial Regex PlainName();
}
