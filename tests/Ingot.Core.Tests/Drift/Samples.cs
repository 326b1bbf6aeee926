using Ingot.Core.Drift;

namespace Ingot.Core.Tests.Drift;

/// <summary>The samples of which SciPy's values are known; the same formulas in Python made them.</summary>
internal static class Samples
{
    public static double[] Reference { get; } = [.. Enumerable.Range(0, 300).Select(i => i * i * 37 % 1009 / 100.0)];

    public static double[] Current { get; } = [.. Enumerable.Range(0, 150).Select(i => (i * i * 53 % 1013 / 90.0) + 0.5)];

    public static double[] TiedReference { get; } = [.. Enumerable.Range(0, 300).Select(i => (double)(i * 37 % 11))];

    public static double[] TiedCurrent { get; } = [.. Enumerable.Range(0, 150).Select(i => (double)((i * 53 % 9) + 1))];

    public static NumberWindow Window(double[] reference, params double[] current)
    {
        var window = new NumberWindow(NumberReference.Of(reference));
        window.Add(current);
        return window;
    }

    public static CategoryWindow Categories(IEnumerable<string?> reference, params string?[] current)
    {
        var window = new CategoryWindow(CategoryReference.Of(reference));
        window.Add(current);
        return window;
    }

    /// <summary>Categories a, b, c, … with these counts.</summary>
    public static CategoryWindow Counts(long[] reference, long[] current)
    {
        var window = new CategoryWindow(CategoryReference.Of(
            reference.SelectMany((c, i) => Enumerable.Repeat(((char)('a' + i)).ToString(), (int)c))));
        for (var i = 0; i < current.Length; i++)
        {
            window.Add(((char)('a' + i)).ToString(), current[i]);
        }

        return window;
    }
}
