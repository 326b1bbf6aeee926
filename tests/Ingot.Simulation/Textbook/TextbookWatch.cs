using Ingot.Core.Drift;
using Ingot.Core.Gates;
using Ingot.Core.Tables;
using Ingot.Simulation.Loop;

namespace Ingot.Simulation.Textbook;

/// <summary>A fixed threshold for every column, as textbooks have it: one column beyond it is an alarm, however many there are and whatever chance does.</summary>
public sealed class TextbookWatch : IWatch
{
    private const int FewValues = 5;

    private readonly Func<DriftFinding, bool> _isBeyond;
    private readonly Func<Kind, DriftMeasure> _measure;

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
    public IReadOnlyList<Verdict> Verdicts => [];

    /// <inheritdoc />
    public IReadOnlyList<string> Look(ServedPart part)
    {
        ArgumentNullException.ThrowIfNull(part);
        var reference = part.Model.Reference;
        return [.. part.Customers.Columns.Where(c => _isBeyond(Find(reference[c.Name], c))).Select(c => c.Name)];
    }

    private DriftFinding Find(TableColumn before, TableColumn now) => ColumnDrift.Find(now.Name, before, now, new DriftOptions
    {
        Measure = _measure(before is not NumberColumn numbers ? Kind.Texts : numbers.Values.Distinct().Count() <= FewValues ? Kind.FewNumbers : Kind.Numbers),
    });
}
