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
    public void Of_very_many_runs_a_page_has_the_first_and_says_so()
    {
        var html = RunBoard.ToHtml([.. Enumerable.Range(0, 2500).Select(i => Of(2500 - i, i / 2500.0)), .. Enumerable.Range(0, 30).Select(i => Of(i, 0.5) with { Model = "Small" })], NoTrials);
        Assert.Contains("The first 1,000 of 2,500 runs: a page with all would be slow.", html, StringComparison.Ordinal);
        Assert.Equal(1030, Regex.Count(html, "data-v="));
        Assert.Single(Regex.Matches(html, ">These runs<"));
        Assert.Single(Regex.Matches(html, ">All runs<"));
    }

    [Fact]
    public void In_another_order_than_that_of_time_the_times_are_right()
    {
        var html = RunBoard.ToHtml([Of(3, 0.9), Of(9, 0.8), Of(1, 0.7)], NoTrials);
        Assert.Contains("3 runs from 2026-03-04 05:01 to 2026-03-04 05:09 (UTC)", html, StringComparison.Ordinal);
        Assert.Contains("3 runs, from 0.7 to 0.8.", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Searches_are_no_part_of_what_is_compared()
    {
        var search = Of(9, 0.99) with { Kind = RunKind.Search, Parameters = new Dictionary<string, string> { ["Search.Name"] = "a" } };
        var html = RunBoard.ToHtml([search, search with { Id = "r8", Parameters = new Dictionary<string, string> { ["Search.Name"] = "b" } }, Of(2, 0.8), Of(1, 0.7)], NoTrials);
        Assert.DoesNotContain("Search.Name", html, StringComparison.Ordinal);
        Assert.Contains("2 runs, from 0.7 to 0.8.", html, StringComparison.Ordinal);
        Assert.Contains("class=\"best\" title=\"95 % interval 0.7900 to 0.8100\">0.8000", html, StringComparison.Ordinal);
        Assert.Contains("0.9900", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_very_many_searches_the_first_have_their_trials()
    {
        Run[] searches = [.. Enumerable.Range(0, 25).Select(i => Of(25 - i, 0.5) with { Kind = RunKind.Search })];
        var html = RunBoard.ToHtml(searches, searches.ToDictionary(s => s.Id, IReadOnlyList<Run> (_) => [Of(1, 0.5)]));
        Assert.Equal(20, Regex.Count(html, "id=\"search-\\d+\""));
        Assert.Contains("The trials of the first 20 searches are here;", html, StringComparison.Ordinal);
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
        Started = new DateTimeOffset(2026, 3, 4, 5, 0, 0, TimeSpan.Zero).AddMinutes(number),
        Ended = new DateTimeOffset(2026, 3, 4, 5, 0, 9, TimeSpan.Zero).AddMinutes(number),
        Parameters = new Dictionary<string, string> { ["Leaves"] = $"{number + 4}" },
        Metrics = [new RunMetric { Name = "AUC", Value = auc, Low = auc - 0.01, High = auc + 0.01, HigherIsBetter = true }],
    };
}
