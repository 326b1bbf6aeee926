using Ingot.Core.Drift;
using Ingot.Core.Tables;

namespace Ingot.Simulation.Loop;

/// <summary>The drift between two columns in memory.</summary>
internal static class ColumnDrift
{
    /// <summary>Finds it.</summary>
    /// <param name="name">What the finding is called.</param>
    /// <param name="before">The reference.</param>
    /// <param name="now">The window.</param>
    /// <param name="options">How it is judged.</param>
    public static DriftFinding Find(string name, TableColumn before, TableColumn now, DriftOptions options)
    {
        if (before is NumberColumn numbers)
        {
            var window = new NumberWindow(NumberReference.Of(numbers.Values));
            window.Add(((NumberColumn)now).Values);
            return DriftDetector.Find(name, window, options);
        }

        var (texts, current) = ((StringColumn)before, (StringColumn)now);
        var categories = new CategoryWindow(CategoryReference.Of(Enumerable.Range(0, texts.Rows).Select(r => texts[r])));
        foreach (var group in current.Codes.CountBy(c => c).OrderBy(g => g.Key))
        {
            categories.Add(group.Key < 0 ? null : current.Dictionary[group.Key], group.Value);
        }

        return DriftDetector.Find(name, categories, options);
    }
}
