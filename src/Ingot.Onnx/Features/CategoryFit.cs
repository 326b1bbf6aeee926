using System.Globalization;
using Ingot.Core.Specs;
using Ingot.Core.Statistics;
using Ingot.Core.Tables;

namespace Ingot.Onnx.Features;

/// <summary>Fits numbers that stand for the categories of a column.</summary>
/// <param name="strings">The column.</param>
/// <param name="rows">The training rows.</param>
/// <param name="categories">The categories; any other text is "other".</param>
internal sealed class CategoryFit(StringColumn strings, int[] rows, IReadOnlyList<string> categories)
{
    private const int FoldCount = 5;

    // As many rows of the mean of all are added to those of each category.
    private const double Smoothing = 10;

    /// <summary>For each row of the table the category: 0 and more, -1 where it is another text, -2 where there is none.</summary>
    private readonly int[] _categories = CategoriesOf(strings, categories);

    /// <summary>The table of an encoding.</summary>
    /// <param name="encoding">Ordinal, Frequency or Target.</param>
    /// <param name="labels">The labels, for <see cref="ColumnEncoding.Target"/>.</param>
    /// <param name="isStandardised">Whether the numbers are to have mean 0 and standard deviation 1 on the training rows.</param>
    public CategoryTable Fit(ColumnEncoding encoding, FitLabels? labels, bool isStandardised)
    {
        var table = encoding switch
        {
            ColumnEncoding.Ordinal => Ordinal(),
            ColumnEncoding.Frequency => Frequency(),
            _ => Target(labels ?? throw new ArgumentNullException(nameof(labels))),
        };
        return isStandardised ? table.Scaled([.. Enumerable.Range(0, table.Values.Count).Select(n => Standardisation(table, n))]) : table;
    }

    private static int[] CategoriesOf(StringColumn strings, IReadOnlyList<string> categories)
    {
        var places = categories.Select((c, i) => (c, i)).ToDictionary(p => p.c, p => p.i, StringComparer.Ordinal);
        var ofCode = Array.ConvertAll(strings.Dictionary, t => t.Length == 0 ? -2 : places.GetValueOrDefault(t, -1));
        return Array.ConvertAll(strings.Codes, c => c < 0 ? -2 : ofCode[c]);
    }

    private CategoryTable Ordinal()
    {
        var order = categories.Order(StringComparer.Ordinal).Select((c, i) => (c, i)).ToDictionary(p => p.c, p => p.i, StringComparer.Ordinal);
        return new CategoryTable([string.Empty], [[.. categories.Select(c => (float)order[c])]], [-1], [-1])
        {
            What = string.Create(CultureInfo.InvariantCulture, $"the place of its category among {categories.Count:N0} in ordinal order, -1 where it is none of them"),
        };
    }

    private CategoryTable Frequency()
    {
        var counts = new double[categories.Count];
        foreach (var row in rows)
        {
            if (_categories[row] is >= 0 and var category)
            {
                counts[category]++;
            }
        }

        return new CategoryTable([string.Empty], [[.. counts.Select(c => (float)(c / Math.Max(1, rows.Length)))]], [0], [0])
        {
            What = string.Create(CultureInfo.InvariantCulture, $"the share of the training rows that have its category, of {categories.Count:N0}; 0 where it is none of them"),
        };
    }

    /// <summary>
    /// Means of the label by category, drawn towards the mean of all (D. Micci-Barreca, "A preprocessing scheme for high-cardinality categorical attributes", SIGKDD
    /// Explorations 3, 2001). A learner that saw of a row the mean with its own label in it would trust it too much: the training rows have those of the other folds.
    /// </summary>
    private CategoryTable Target(FitLabels labels)
    {
        var folds = new int[strings.Rows];
        Array.Fill(folds, -1);
        var order = RowSample.Permutation(rows.Length, new SplitMix64((ulong)labels.Seed).Next());
        for (var i = 0; i < order.Length; i++)
        {
            folds[rows[order[i]]] = i % FoldCount;
        }

        return Means(labels, rows) with
        {
            What = string.Create(
                CultureInfo.InvariantCulture,
                $"the mean of the label in its category, of {categories.Count:N0}, drawn towards that of all rows by {Smoothing:0} rows; of the training rows the learner saw the means of the other {FoldCount - 1} of {FoldCount} folds"),
            Folds = folds,
            OutOfFold = [.. Enumerable.Range(0, FoldCount).Select(f => Means(labels, Array.FindAll(rows, r => folds[r] != f)))],
        };
    }

    private CategoryTable Means(FitLabels labels, int[] fitted)
    {
        // Of two classes the share of the second one; of more the share of each.
        var numbers = labels.Classes > 2 ? labels.Classes : 1;
        var (values, missing, others) = (new float[numbers][], new float[numbers], new float[numbers]);
        for (var number = 0; number < numbers; number++)
        {
            var (sums, weights) = (new double[categories.Count + 2], new double[categories.Count + 2]);
            foreach (var row in fitted)
            {
                var (weight, label) = (labels.Weights?[row] ?? 1, labels.Values[row]);
                var value = labels.Classes > 2 ? (label == number ? 1 : 0) : label;
                var place = _categories[row] + 2;
                sums[place] += weight * value;
                weights[place] += weight;
            }

            var all = weights.Sum() is > 0 and var weighed ? sums.Sum() / weighed : 0;
            float Mean(int place) => (float)((sums[place] + (Smoothing * all)) / (weights[place] + Smoothing));
            (missing[number], others[number]) = (Mean(0), Mean(1));
            values[number] = [.. Enumerable.Range(2, categories.Count).Select(Mean)];
        }

        return new CategoryTable(numbers == 1 ? [string.Empty] : [.. labels.Names], values, missing, others) { What = string.Empty };
    }

    private (double Offset, double Scale) Standardisation(CategoryTable table, int number)
    {
        float Of(int row) => _categories[row] switch { -2 => table.Missing[number], -1 => table.Others[number], var category => table.Values[number][category] };
        var mean = rows.Sum(r => (double)Of(r)) / Math.Max(1, rows.Length);
        var deviation = Math.Sqrt(rows.Sum(r => (Of(r) - mean) * (Of(r) - mean)) / Math.Max(1, rows.Length));
        return (mean, deviation > 1e-12 ? 1 / deviation : 1);
    }
}
