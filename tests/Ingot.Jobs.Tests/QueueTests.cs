using Ingot.Core.Diagnostics;
using Ingot.Jobs.Queues;
using Ingot.Jobs.Schedulers;
using Ingot.Jobs.Workers;
using Ingot.Tests.Shared;

namespace Ingot.Jobs.Tests;

/// <summary>What is asked of a queue is done once, by workers that come and go.</summary>
public sealed class QueueTests : IDisposable
{
    // Answers what is open, the way a worker does, without claims.
    private const string AnswerAll = "for u in queue/open/*; do [ -e \"$u\" ] && n=${u##*/} && echo x >> done.txt && echo \"$0 $n\" > t && mv t queue/units/$n/answer.json; done";

    private readonly string _root = Directory.CreateTempSubdirectory("ingot-jobs-").FullName;
    private readonly List<Diagnostic> _diagnostics = [];
    private readonly QueueFolder _queue;

    public QueueTests() => _queue = new QueueFolder(Path.Combine(_root, "queue"));

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void What_is_asked_twice_is_one_unit_and_its_first_answer_stands()
    {
        var unit = _queue.Ask("how much?");
        Assert.Equal(unit, _queue.Ask("how much?"));
        Assert.NotEqual(unit, _queue.Ask("how many?"));
        Assert.Equal(2, _queue.Open.Count);
        Assert.Equal("how much?", unit.Request);

        unit.Keep("7");
        unit.Keep("8");
        _queue.Close(unit);

        Assert.Equal("7", _queue.Ask("how much?").Answer);
        Assert.Equal("how many?", Assert.Single(_queue.Open).Request);
    }

    [Fact]
    public async Task Two_workers_do_each_unit_once_and_go_when_they_may()
    {
        var crew = OpenCrew();
        var units = Enumerable.Range(0, 12).Select(i => _queue.Ask($"{i}")).ToList();
        var calls = 0;
        using var both = new Barrier(2);
        string Work(QueuedUnit unit, CancellationToken stop)
        {
            // The first two are done at the same time, or never.
            if (Interlocked.Increment(ref calls) <= 2)
            {
                Assert.True(both.SignalAndWait(Waiting.Patience, stop));
            }

            return unit.Request + "!";
        }

        var workers = Task.WhenAll(Enumerable.Range(0, 2).Select(_ => new QueueWorker(crew, TimeProvider.System).RunAsync(Work, "lost", CancellationToken.None)));
        await Waiting.UntilAsync(() => units.TrueForAll(u => u.Answer is not null));
        crew.Close();
        await Waiting.ForAsync(workers);

        Assert.Equal(12, calls);
        Assert.Equal(units.Select(u => u.Request + "!"), units.Select(u => u.Answer));
        Assert.All(units, u => Assert.False(File.Exists(u.ClaimFile)));
    }

    [Fact]
    public async Task A_unit_with_which_workers_die_is_lost_after_its_attempts_and_others_are_done()
    {
        var crew = OpenCrew();
        var deadly = _queue.Ask("deadly");
        for (var i = 0; i < crew.Batch.Content.MaxAttempts; i++)
        {
            // A process that is not there any more had it.
            deadly.Begin();
            await File.WriteAllTextAsync(deadly.ClaimFile, $"{OwnMachine.Name} {int.MaxValue} {Guid.NewGuid():N}\n0\n");
        }

        var worker = new QueueWorker(crew, TimeProvider.System).RunAsync((u, _) => u.Request, "lost", CancellationToken.None);
        var other = _queue.Ask("other");
        await Waiting.UntilAsync(() => deadly.Answer is not null && other.Answer is not null);
        crew.Close();
        await Waiting.ForAsync(worker);
        Assert.Equal(("lost", "other"), (deadly.Answer, other.Answer));
    }

    [Fact]
    public async Task A_worker_goes_when_the_one_who_asked_has_died()
    {
        var crew = OpenCrew();
        await File.WriteAllTextAsync(crew.AskerFile, $"{OwnMachine.Name} {int.MaxValue} {Guid.NewGuid():N}\n0\n");
        await Waiting.ForAsync(new QueueWorker(crew, TimeProvider.System).RunAsync((u, _) => u.Request, "lost", CancellationToken.None));
        Assert.False(crew.IsClosed);

        // Whoever asks again has the same crew, which may be working elsewhere.
        var (found, isResumed) = CrewFolder.Open(_queue, _root, 2, _ => ["true"], 3);
        Assert.True(isResumed);
        Assert.Equal(crew.Batch.Content.Key, found.Batch.Content.Key);
        found.Close();
        Assert.False(CrewFolder.Open(_queue, _root, 2, _ => ["true"], 3).IsResumed);
    }

    [UnixFact]
    public async Task Workers_that_end_without_being_told_to_are_started_anew()
    {
        await using var local = new LocalScheduler(ShellUnits.Worker("a", TimeProvider.System), 2);
        await using (var crew = Start(local, 1, "sleep 0.2; " + AnswerAll))
        {
            foreach (var request in (string[])["1", "2", "3", "1"])
            {
                Assert.NotEmpty(await crew.AskAsync(request, CancellationToken.None));
            }
        }

        Assert.Equal("x\nx\nx\n", await File.ReadAllTextAsync(Path.Combine(_root, "done.txt")));
        Assert.Empty(_diagnostics);
    }

    [UnixFact]
    public async Task Workers_that_end_without_doing_anything_are_told_with_what_they_said()
    {
        await using var local = new LocalScheduler(ShellUnits.Worker("a", TimeProvider.System), 2);
        await using var crew = Start(local, 2, "echo no such disk >&2; exit 2");
        var error = await Assert.ThrowsAsync<IngotException>(() => crew.AskAsync("1", CancellationToken.None));
        Assert.Equal("INGOT9307", error.Diagnostic.Code);
        Assert.Contains("exit code 2", error.Diagnostic.Message, StringComparison.Ordinal);
        Assert.Contains("no such disk", error.Diagnostic.Message, StringComparison.Ordinal);
    }

    [UnixFact]
    public async Task What_a_person_stops_has_not_begun()
    {
        await using var local = new LocalScheduler(ShellUnits.Worker("a", TimeProvider.System), 1);
        var unit = _queue.Ask("1");
        using var stop = new CancellationTokenSource();
        await using (var crew = Start(local, 1, "sleep 600"))
        {
            var asked = crew.AskAsync("1", stop.Token);
            unit.Begin();
            await stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        }

        Assert.Equal(0, unit.Attempts);
    }

    private Crew Start(IScheduler scheduler, int workers, string script) =>
        Crew.Start(_queue, new CrewPlan(scheduler, _root, workers, crew => [script, "sh"], 3), TimeProvider.System, new Sink(_diagnostics));

    private CrewFolder OpenCrew()
    {
        var (crew, isResumed) = CrewFolder.Open(_queue, _root, 2, _ => ["true"], 3);
        Assert.False(isResumed);
        File.WriteAllText(crew.AskerFile, $"{OwnMachine.Name} {Environment.ProcessId} x\n0\n");
        return crew;
    }

    private sealed class Sink(List<Diagnostic> into) : IDiagnosticSink
    {
        public void Report(Diagnostic diagnostic) => into.Add(diagnostic);
    }
}
