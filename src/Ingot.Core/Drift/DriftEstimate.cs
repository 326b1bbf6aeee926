namespace Ingot.Core.Drift;

/// <summary>What one measure says of two samples.</summary>
/// <param name="Observed">The measure of the samples as they are, as textbooks define it: above 0 by chance alone, the more the fewer rows there are.</param>
/// <param name="Effect">The estimate of the true difference, from which that which chance adds has been taken off.</param>
/// <param name="Low">Lower end of the interval of the true difference.</param>
/// <param name="High">Upper end.</param>
/// <param name="PValue">The probability of such a difference without a change.</param>
/// <param name="Method">How interval and p-value were found.</param>
internal readonly record struct DriftEstimate(double Observed, double Effect, double Low, double High, double PValue, string Method)
{
    /// <summary>No value on one of the sides, or no definition.</summary>
    public static DriftEstimate Undefined(string method) => new(double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, method);
}
