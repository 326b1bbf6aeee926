using Ingot.Core.Metrics;

namespace Ingot.Core.Tests.Metrics;

public class MetricNeedsTests
{
    [Theory]
    [InlineData("AUC", "rows of both classes")]
    [InlineData("MacroAUC", "rows of every class")]
    [InlineData("Recall[rare]", "rows of the class rare")]
    [InlineData("Precision", "rows that are predicted positive")]
    [InlineData("R2", "true values that differ")]
    [InlineData("LogLoss", "rows with finite predictions")]
    public void What_an_undefined_metric_lacks(string metric, string needs) => Assert.Equal(needs, MetricCatalog.Needs(metric));
}
