namespace Ingot.Onnx.Learned;

/// <summary>Divides the logarithms of the probabilities of more than two classes by one number: softmax(log(p) / T), which is softmax(z / T) of the scores z before softmax.</summary>
/// <param name="Classes">How many there are.</param>
/// <param name="Temperature">Above 0; 1 changes nothing, above 1 the model was too certain.</param>
public sealed record TemperatureCalibration(int Classes, double Temperature) : Calibration("Temperature")
{
    /// <inheritdoc />
    public override double[] Apply(ReadOnlySpan<double> said)
    {
        var probabilities = new double[said.Length];
        for (var start = 0; start < said.Length; start += Classes)
        {
            var (greatest, sum) = (double.NegativeInfinity, 0.0);
            for (var i = start; i < start + Classes; i++)
            {
                probabilities[i] = Math.Log(Math.Max(said[i], Least)) / Temperature;
                greatest = Math.Max(greatest, probabilities[i]);
            }

            for (var i = start; i < start + Classes; i++)
            {
                sum += probabilities[i] = Math.Exp(probabilities[i] - greatest);
            }

            for (var i = start; i < start + Classes; i++)
            {
                probabilities[i] /= sum;
            }
        }

        return probabilities;
    }
}
