namespace Ingot.Search.Samplers;

/// <summary>Of each observation its choice, smoothed by a weight of one that all choices of all kernels share.</summary>
internal sealed class ChoiceKernels : Kernels
{
    private readonly double[][] _shares;

    /// <summary>The kernels of some observations.</summary>
    /// <param name="choices">How many choices there are.</param>
    /// <param name="observations">The places of the choices that were made.</param>
    public ChoiceKernels(int choices, IReadOnlyList<double> observations)
    {
        var smoothing = 1.0 / (observations.Count + 1);
        _shares = [.. observations.Select(o => Shares(choices, smoothing, (int)o)), Shares(choices, smoothing, chosen: -1)];
    }

    public override double LogDensity(int kernel, double value) => Math.Log(_shares[kernel][(int)value]);

    public override double Draw(int kernel, double share)
    {
        var shares = _shares[kernel];
        var sum = 0.0;
        for (var choice = 0; choice < shares.Length - 1; choice++)
        {
            sum += shares[choice];
            if (share < sum)
            {
                return choice;
            }
        }

        return shares.Length - 1;
    }

    private static double[] Shares(int choices, double smoothing, int chosen)
    {
        var total = (choices * smoothing) + (chosen >= 0 ? 1 : 0);
        return [.. Enumerable.Range(0, choices).Select(c => (smoothing + (c == chosen ? 1 : 0)) / total)];
    }
}
