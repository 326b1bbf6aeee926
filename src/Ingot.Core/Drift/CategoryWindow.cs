namespace Ingot.Core.Drift;

/// <summary>The current values of a column of categories, counted against its reference.</summary>
/// <remarks>Neither the order of the values nor how they were divided and merged changes the result. One thread at a time.</remarks>
public sealed class CategoryWindow
{
    private readonly Dictionary<string, int> _places;

    // The categories, then the reference's other ones.
    private readonly long[] _counts;

    /// <summary>Starts without a row.</summary>
    /// <param name="reference">What is compared with.</param>
    public CategoryWindow(CategoryReference reference)
    {
        Reference = reference;
        _places = reference.Places;
        _counts = new long[reference.Categories.Count + 1];
    }

    /// <summary>What is compared with.</summary>
    public CategoryReference Reference { get; }

    /// <summary>How often each category that the reference tells apart occurs.</summary>
    public ReadOnlySpan<long> Counts => _counts.AsSpan(0, _counts.Length - 1);

    /// <summary>Number of rows with a category of the reference beyond its limit.</summary>
    public long Other => _counts[^1];

    /// <summary>The categories that the reference does not have.</summary>
    public UnseenCategories Unseen { get; } = new();

    /// <summary>Number of rows with a value.</summary>
    public long Rows { get; private set; }

    /// <summary>Number of rows without a value.</summary>
    public long Missing { get; private set; }

    /// <summary>Counts values.</summary>
    /// <param name="values">The values; null is missing.</param>
    public void Add(ReadOnlySpan<string?> values)
    {
        foreach (var value in values)
        {
            Add(value);
        }
    }

    /// <summary>Counts a value that occurs several times.</summary>
    /// <param name="value">The value; null is missing.</param>
    /// <param name="count">How often.</param>
    public void Add(string? value, long count = 1)
    {
        if (value is null)
        {
            Missing += count;
            return;
        }

        Rows += count;
        if (_places.TryGetValue(value, out var place))
        {
            _counts[place] += count;
        }
        else
        {
            Unseen.Add(value, count);
        }
    }

    /// <summary>Counts booleans.</summary>
    /// <param name="values">The values; null is missing.</param>
    public void AddBooleans(ReadOnlySpan<bool?> values)
    {
        foreach (var value in values)
        {
            Add(DriftValues.Category(value));
        }
    }

    /// <summary>Adds what another one has counted, of other rows against the same reference.</summary>
    /// <param name="other">The other one.</param>
    /// <exception cref="ArgumentException">It has another reference.</exception>
    public void Merge(CategoryWindow other)
    {
        if (!ReferenceEquals(Reference, other.Reference))
        {
            throw new ArgumentException("Only what is counted against the same reference can be merged.", nameof(other));
        }

        Rows += other.Rows;
        Missing += other.Missing;
        for (var i = 0; i < _counts.Length; i++)
        {
            _counts[i] += other._counts[i];
        }

        Unseen.Merge(other.Unseen);
    }
}
