using Ingot.Core.Drift;
using Ingot.Core.Tables;
using Ingot.Data;
using Ingot.Simulation.Loop;
using Ingot.Simulation.Models;

namespace Ingot.Simulation.Textbook;

/// <summary>A fixed threshold for every column, as textbooks have it: one column beyond it is an alarm, however many there are and whatever chance does.</summary>
public sealed class TextbookWatch : IWatch
{
    private const int FewValues = 5;

    private readonly Func<DriftFinding, bool> _isBeyond;
    private readonly Func<Kind, DriftMeasure> _measure;
    private readonly Dictionary<string, Table> _references = [];

    private TextbookWatch(string name, Func<Kind, DriftMeasure> measure, Func<DriftFinding, bool> isBeyond) => (Name, _measure, _isBeyond) = (name, measure, isBeyond);

    private enum Kind
    {
        Numbers,
        FewNumbers,
        Texts,
    }

    /// <inheritdoc />
    public string Name { get; }

    /// <summary>The population stability index of any column above 0.2.</summary>
    public static TextbookWatch Stability() => new("PSI > 0.2, any column", _ => DriftMeasureCatalog.PopulationStability, f => f.Observed > 0.2);

    /// <summary>The p-value of any column below 0.05, uncorrected: Kolmogorov-Smirnov of numbers, chi-squared of categories and of numbers of at most 5 values.</summary>
    public static TextbookWatch Significance() => new(
        "p < 0.05, any column", k => k == Kind.Numbers ? DriftMeasureCatalog.KolmogorovSmirnov : DriftMeasureCatalog.ChiSquared, f => f.PValue < 0.05);

    /// <inheritdoc />
    public IReadOnlyList<string> Look(ServedPart part)
    {
        ArgumentNullException.ThrowIfNull(part);
        var reference = ReferenceOf(part.Model);
        return [.. part.Customers.Columns.Where(c => _isBeyond(Find(reference[c.Name], c))).Select(c => c.Name)];
    }

    private DriftFinding Find(TableColumn reference, TableColumn current)
    {
        if (reference is NumberColumn numbers)
        {
            var counted = NumberReference.Of(numbers.Values);
            var window = new NumberWindow(counted);
            window.Add(((NumberColumn)current).Values);
            return DriftDetector.Find(current.Name, window, new DriftOptions { Measure = _measure(counted.DistinctValues <= FewValues ? Kind.FewNumbers : Kind.Numbers) });
        }

        var (before, now) = ((StringColumn)reference, (StringColumn)current);
        var categories = new CategoryWindow(CategoryReference.Of(Enumerable.Range(0, before.Rows).Select(r => before[r])));
        for (var row = 0; row < now.Rows; row++)
        {
            categories.Add(now[row]);
        }

        return DriftDetector.Find(current.Name, categories, new DriftOptions { Measure = _measure(Kind.Texts) });
    }

    private Table ReferenceOf(BuiltModel model)
    {
        if (!_references.TryGetValue(model.Evidence, out var table))
        {
            var file = Directory.GetFiles(model.Evidence, "monitoring.parquet", SearchOption.AllDirectories).Single();
            _references[model.Evidence] = table = ParquetTable.Read(file, ParquetTable.ColumnNames(file));
        }

        return table;
    }
}
