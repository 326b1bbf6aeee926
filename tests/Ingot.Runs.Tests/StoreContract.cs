using Ingot.Core.Runs;
using Ingot.Runs.Stores;

namespace Ingot.Runs.Tests;

/// <summary>What every store does, whatever the database.</summary>
internal static class StoreContract
{
    /// <summary>All of it, on an empty store.</summary>
    public static void Holds(IRunStore store)
    {
        ReadsWhatWasSaved(store);
        KeepsWhatPeopleSay(store);
        AnswersQuestions(store);
        MarksKilled(store);
        DeletesWithParts(store);
    }

    private static void ReadsWhatWasSaved(IRunStore store)
    {
        var run = RunSamples.Full();
        store.Save([run], null, RunSamples.Start);
        store.Save([run], null, RunSamples.Start);

        var read = Assert.Single(store.Read(new RunQuery { WithSlices = true }));
        Assert.Equal(run.Parameters.OrderBy(p => p.Key, StringComparer.Ordinal), read.Parameters);
        Assert.Equal(run.Metrics.Select(m => m.ToString()).Order(StringComparer.Ordinal), read.Metrics.Select(m => m.ToString()).Order(StringComparer.Ordinal));
        Assert.Equal(run.Steps, read.Steps);
        Assert.Equal(run.Tags, read.Tags);
        Assert.Equal(run with { Parameters = read.Parameters, Metrics = read.Metrics, Steps = read.Steps, Tags = read.Tags }, read);
        Assert.Equal(3, Assert.Single(store.Read(new RunQuery())).Metrics.Count);
        var head = Assert.Single(store.Read(new RunQuery { WithoutDetails = true }));
        Assert.Equal((0, 0, 3, run.Tags.Count), (head.Parameters.Count, head.Steps.Count, head.Metrics.Count, head.Tags.Count));
    }

    private static void KeepsWhatPeopleSay(IRunStore store)
    {
        var run = RunSamples.Full();
        store.SetNotes(run.Id, "better with\nmore leaves");
        store.Tag(run.Id, ["keep", "keep"], ["baseline", "never there"]);
        store.Save([run with { Tags = [], Notes = null, State = RunState.Failed, Fault = "INGOT2001: …", Parameters = new Dictionary<string, string> { ["Leaves"] = "31" } }], null, RunSamples.Start);

        var read = Assert.Single(store.Read(new RunQuery()));
        Assert.Equal("better with\nmore leaves", read.Notes);
        Assert.Equal(["for Ann", "keep"], read.Tags);
        Assert.Equal((RunState.Failed, "INGOT2001: …"), (read.State, read.Fault));
        Assert.Equal("31", read.Parameters["Leaves"]);
        Assert.Equal("0.05", read.Parameters["LearningRate"]);
        store.SetNotes(run.Id, null);
        Assert.Null(Assert.Single(store.Read(new RunQuery())).Notes);
        Assert.Equal(1, store.Delete([run.Id]));
        Assert.Empty(store.Read(new RunQuery { WithSlices = true }));
    }

    private static void AnswersQuestions(IRunStore store)
    {
        Run[] runs = [RunSamples.Small(1, 0.8), RunSamples.Small(2, 0.9), RunSamples.Small(3, 0.7, "Price", RunState.Failed), RunSamples.Small(4, 0.6, parent: RunSamples.Small(1, 0).Id)];
        store.Save(runs, null, RunSamples.Start);
        store.Tag(runs[1].Id, ["a", "b"], []);
        string[] Ids(RunQuery query) => [.. store.Read(query).Select(r => r.Id)];

        Assert.Equal([runs[3].Id, runs[2].Id, runs[1].Id, runs[0].Id], Ids(new RunQuery()));
        Assert.Equal([runs[2].Id, runs[1].Id, runs[0].Id], Ids(new RunQuery { OnlyWhole = true }));
        Assert.Equal([runs[3].Id], Ids(new RunQuery { Parent = runs[0].Id }));
        Assert.Equal([runs[2].Id], Ids(new RunQuery { Model = "price" }));
        Assert.Equal([runs[2].Id], Ids(new RunQuery { State = RunState.Failed }));
        Assert.Equal([runs[3].Id], Ids(new RunQuery { Kind = RunKind.Trial }));
        Assert.Equal([runs[1].Id], Ids(new RunQuery { Tags = ["A", "b"] }));
        Assert.Empty(Ids(new RunQuery { Tags = ["a", "c"] }));
        Assert.Equal([runs[3].Id, runs[2].Id], Ids(new RunQuery { Since = runs[2].Started }));
        Assert.Equal([runs[1].Id, runs[0].Id], Ids(new RunQuery { Before = runs[2].Started }));
        Assert.Equal([runs[1].Id, runs[0].Id], Ids(new RunQuery { Metrics = [MetricCondition.TryParse("auc >= 0.8")!, MetricCondition.TryParse("LogLoss<1")!] }));
        Assert.Equal([runs[1].Id, runs[0].Id], Ids(new RunQuery { SortBy = "AUC", Limit = 2 }));
        Assert.Equal([runs[1].Id, runs[0].Id, runs[2].Id, runs[3].Id], Ids(new RunQuery { SortBy = "logloss" }));
        Assert.Equal(4, Ids(new RunQuery { SortBy = "Nothing" }).Length);
        Assert.Equal([runs[0].Id], Ids(new RunQuery { Ids = [runs[0].Id, "nobody"] }));
        Assert.Empty(Ids(new RunQuery { Ids = [] }));
        Assert.Equal([runs[1].Id], store.FindIds(runs[1].Id[^8..], 5));
        Assert.Equal(4, store.FindIds("2026", 9).Count);
        Assert.Empty(store.FindIds("%", 9));
    }

    private static void MarksKilled(IRunStore store)
    {
        var (mine, gone, elsewhere) = (RunSamples.Small(11, 0.5, state: RunState.Running), RunSamples.Small(12, 0.5, state: RunState.Running), RunSamples.Small(13, 0.5, state: RunState.Running));
        var now = RunSamples.Start.AddDays(2);
        store.Save([mine], RunOwner.Current, now);
        store.Save([gone], RunOwner.Current with { Started = RunOwner.Current.Started - 1 }, now.AddSeconds(-5));
        store.Save([elsewhere], RunOwner.Current with { Machine = "elsewhere" }, now.AddMinutes(-8));
        bool IsGone(RunOwner? owner, DateTimeOffset seen) => RunOwner.IsGone(owner, seen, now);

        Assert.Equal(1, store.MarkKilled(IsGone));
        Assert.Equal(0, store.MarkKilled(IsGone));
        var killed = Assert.Single(store.Read(new RunQuery { State = RunState.Killed }));
        Assert.Equal((gone.Id, now.AddSeconds(-5)), (killed.Id, killed.Ended));

        now = now.AddMinutes(3);
        store.Beat(mine.Id, now);
        Assert.Equal(1, store.MarkKilled(IsGone));
        Assert.Equal([mine.Id], store.Read(new RunQuery { State = RunState.Running }).Select(r => r.Id));

        // One that was thought to be gone, and was not, says so itself.
        store.Save([elsewhere with { State = RunState.Finished }], RunOwner.Current, now);
        Assert.Equal(RunState.Finished, Assert.Single(store.Read(new RunQuery { Ids = [elsewhere.Id] })).State);
    }

    private static void DeletesWithParts(IRunStore store)
    {
        Assert.Equal(2, store.Delete([RunSamples.Small(1, 0).Id]));
        Assert.Equal(0, store.Delete([RunSamples.Small(1, 0).Id]));
        Assert.Empty(store.Read(new RunQuery { Kind = RunKind.Trial }));
    }
}
