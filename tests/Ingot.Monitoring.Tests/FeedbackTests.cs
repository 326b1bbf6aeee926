using System.Reflection;
using Contoso.Applications;
using Ingot.Core.Tables;
using Ingot.Monitoring.History;
using Ingot.Monitoring.Predictions;

namespace Ingot.Monitoring.Tests;

public sealed class FeedbackTests : IDisposable
{
    private readonly LogFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Late_labels_find_their_rows_by_id_and_row()
    {
        await using (var log = _folder.Open())
        {
            var model = LogFolder.Churn(log);
            model.TryAdd(LogFolder.Entry(1, rows: 2));
            model.TryAdd(LogFolder.Entry(2));
            await log.RollAsync();
            _folder.Clock.Advance(TimeSpan.FromDays(40));
            model.TryAdd(new FeedbackEntry { Id = "r1", Row = 1, Label = "Yes" });
        }

        var table = _folder.History.Table(HistoryFilter.All, ["ingot_id", "ingot_row", "ingot_label", "ingot_labelled"]);
        Assert.Equal([null, "Yes", null], Labels(table));
        Assert.Equal(LogFolder.Noon.AddDays(40).ToUnixTimeMilliseconds() * 1000, ((DateColumn)table["ingot_labelled"]).Values[1]);
        Assert.Equal(new FeedbackSummary(3, 1, 1, 0, 0), _folder.History.Feedback(HistoryFilter.All));
    }

    [Fact]
    public async Task The_last_label_counts_even_among_those_of_one_instant_and_one_file()
    {
        await using (var log = _folder.Open())
        {
            var model = LogFolder.Churn(log);
            model.TryAdd(LogFolder.Entry(1));
            foreach (var label in new[] { "Yes", "No", "Yes", "No" })
            {
                model.TryAdd(new FeedbackEntry { Id = "r1", Label = label });
            }
        }

        Assert.Equal(["No"], Labels(_folder.History.Table(HistoryFilter.All)));
        Assert.Equal(new FeedbackSummary(1, 1, 1, 3, 0), _folder.History.Feedback(HistoryFilter.All));

        _folder.Clock.Advance(TimeSpan.FromMinutes(1));
        await using (var log = _folder.Open())
        {
            LogFolder.Churn(log).TryAdd(new FeedbackEntry { Id = "r1", Label = "Yes" });
        }

        Assert.Equal(["Yes"], Labels(_folder.History.Table(HistoryFilter.All)));
        Assert.Equal(new FeedbackSummary(1, 1, 1, 4, 0), _folder.History.Feedback(HistoryFilter.All));
    }

    /// <summary>Nobody knows which of two processes was later in one instant: it is always the same one, whichever file is read first.</summary>
    [Fact]
    public async Task Of_two_processes_at_one_instant_the_one_that_added_more_counts_and_then_the_later_one()
    {
        await using (var first = _folder.Open())
        {
            _folder.Clock.Advance(TimeSpan.FromSeconds(1));
            await using var second = _folder.Open();
            var (one, two) = (LogFolder.Churn(first), LogFolder.Churn(second));
            one.TryAdd(LogFolder.Entry(1));
            one.TryAdd(LogFolder.Entry(2));

            // By their places in each process: Yes 1, No 2, and Yes 1 of the later one; then a tie.
            one.TryAdd(new FeedbackEntry { Id = "r1", Label = "Yes" });
            one.TryAdd(new FeedbackEntry { Id = "r1", Label = "No" });
            two.TryAdd(new FeedbackEntry { Id = "r1", Label = "Yes" });
            one.TryAdd(new FeedbackEntry { Id = "r2", Label = "No" });
            two.TryAdd(new FeedbackEntry { Id = "r9", Label = "No" });
            two.TryAdd(new FeedbackEntry { Id = "r2", Label = "Yes" });
        }

        Assert.Equal(["No", "Yes"], Labels(_folder.History.Table(HistoryFilter.All)));
        Assert.Equal(new FeedbackSummary(2, 2, 3, 3, 1), _folder.History.Feedback(HistoryFilter.All));
    }

    /// <summary>The example of the page.</summary>
    [Fact]
    public async Task An_application_reads_rows_as_it_reads_those_of_a_database()
    {
        await using (var log = _folder.Open())
        {
            var model = LogFolder.Churn(log);
            for (var number = 1; number <= 4; number++)
            {
                model.TryAdd(LogFolder.Entry(number));
                model.TryAdd(new FeedbackEntry { Id = $"r{number}", Label = number == 4 ? null : "Yes" });
            }
        }

        Assert.Equal(1.0 / 3, LabelledRows.Accuracy(_folder.Path, LogFolder.Package, LogFolder.Noon));
        Assert.Throws<ArgumentException>(() => _folder.History.Joined(HistoryFilter.All, ["nothing"]).Count());
    }

    /// <summary>What an application needs of the history is of .NET or of the history's own: no type of Ingot's inner rooms, and none of DuckDB's.</summary>
    [Fact]
    public void The_history_shows_no_types_of_inner_rooms()
    {
        var shown = typeof(PredictionHistory).Assembly.GetExportedTypes().Where(t => t.Namespace == typeof(PredictionHistory).Namespace)
            .SelectMany(t => t.GetMembers().SelectMany(m => m switch
            {
                MethodInfo method => method.GetParameters().Select(p => p.ParameterType).Append(method.ReturnType),
                PropertyInfo property => [property.PropertyType],
                ConstructorInfo constructor => constructor.GetParameters().Select(p => p.ParameterType),
                _ => Enumerable.Empty<Type>(),
            }))
            .SelectMany(t => t.GetGenericArguments().Append(t)).Select(t => t.Namespace!).Distinct().Order(StringComparer.Ordinal);

        Assert.Equal(["Ingot.Monitoring.History", "System", "System.Collections.Generic", "System.Data"], shown);
    }

    [Fact]
    public async Task A_label_whose_prediction_is_not_known_yet_is_kept_until_it_is()
    {
        await using (var log = _folder.Open())
        {
            LogFolder.Churn(log).TryAdd(new FeedbackEntry { Id = "r1", Label = "Yes" });
        }

        Assert.Empty(_folder.History.Joined(HistoryFilter.All));
        Assert.Equal(new FeedbackSummary(0, 0, 1, 0, 1), _folder.History.Feedback(HistoryFilter.All));

        // By another version: the label is of the row, not of who predicted it.
        await using (var log = _folder.Open())
        {
            LogFolder.Churn(log, "2.0.0").TryAdd(LogFolder.Entry(1));
        }

        Assert.Equal(["Yes"], Labels(_folder.History.Table(HistoryFilter.All)));
        Assert.Equal(new FeedbackSummary(1, 1, 1, 0, 0), _folder.History.Feedback(HistoryFilter.All));
    }

    [Fact]
    public async Task Values_of_a_regression_keep_all_their_digits()
    {
        await using (var log = _folder.Open())
        {
            var model = LogFolder.Churn(log);
            model.TryAdd(LogFolder.Entry(1));
            model.TryAdd(LogFolder.Entry(2));
            model.TryAdd(new FeedbackEntry { Id = "r1", Value = 0.1 + 0.2 });
        }

        Assert.Equal([0.1 + 0.2, double.NaN], ((NumberColumn)_folder.History.Table(HistoryFilter.All)["ingot_label_value"]).Values);
    }

    [Fact]
    public void A_log_without_files_has_no_predictions_and_no_labels()
    {
        Assert.Empty(_folder.History.Joined(HistoryFilter.All));
        Assert.Empty(_folder.History.Versions());
        Assert.Empty(PredictionHistory.Packages(_folder.Path));
        Assert.Equal(new FeedbackSummary(0, 0, 0, 0, 0), _folder.History.Feedback(HistoryFilter.All));
    }

    private static IEnumerable<string?> Labels(Table table) => Enumerable.Range(0, table.Rows).Select(r => ((StringColumn)table["ingot_label"])[r]);
}
