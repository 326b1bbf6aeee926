using System.Text.Json;

namespace Ingot.Data.Tests;

public sealed class DataProfileTests : IDisposable
{
    private readonly DataFolder _data = new();

    public void Dispose() => _data.Dispose();

    /// <summary>
    /// NumPy 1.24.2: x = [3, 1.5, 8, 2.25, 9, 7.125, 4]; numpy.quantile(x, q), numpy.mean(x), numpy.std(x, ddof=1).
    /// </summary>
    [Fact]
    public void Numbers_are_those_of_numpy()
    {
        _data.WriteBoth("x,left\n3,a\n1.5,a\n8,b\n,b\n2.25,a\n9,b\n7.125,a\n4,b\n");
        _data.Succeed();
        var x = _data.Profile("training", "x");
        Assert.Equal(1, x.GetProperty("missing").GetInt32());
        Assert.Equal(7, x.GetProperty("distinct").GetInt32());
        Near(1.5, x, "min");
        Near(9, x, "max");
        Near(4.982142857142857, x, "mean");
        Near(3.009038962225394, x, "standardDeviation");
        var quantiles = x.GetProperty("quantiles");
        Near(1.545, quantiles, "0.01");
        Near(1.725, quantiles, "0.05");
        Near(2.625, quantiles, "0.25");
        Near(4.0, quantiles, "0.5");
        Near(7.5625, quantiles, "0.75");
        Near(8.7, quantiles, "0.95");
        Near(8.94, quantiles, "0.99");
    }

    [Fact]
    public void Categories_are_counted_the_frequent_ones_first()
    {
        _data.WriteBoth("plan,left\nb,x\na,x\nb,y\n,y\nc,y\nb,x\na,x\n");
        _data.Succeed();
        var plan = _data.Profile("reference", "plan");
        Assert.Equal((1, 3), (plan.GetProperty("missing").GetInt32(), plan.GetProperty("distinct").GetInt32()));
        Assert.Equal(
            ["b3", "a2", "c1"],
            plan.GetProperty("top").EnumerateArray().Select(t => t.GetProperty("value").GetString() + t.GetProperty("count").GetInt32()));
    }

    [Fact]
    public void Great_numbers_and_empty_columns_have_what_can_be_said_of_them()
    {
        _data.WriteBoth("great,none,left\n1e200,,x\n-1e200,,y\n1e308,,x\n");
        _data.Succeed();
        var great = _data.Profile("training", "great");
        Assert.Equal(1e308, great.GetProperty("max").GetDouble());
        Assert.Equal(1e200, great.GetProperty("quantiles").GetProperty("0.5").GetDouble());
        Assert.Equal(JsonValueKind.Null, great.GetProperty("standardDeviation").ValueKind);
        Assert.Equal(JsonValueKind.Null, _data.Profile("training", "none").GetProperty("min").ValueKind);
    }

    /// <summary>Three times 0.1 is not the sum of three.</summary>
    [Fact]
    public void Equal_numbers_have_that_mean_and_no_deviation()
    {
        _data.WriteBoth("same,one,left\n0.1,,x\n0.1,5,y\n0.1,,x\n");
        _data.Succeed();
        var same = _data.Profile("training", "same");
        Assert.Equal((0.1, 0.0), (same.GetProperty("mean").GetDouble(), same.GetProperty("standardDeviation").GetDouble()));
        Assert.Equal(0.1, same.GetProperty("quantiles").GetProperty("0.95").GetDouble());
        var one = _data.Profile("training", "one");
        Assert.Equal(5, one.GetProperty("mean").GetDouble());
        Assert.Equal(JsonValueKind.Null, one.GetProperty("standardDeviation").ValueKind);
    }

    private static void Near(double expected, JsonElement element, string name) =>
        Assert.Equal(expected, element.GetProperty(name).GetDouble(), 1e-12 * Math.Max(1, Math.Abs(expected)));
}
