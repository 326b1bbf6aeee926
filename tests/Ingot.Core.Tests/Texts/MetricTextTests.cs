using Ingot.Core.Metrics;
using Ingot.Core.Schemas;
using Ingot.Core.Texts;

namespace Ingot.Core.Tests.Texts;

public class MetricTextTests
{
    [Theory]
    [InlineData(new[] { 0.5, 0.00004, 1 }, new[] { "0.5000", "0.0000", "1.0000" })]
    [InlineData(new[] { 9.5, 10.25, 0.127 }, new[] { "9.50", "10.25", "0.13" })]
    [InlineData(new[] { 12.0, 1234.5 }, new[] { "12.00", "1,234.50" })]
    [InlineData(new[] { 0.0005, 0.00012 }, new[] { "0.000500", "0.000120" })]
    [InlineData(new[] { 25_000.4, -3.2, -0.2 }, new[] { "25,000", "-3", "0" })]
    [InlineData(new[] { 0.0, 0.0 }, new[] { "0.0000", "0.0000" })]
    [InlineData(new[] { double.NaN, 12 }, new[] { "", "12.00" })]
    public void A_column_has_the_decimals_of_its_greatest_number(double[] column, string[] expected)
    {
        var greatest = MetricText.Greatest(column);

        Assert.Equal(expected, column.Select(v => MetricText.Number(v, greatest)));
    }

    [Fact]
    public void A_value_has_the_decimals_of_its_interval()
    {
        var metric = new MetricResult { Name = "RMSE", Value = 9.5, Low = 8.25, High = 11.5, Rows = 100 };

        Assert.Equal(("9.50", "8.25 to 11.50"), (MetricText.Value(metric, ModelTask.Regression), MetricText.Interval(metric, ModelTask.Regression)));
    }

    [Theory]
    [InlineData("Latency.P99", 0.0205, "20.500 ms")]
    [InlineData("Latency.P50", 0.000_123_4, "0.123 ms")]
    [InlineData("Size", 84_900, "84,900 bytes")]
    [InlineData("Throughput", 61_234.5, "61,234 a second")]
    public void Units_have_decimals_of_their_own(string metric, double value, string expected) =>
        Assert.Equal(expected, MetricText.InUnit(value, metric, ModelTask.BinaryClassification));

    [Fact]
    public void Numbers_that_give_an_impression_have_as_many_decimals_as_the_one_that_needs_most()
    {
        double[] beside = [18.25, 70.35, 115];

        Assert.Equal(["18.25", "70.35", "115.00"], beside.Select(v => MetricText.Compact(v, beside)));
        Assert.Equal(["1", "29"], new[] { 1.0, 29 }.Select(v => MetricText.Compact(v, 1, 29)));
        Assert.Equal("1.5E+09", MetricText.Compact(1.5e9, 0.25));
    }
}
