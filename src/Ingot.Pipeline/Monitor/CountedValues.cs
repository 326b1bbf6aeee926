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

    /// <summary>The drift.</summary>
    /// <param name="name">What it is of.</param>
    /// <param name="options">How it is judged. A measure that does not fit such a column is not taken: the default is.</param>
    public DriftFinding Find(string name, DriftOptions options)
    {
        var kind = _numbers is not null ? DriftColumnKind.Number : DriftColumnKind.Category;
        var distinct = reference.Numbers?.DistinctValues ?? reference.Categories!.DistinctValues;
        var fitting = options.Measure is { } measure && DriftMeasureCatalog.Refusal(measure, kind, distinct) is not null ? options with { Measure = null } : options;
        return _numbers is not null ? DriftDetector.Find(name, _numbers, fitting) : DriftDetector.Find(name, _categories!, fitting);
    }
}
