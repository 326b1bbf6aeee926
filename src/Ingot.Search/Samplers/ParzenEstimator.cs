using Ingot.Search.Spaces;

namespace Ingot.Search.Samplers;

/// <summary>
/// A density over parameters that exist together: the mean of kernels, one around each observation and one of the whole space; each is a product over the parameters,
/// so what goes well together stays together.
/// </summary>
internal sealed class ParzenEstimator
{
    // Older observations than these count less and less.
    private const int FullWeight = 25;

    private readonly IReadOnlyList<SearchParameter> _parameters;
    private readonly Kernels[] _kernels;
    private readonly double[] _weights;

    /// <summary>The density of some observations.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="observations">The points, the oldest first; those that lack the parameters do not count.</param>
    public ParzenEstimator(IReadOnlyList<SearchParameter> parameters, IEnumerable<IReadOnlyDictionary<string, double>> observations)
    {
        _parameters = parameters;
        var points = observations.Where(o => o.ContainsKey(parameters[0].Name)).ToList();
        double[] weights = [.. AgeWeights(points.Count), 1];
        var total = weights.Sum();
        _weights = [.. weights.Select(w => w / total)];
        _kernels = [.. parameters.Select(p => KernelsOf(p, [.. points.Select(o => o[p.Name])]))];
    }

    /// <summary>The weights of observations, the oldest first.</summary>
    public static IReadOnlyList<double> AgeWeights(int count)
    {
        var older = count - FullWeight;
        return [.. Enumerable.Range(0, count).Select(i => i >= older ? 1 : older == 1 ? 1.0 / count : (1.0 / count) + ((1 - (1.0 / count)) * i / (older - 1)))];
    }

    /// <summary>Draws a point.</summary>
    public double[] Draw(TrialRandom random)
    {
        var (kernel, share) = (0, random.Share());
        for (; kernel < _weights.Length - 1 && share >= _weights[kernel]; kernel++)
        {
            share -= _weights[kernel];
        }

        return [.. _kernels.Select(k => k.Draw(kernel, random.Share()))];
    }

    /// <summary>The logarithm of the density at a point.</summary>
    /// <param name="values">The parameters' values, in their order.</param>
    public double LogDensity(double[] values)
    {
        var logs = new double[_weights.Length];
        for (var kernel = 0; kernel < logs.Length; kernel++)
        {
            logs[kernel] = Math.Log(_weights[kernel]);
            for (var p = 0; p < values.Length; p++)
            {
                logs[kernel] += _kernels[p].LogDensity(kernel, values[p]);
            }
        }

        var greatest = logs.Max();
        return greatest + Math.Log(logs.Sum(l => Math.Exp(l - greatest)));
    }

    /// <summary>Puts values into a point.</summary>
    public void Put(double[] values, Dictionary<string, double> point)
    {
        for (var p = 0; p < values.Length; p++)
        {
            point[_parameters[p].Name] = values[p];
        }
    }

    private static Kernels KernelsOf(SearchParameter parameter, IReadOnlyList<double> observations) => parameter.Domain is NumberDomain numbers
        ? new NumberKernels(numbers, observations)
        : new ChoiceKernels((int)parameter.Domain.Count, observations);
}
