using Ingot.Core.Metrics;
using Ingot.Core.Schemas;
using Ingot.Pipeline.Gate;

namespace Ingot.Pipeline.Tests;

public class GateLineTests
{
    [Theory]
    [InlineData("RMSE", 0.4567, "Max=\"0.46\"")]
    [InlineData("RMSE", 12345, "Max=\"13000\"")]
    [InlineData("RMSE", 0.00000123, "Max=\"0.0000013\"")]
    [InlineData("RMSE", 1.234e31, "Max=\"1.3E+31\"")]
    [InlineData("RMSE", 3.21e-13, "Max=\"3.3E-13\"")]
    [InlineData("R2", -4.53e40, "Min=\"-4.6E+40\"")]
    [InlineData("RMSE", 0, "Max=\"0\"")]
    public void It_names_a_number_of_any_size_that_a_gate_reads_and_the_model_passes(string metric, double value, string expected)
    {
        var line = GateLine.Of(Report(metric, value), metric);

        Assert.Equal($"<Gate Include=\"{metric}\" {expected} />", line);
        Assert.True(double.TryParse(expected.Split('"')[1], System.Globalization.CultureInfo.InvariantCulture, out var limit));
        Assert.True(metric == "R2" ? value >= limit : value <= limit);
    }

    [Fact]
    public void A_number_without_one_above_it_gives_no_line() => Assert.Null(GateLine.Of(Report("RMSE", double.MaxValue), "RMSE"));

    /// <summary>A gate that nobody can fail is an error, so it is not offered.</summary>
    [Fact]
    public void A_model_that_is_as_bad_as_can_be_gives_no_line() => Assert.Null(GateLine.Of(Report("Recall", 0) with { Task = ModelTask.BinaryClassification }, "Recall"));

    private static MetricsReport Report(string metric, double value) => new()
    {
        Model = "Leave",
        Version = "1.0.0",
        Task = ModelTask.Regression,
        OnnxSha256 = "cc33",
        ReferenceRows = 100,
        Metrics = [new MetricResult { Name = metric, Value = value, Low = value, High = value, Rows = 100 }],
    };
}
