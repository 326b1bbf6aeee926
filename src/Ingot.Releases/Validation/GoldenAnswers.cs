namespace Ingot.Releases.Validation;

/// <summary>When two answers to one golden row are the same.</summary>
public static class GoldenAnswers
{
    // A session may share out a row's trees among threads and then sums them in another order, and processors differ in the
    // last bits of a float.
    private const double Tolerance = 1e-5;

    /// <summary>Whether a model answers as it did when it was tested: each score within 1e-5, relative where it is over 1.</summary>
    /// <param name="found">The model's answer.</param>
    /// <param name="expected">The golden row's.</param>
    public static bool AreSame(ReadOnlySpan<float> found, IReadOnlyList<float> expected)
    {
        var same = found.Length == expected.Count;
        for (var i = 0; same && i < found.Length; i++)
        {
            same = found[i].Equals(expected[i]) || Math.Abs(found[i] - expected[i]) <= Tolerance * Math.Max(1, Math.Abs(expected[i]));
        }

        return same;
    }
}
