namespace Ingot.Onnx.Learned;

/// <summary>1 / (1 + exp(-(slope * log odds + offset))).</summary>
/// <param name="Slope">1 changes nothing; below 1 the model was too certain.</param>
/// <param name="Offset">0 changes nothing; below 0 the model said too much on the whole.</param>
public sealed record LogisticCurve(double Slope, double Offset) : ClassCurve
{
    /// <inheritdoc />
    public override double At(double said) => 1 / (1 + Math.Exp(-((Slope * said) + Offset)));
}
