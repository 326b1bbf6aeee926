using Ingot.Core.Monitoring;

namespace Ingot.Pipeline.Tests.Monitor;

public class MonitorHistoryTests
{
    [Fact]
    public void Each_window_leaves_a_file_and_the_same_window_and_history_give_the_same_bytes()
    {
        using var model = new ModelFolder();
        Assert.Equal(StageOutcome.Passed, model.Run(Stage.Prepare, Stage.Train, Stage.Evaluate, Stage.Gate, Stage.Export));
        model.Properties["ModelMonitorHistory"] = "history";
        Week(model, 2, 9);
        Assert.Equal(StageOutcome.Passed, model.Run(Stage.Monitor));
        Assert.Contains("This is the first window of the history", Page(model), StringComparison.Ordinal);

        // The next one, most of whose labels have not come yet.
        Week(model, 9, 16, labelledUntil: 8);
        Assert.Equal(StageOutcome.Passed, model.Run(Stage.Monitor));
        var first = Page(model);
        Assert.Contains("2 windows, from 2 Mar 2026 to 16 Mar 2026.", first, StringComparison.Ordinal);
        Assert.Equal(StageOutcome.Passed, model.Run(Stage.Monitor));
        Assert.Equal(2, Directory.GetFiles(model.File("history/Contoso.Leave")).Length);
        Assert.Equal(first, Page(model));
        Assert.Contains("History: of the last 2 windows, ", File.ReadAllText(model.Output(Stage.Monitor, "Leave.monitor.md")), StringComparison.Ordinal);

        // They have come: the window says what is known now, and what was said before. A damaged file holds nothing up.
        File.WriteAllText(model.File("history/Contoso.Leave/20260101T000000Z-0123456789abcdef.json"), "{");
        Week(model, 9, 16);
        Assert.Equal(StageOutcome.Passed, model.Run(Stage.Monitor));
        Assert.Equal("INGOT8050", Assert.Single(model.Diagnostics.Items, d => d.Code is "INGOT8050" or "INGOT8051" or "INGOT8052").Code);
        Assert.Equal(4, Directory.GetFiles(model.File("history/Contoso.Leave")).Length);
        Assert.Contains("300 labels", Page(model), StringComparison.Ordinal);
        var windows = MonitorHistory.Read(model.File("history"), "Contoso.Leave", model.Diagnostics).Windows();
        Assert.Equal([(2100, 0), (2100, 1)], windows.Select(w => (w.Entry.Labelled, w.Replaced.Count)));
    }

    private static void Week(ModelFolder model, int from, int before, int labelledUntil = int.MaxValue)
    {
        model.Items.RemoveAll(i => i.ToString()!.Contains("served.csv", StringComparison.Ordinal));
        ServedRows.Serve(model, 14, labelledUntil: labelledUntil);
        model.Properties["ModelMonitorFrom"] = $"2026-03-{from:00}";
        model.Properties["ModelMonitorTo"] = $"2026-03-{before:00}";
    }

    private static string Page(ModelFolder model) => File.ReadAllText(model.Output(Stage.Monitor, "Leave.monitor.html"));
}
