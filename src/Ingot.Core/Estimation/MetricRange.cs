namespace Ingot.Core.Estimation;

/// <summary>What a metric of the catalogue can be.</summary>
internal static class MetricRange
{
    /// <summary>The least and the greatest possible value of a metric.</summary>
    public static (double Least, double Greatest) Of(string metric) => metric switch
    {
        "MCC" => (-1, 1),
        "R2" => (double.NegativeInfinity, 1),
        "LogLoss" or "RMSE" or "MAE" or "MedianAE" or "MAPE" => (0, double.PositiveInfinity),
        _ => (0, 1),
    };
}
