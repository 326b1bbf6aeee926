namespace Ingot.Training;

/// <summary>What a regression makes small, where it is not the squared error.</summary>
/// <param name="Name">Its name in messages, such as <c>mean absolute error</c>.</param>
/// <param name="ConstantName">What the best model is that says the same of every row, such as <c>the median label</c>.</param>
/// <param name="OfRow">The loss of a prediction and a label.</param>
/// <param name="BestConstant">The prediction that makes the mean loss of rows smallest.</param>
public sealed record RegressionLoss(string Name, string ConstantName, Func<double, double, double> OfRow, Func<LabelledRows, double> BestConstant)
{
    /// <summary>The mean loss of one prediction for all rows, by their weights.</summary>
    public double OfConstant(double prediction, LabelledRows rows) => Of(_ => prediction, rows);

    /// <summary>The mean loss, by the rows' weights.</summary>
    public double Of(IReadOnlyList<double> predictions, LabelledRows rows) => Of(row => predictions[row], rows);

    /// <summary>The mean label, by the rows' weights.</summary>
    public static double Mean(LabelledRows rows)
    {
        var (sum, weight) = (0.0, 0.0);
        for (var row = 0; row < rows.Labels.Length; row++)
        {
            sum += rows.Weight(row) * rows.Labels[row];
            weight += rows.Weight(row);
        }

        return sum / weight;
    }

    /// <summary>The label below which a share of the rows' weight lies.</summary>
    public static double Quantile(LabelledRows rows, double share)
    {
        var order = Enumerable.Range(0, rows.Labels.Length).OrderBy(row => rows.Labels[row]).ToArray();
        var (wanted, reached) = (share * order.Sum(rows.Weight), 0.0);
        foreach (var row in order)
        {
            reached += rows.Weight(row);
            if (reached >= wanted)
            {
                return rows.Labels[row];
            }
        }

        return rows.Labels[order[^1]];
    }

    private double Of(Func<int, double> prediction, LabelledRows rows)
    {
        var (loss, weights) = (0.0, 0.0);
        for (var row = 0; row < rows.Labels.Length; row++)
        {
            loss += rows.Weight(row) * OfRow(prediction(row), rows.Labels[row]);
            weights += rows.Weight(row);
        }

        return loss / weights;
    }
}
