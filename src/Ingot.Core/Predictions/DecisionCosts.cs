using System.Globalization;

namespace Ingot.Core.Predictions;

/// <summary>Property <c>ModelThresholdCosts</c>: what wrong decisions of two classes cost, in any unit; right ones cost nothing.</summary>
/// <param name="FalsePositive">Of a negative row that is predicted positive; above 0.</param>
/// <param name="FalseNegative">Of a positive row that is predicted negative; above 0.</param>
public sealed record DecisionCosts(double FalsePositive, double FalseNegative)
{
    /// <summary>The probability from which positive is the cheaper decision where probabilities are right (C. Elkan, "The foundations of cost-sensitive learning", IJCAI 2001).</summary>
    public double IdealThreshold => FalsePositive / (FalsePositive + FalseNegative);

    /// <summary>What a decision costs.</summary>
    /// <param name="predicted">Whether positive was predicted.</param>
    /// <param name="positive">Whether the row is.</param>
    public double Of(bool predicted, bool positive) => predicted == positive ? 0 : predicted ? FalsePositive : FalseNegative;

    /// <summary>As the project has it.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"FalsePositive={FalsePositive}; FalseNegative={FalseNegative}");
}
