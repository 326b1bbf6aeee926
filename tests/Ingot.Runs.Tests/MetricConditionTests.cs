using Ingot.Runs.Stores;

namespace Ingot.Runs.Tests;

public class MetricConditionTests
{
    [Theory]
    [InlineData("AUC>=0.84", "AUC", ">=", 0.84)]
    [InlineData(" Recall[T] < 1e-3", "Recall[T]", "<", 0.001)]
    [InlineData("RMSE<=2", "RMSE", "<=", 2)]
    [InlineData("R2=-1", "R2", "=", -1)]
    public void Reads_conditions(string text, string name, string sign, double value) =>
        Assert.Equal(new MetricCondition(name, sign, value), MetricCondition.TryParse(text));

    [Theory]
    [InlineData("")]
    [InlineData("AUC")]
    [InlineData(">1")]
    [InlineData("AUC>")]
    [InlineData("AUC>0,5")]
    [InlineData("AUC=>1")]
    [InlineData("AUC>NaN")]
    [InlineData("AUC<1; DROP TABLE runs")]
    public void Refuses_what_is_none(string text) => Assert.Null(MetricCondition.TryParse(text));
}
