namespace Ingot.Onnx.Learned;

/// <summary>What a learner learned, free of the learner: from it the ONNX graph behind the featurisation is written.</summary>
public abstract record LearnedModel
{
    /// <summary>How raw scores become predictions.</summary>
    public required OutputLink Link { get; init; }

    /// <summary>Slope of <see cref="OutputLink.Sigmoid"/>.</summary>
    public double LinkSlope { get; init; } = 1;

    /// <summary>Offset of <see cref="OutputLink.Sigmoid"/>.</summary>
    public double LinkOffset { get; init; }

    /// <summary>The score from which on a row is an anomaly; null where that is not what was learned.</summary>
    public double? Threshold { get; init; }

    /// <summary>Raw scores per row: 1, or the number of classes for <see cref="OutputLink.Softmax"/> and <see cref="OutputLink.OneVersusAll"/>.</summary>
    public required int Outputs { get; init; }

    /// <summary>Turns raw scores (row by row, <see cref="Outputs"/> per row) into predictions: values or probabilities, of the same shape.</summary>
    public double[] Predict(double[] raw) => Link switch
    {
        OutputLink.Sigmoid => Array.ConvertAll(raw, r => 1 / (1 + Math.Exp(-((LinkSlope * r) + LinkOffset)))),
        OutputLink.Exponential => Array.ConvertAll(raw, Math.Exp),
        OutputLink.PowerOfTwo => Array.ConvertAll(raw, r => Math.Pow(2, r)),
        OutputLink.Softmax => Softmax(raw),
        OutputLink.OneVersusAll => Normalised(Array.ConvertAll(raw, r => Math.Max(1 / (1 + Math.Exp(-r)), LeastProbability))),
        OutputLink.Share => Normalised(Array.ConvertAll(raw, Kept)),
        _ => raw,
    };

    /// <summary>
    /// What calibrations are computed of: of two classes the log odds, of what the file says before its link in 32 bits; else what the file says.
    /// </summary>
    /// <param name="said">The file's score of two classes, its probabilities of more, or its numbers.</param>
    public double[] Evidence(ReadOnlySpan<float> said)
    {
        var evidence = new double[said.Length];
        for (var i = 0; i < said.Length; i++)
        {
            // The file's score of a share is its log odds: slope and offset are 1 and 0.
            evidence[i] = Link is OutputLink.Sigmoid or OutputLink.Share && Outputs == 1 ? (LinkSlope * said[i]) + LinkOffset : said[i];
        }

        return evidence;
    }

    /// <summary>Below it no class' own probability goes: where all say no, none is divided by zero.</summary>
    internal const double LeastProbability = 1e-15;

    /// <summary>Below it, or as near to 1, no <see cref="OutputLink.Share"/> goes.</summary>
    internal const double LeastShare = 1e-6;

    private static double Kept(double share) => Math.Clamp(share, LeastShare, 1 - LeastShare);

    private double[] Normalised(double[] probabilities)
    {
        for (var start = 0; Outputs > 1 && start < probabilities.Length; start += Outputs)
        {
            var row = probabilities.AsSpan(start, Outputs);
            var sum = 0.0;
            foreach (var probability in row)
            {
                sum += probability;
            }

            foreach (ref var probability in row)
            {
                probability /= sum;
            }
        }

        return probabilities;
    }

    private double[] Softmax(double[] raw)
    {
        var probabilities = new double[raw.Length];
        for (var start = 0; start < raw.Length; start += Outputs)
        {
            var row = raw.AsSpan(start, Outputs);
            var greatest = double.NegativeInfinity;
            foreach (var value in row)
            {
                greatest = Math.Max(greatest, value);
            }

            var sum = 0.0;
            for (var i = 0; i < Outputs; i++)
            {
                sum += probabilities[start + i] = Math.Exp(row[i] - greatest);
            }

            for (var i = 0; i < Outputs; i++)
            {
                probabilities[start + i] /= sum;
            }
        }

        return probabilities;
    }
}
