using System.Text.RegularExpressions;
using Ingot.Core.Runs;
using Ingot.Core.Schemas;
using Ingot.Reports.Runs;

namespace Ingot.Reports.Tests.Runs;

public class RunBoardTests
{
    private static readonly Dictionary<string, IReadOnlyList<Run>> NoTrials = [];

    [Fact]
    public void Nothing_of_the_runs_is_markup()
    {
        const string hostile = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\"'&\u202e";
        Run[] runs =
        [
            .. Enumerable.Range(0, 3).Select(i => Of(i, 0.8 + (i / 100.0)) with
            {
                Model = hostile, Notes = hostile, Tags = [hostile], Fault = hostile, State = RunState.Failed, Parameters = new Dictionary<string, string> { [hostile] = hostile + i, ["Leaves"] = "4" },
            }),
        ];
        var html = RunBoard.ToHtml(runs, NoTrials);
        Assert.Single(Regex.Matches(html, "<script"));
        Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
        Assert.Contains("script-src &#x27;sha256-", html, StringComparison.Ordinal);
    }

    [Fact]
    public void The_best_value_stands_out_and_cells_sort_by_what_was_measured()
    {
        var html = RunBoard.ToHtml([Of(2, 0.81234567), Of(1, 0.9), Of(0, 0.7)], NoTrials);
        Assert.Contains("data-v=\"0.81234567\"", html, StringComparison.Ordinal);
        Assert.Contains("<span class=\"best\" title=\"95 % interval 0.8900 to 0.9100\">0.9000</span>", html, StringComparison.Ordinal);
        Assert.Contains("AUC over time", html, StringComparison.Ordinal);
        Assert.Contains("Parameters and AUC", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_search_has_its_trials()
    {
        var search = Of(0, double.NaN) with { Kind = RunKind.Search, Metrics = [] };
        var html = RunBoard.ToHtml([search], new Dictionary<string, IReadOnlyList<Run>> { [search.Id] = [Of(2, 0.8), Of(1, double.NaN)] });
        Assert.Contains("AUC trial by trial", html, StringComparison.Ordinal);
        Assert.Contains("1 of 2 trials have no value.", html, StringComparison.Ordinal);
    }

    [Fact]
    public void No_runs_are_a_page_too() => Assert.Contains("No run was chosen.", RunBoard.ToHtml([], NoTrials), StringComparison.Ordinal);

    private static Run Of(int number, double auc) => new()
    {
        Id = $"r{number}",
        Kind = RunKind.Build,
        State = RunState.Finished,
        Model = "Churn",
        Task = ModelTask.BinaryClassification,
        Started = new DateTimeOffset(2026, 3, 4, 5, number, 0, TimeSpan.Zero),
        Ended = new DateTimeOffset(2026, 3, 4, 5, number, 9, TimeSpan.Zero),
        Parameters = new Dictionary<string, string> { ["Leaves"] = $"{number + 4}" },
        Metrics = [new RunMetric { Name = "AUC", Value = auc, Low = auc - 0.01, High = auc + 0.01, HigherIsBetter = true }],
    };
}
