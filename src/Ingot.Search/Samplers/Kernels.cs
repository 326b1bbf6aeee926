namespace Ingot.Search.Samplers;

/// <summary>For one parameter, a density around each observation, and last one of the whole domain.</summary>
internal abstract class Kernels
{
    /// <summary>The logarithm of a kernel's density, or of its probability where values are apart.</summary>
    /// <param name="kernel">Which one.</param>
    /// <param name="value">A value of the domain.</param>
    public abstract double LogDensity(int kernel, double value);

    /// <summary>Draws a value.</summary>
    /// <param name="kernel">By which one.</param>
    /// <param name="share">Uniform, from 0 on and below 1.</param>
    public abstract double Draw(int kernel, double share);
}
