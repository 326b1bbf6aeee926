using Ingot.Core.Drift;

namespace Ingot.Pipeline.Monitor;

/// <summary>The counted values of a column, of a chunk or of the window.</summary>
/// <param name="reference">What they are counted by.</param>
internal sealed class CountedValues(ColumnReference reference)
{
    private readonly NumberWindow? _numbers = reference.Numbers is { } numbers ? new NumberWindow(numbers) : null;
    private readonly CategoryWindow? _categories = reference.Categories is { } categories ? new CategoryWindow(categories) : null;

    /// <summary>Adds numbers, each as often as it says; once where nothing is said.</summary>
    public void Add(ReadOnlySpan<double> values, ReadOnlySpan<long> counts)
    {
        if (counts.IsEmpty)
        {
            _numbers!.Add(values);
            return;
        }

        for (var i = 0; i < values.Length; i++)
        {
            _numbers!.Add(values[i], counts[i]);
        }
    }

    /// <summary>Adds texts. An empty one is missing.</summary>
    public void Add(ReadOnlySpan<string> values, ReadOnlySpan<long> counts)
    {
        for (var i = 0; i < values.Length; i++)
        {
            _categories!.Add(values[i].Length == 0 ? null : values[i], counts[i]);
        }
    }

    /// <summary>Adds rows without a value.</summary>
    public void AddMissing(long count)
    {
        _numbers?.Add(double.NaN, count);
        _categories?.Add(null, count);
    }

    /// <summary>Adds the values of another one.</summary>
    public void Merge(CountedValues other)
    {
        _numbers?.Merge(other._numbers!);
        _categories?.Merge(other._categories!);
    }

    /// <summary>Whether a measure can be taken of such a column.</summary>
    public bool Takes(DriftMeasure measure) => DriftMeasureCatalog.Refusal(
        measure, _numbers is not null ? DriftColumnKind.Number : DriftColumnKind.Category, reference.Numbers?.DistinctValues ?? reference.Categories!.DistinctValues) is null;

    /// <summary>The drift.</summary>
    /// <param name="name">What it is of.</param>
    /// <param name="options">How it is judged, by a measure that the column takes.</param>
    public DriftFinding Find(string name, DriftOptions options) =>
        _numbers is not null ? DriftDetector.Find(name, _numbers, options) with { IsDate = reference.IsDate } : DriftDetector.Find(name, _categories!, options);
}
