namespace Ingot.Core.Specs;

/// <summary>What becomes of the numbers of a column: metadata <c>Transform</c>.</summary>
public enum NumberTransform
{
    /// <summary>Nothing, of linear trainers' numbers too.</summary>
    None,

    /// <summary>Less the mean, divided by the standard deviation.</summary>
    Standard,

    /// <summary>Less the median, divided by the distance of the quartiles.</summary>
    Robust,

    /// <summary>The number of its bin, from 0 to 9: as many training rows in each.</summary>
    Quantile,

    /// <summary>ln(1 + x); of negative numbers -ln(1 - x).</summary>
    Log,

    /// <summary>As near to a normal distribution as a power makes it (Yeo and Johnson).</summary>
    Power,

    /// <summary>Not below the first and not above the last percentile.</summary>
    Clip,
}
