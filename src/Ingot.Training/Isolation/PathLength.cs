namespace Ingot.Training.Isolation;

/// <summary>How long ways through trees are that isolate one row of several by chance.</summary>
internal static class PathLength
{
    private const double EulerMascheroni = 0.5772156649015329;

    /// <summary>
    /// The mean length of an unsuccessful search in a binary search tree of so many values, c(n) of the paper: 2 H(n - 1) - 2 (n - 1) / n, where the harmonic number
    /// H(i) is taken for ln(i) + 0.5772..., as the paper and scikit-learn do; 1 for two rows and 0 for one.
    /// </summary>
    /// <param name="rows">How many rows.</param>
    public static double Usual(int rows) => rows switch
    {
        <= 1 => 0,
        2 => 1,
        _ => (2 * (Math.Log(rows - 1.0) + EulerMascheroni)) - (2 * (rows - 1.0) / rows),
    };
}
