using Ingot.Onnx.Learned;

namespace Ingot.Training.Trials;

/// <summary>Rows whose labels are known, and what predictions of them lose: squared errors, or negative log likelihoods.</summary>
/// <param name="link">Tells what predictions are.</param>
/// <param name="labels">The label of each row.</param>
/// <param name="weights">The weight of each; null: all the same.</param>
internal sealed class RatedRows(OutputLink link, float[] labels, float[]? weights)
{
    /// <summary>Some of them.</summary>
    public RatedRows Of(int[] rows) => new(link, Array.ConvertAll(rows, r => labels[r]), weights is null ? null : Array.ConvertAll(rows, r => weights[r]));

    /// <summary>The predictions of some of them.</summary>
    public double[] Pick(double[] predictions, int[] rows)
    {
        var width = predictions.Length / labels.Length;
        var picked = new double[rows.Length * width];
        for (var i = 0; i < rows.Length; i++)
        {
            Array.Copy(predictions, rows[i] * width, picked, i * width, width);
        }

        return picked;
    }

    /// <summary>The mean loss.</summary>
    public double Loss(double[] predictions) => ValidationLoss.Of(link, predictions, labels, weights);

    /// <summary>The loss of each row.</summary>
    public double[] Losses(double[] predictions)
    {
        var width = predictions.Length / labels.Length;
        return [.. labels.Select((label, r) => ValidationLoss.OfRow(link, predictions.AsSpan(r * width, width), label))];
    }

    /// <summary>The mean of a number of each row.</summary>
    public double Mean(double[] values)
    {
        double sum = 0, all = 0;
        for (var r = 0; r < values.Length; r++)
        {
            sum += Weight(r) * values[r];
            all += Weight(r);
        }

        return sum / all;
    }

    /// <summary>The mean by which some numbers of the rows are above others, with its standard error.</summary>
    public (double Mean, double StandardError) Difference(double[] values, double[] others)
    {
        var differences = values.Zip(others, (v, o) => v - o).ToArray();
        var mean = Mean(differences);
        double squares = 0, all = 0;
        for (var r = 0; r < differences.Length; r++)
        {
            squares += Weight(r) * Weight(r) * (differences[r] - mean) * (differences[r] - mean);
            all += Weight(r);
        }

        return (mean, Math.Sqrt(squares) / all);
    }

    private double Weight(int row) => weights is null ? 1 : weights[row];
}
