namespace Ingot.Onnx.Learned;

/// <summary>Calibrates each of more than two classes against the rest, and divides by the sum; where all say 0, every class is as probable as the others (as scikit-learn does).</summary>
/// <param name="Method">As <see cref="Calibration"/> has it.</param>
/// <param name="Curves">One a class, all of a kind: logistic over the log odds of its probability, or isotonic over the probability.</param>
public sealed record OneVersusRestCalibration(string Method, IReadOnlyList<ClassCurve> Curves) : Calibration(Method)
{
    /// <summary>The log odds of a class: its probability against the sum of the others', each at least <see cref="Calibration.Least"/>, since 1 - p has few digits near 1.</summary>
    /// <param name="said">The probabilities of a row.</param>
    /// <param name="of">The class.</param>
    public static double LogOdds(ReadOnlySpan<double> said, int of)
    {
        var others = 0.0;
        for (var c = 0; c < said.Length; c++)
        {
            others += c == of ? 0 : said[c];
        }

        return Math.Log(Math.Max(said[of], Least)) - Math.Log(Math.Max(others, Least));
    }

    /// <inheritdoc />
    public override double[] Apply(ReadOnlySpan<double> said)
    {
        var (probabilities, count) = (new double[said.Length], Curves.Count);
        for (var start = 0; start < said.Length; start += count)
        {
            var row = said.Slice(start, count);
            var sum = 0.0;
            for (var c = 0; c < count; c++)
            {
                sum += probabilities[start + c] = Curves[c].At(Curves[c] is LogisticCurve ? LogOdds(row, c) : row[c]);
            }

            for (var c = 0; c < count; c++)
            {
                probabilities[start + c] = sum == 0 ? 1.0 / count : probabilities[start + c] / sum;
            }
        }

        return probabilities;
    }
}
