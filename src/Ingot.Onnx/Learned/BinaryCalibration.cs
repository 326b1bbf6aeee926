namespace Ingot.Onnx.Learned;

/// <summary>Calibrates two classes.</summary>
/// <param name="Method">As <see cref="Calibration"/> has it.</param>
/// <param name="Curve">Of the positive class, over the log odds.</param>
public sealed record BinaryCalibration(string Method, ClassCurve Curve) : Calibration(Method)
{
    /// <inheritdoc />
    public override double[] Apply(ReadOnlySpan<double> said)
    {
        var probabilities = new double[said.Length];
        for (var row = 0; row < said.Length; row++)
        {
            probabilities[row] = Curve.At(said[row]);
        }

        return probabilities;
    }

    /// <summary>The model whose own link is the calibration, where the curve is logistic: then nothing but two numbers of the file is another one.</summary>
    internal LearnedModel? Linked(LearnedModel model) => Curve is LogisticCurve curve
        ? model with { LinkSlope = curve.Slope * model.LinkSlope, LinkOffset = (curve.Slope * model.LinkOffset) + curve.Offset }
        : null;
}
