using Ingot.Core.Metrics;
using Ingot.Core.Schemas;

namespace Ingot.Core.Tests.Metrics;

public class MainMetricTests
{
    public static TheoryData<ModelTask> Tasks => [.. Enum.GetValues<ModelTask>()];

    [Theory]
    [MemberData(nameof(Tasks))]
    public void Whatever_is_chosen_is_a_metric_of_the_task_and_of_rows(ModelTask task)
    {
        // No row of a ranking has a loss of its own, and what NDCG is of any order hangs on the data.
        List<string> chosen = [MainMetric.NameOf(task), .. MainMetric.KeyFigures(task), .. MainMetric.AgainstConstant(task)];
        if (task != ModelTask.Ranking)
        {
            chosen.Add(MainMetric.AgainstChance(task));
            chosen.AddRange(MainMetric.OfRows(task) is { } mean ? [mean] : []);
        }

        Assert.All(chosen, name => Assert.Equal(MetricScope.Rows, MetricCatalog.Find(name, task)?.Scope));
    }

    [Theory]
    [MemberData(nameof(Tasks))]
    public void The_first_number_of_a_model_is_among_those_that_a_reader_sees_first(ModelTask task) =>
        Assert.Contains(MainMetric.NameOf(task), MainMetric.KeyFigures(task));
}
