using System.Diagnostics;
using Ingot.Core.Diagnostics;
using Ingot.Jobs.Batches;
using Ingot.Jobs.Schedulers;
using Ingot.Tests.Shared;
using k8s;
using k8s.Models;

namespace Ingot.Jobs.Tests;

/// <summary>Batches on the part of Kubernetes' API that is used: one Indexed Job a submission.</summary>
public sealed class KubernetesTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("ingot-jobs-").FullName;
    private readonly List<Diagnostic> _diagnostics = [];

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [UnixFact]
    public async Task Units_are_done_each_once_by_one_Indexed_Job()
    {
        await using var server = await KubernetesServer.StartAsync(ShellUnits.Program);
        using var batch = ShellUnits.Open(_root, "echo 0 >> done.txt", "echo 1 >> done.txt; exit 1", "echo 2 >> done.txt; exit 2");
        await RunAsync(server, batch.Folder);
        Assert.Equal([0, 1, 2], batch.Folder.Units.Select(u => u.Result!.ExitCode));
        Assert.Equal(["0", "1", "2"], (await File.ReadAllLinesAsync(Path.Combine(_root, "done.txt"))).Order(StringComparer.Ordinal));
        var job = Assert.Single(server.Made);
        Assert.Equal(3, (int)job["spec"]!["completions"]!);
        Assert.Equal(2, (int)job["spec"]!["backoffLimitPerIndex"]!);
        Assert.Equal("4Gi", (string?)job["spec"]!["template"]!["spec"]!["containers"]![0]!["resources"]!["limits"]!["memory"]);
        Assert.Equal(_root, (string?)job["spec"]!["template"]!["spec"]!["containers"]![0]!["volumeMounts"]![0]!["mountPath"]);
        Assert.Empty(_diagnostics);
    }

    [UnixFact]
    public async Task A_pod_that_is_lost_is_repeated_by_the_Job_itself()
    {
        await using var server = await KubernetesServer.StartAsync(ShellUnits.Program);
        server.Pod = (_, attempt) => attempt == 0 ? 137 : null;
        using var batch = ShellUnits.Open(_root, "true");
        await RunAsync(server, batch.Folder);
        Assert.Equal(0, batch.Folder.Units[0].Result!.ExitCode);
        Assert.Single(server.Made);
    }

    [UnixFact]
    public async Task An_index_that_failed_as_often_as_it_may_ends_with_the_reason_of_its_last_pod()
    {
        await using var server = await KubernetesServer.StartAsync(ShellUnits.Program);
        server.Pod = (_, _) => 137;
        using var batch = ShellUnits.Open(_root, "true");
        await RunAsync(server, batch.Folder);
        Assert.Equal(new LostUnit("INGOT9303", "kubernetes ended it: OOMKilled, exit code 137"), batch.Folder.Units[0].Result!.Lost);
    }

    [UnixFact]
    public async Task A_Job_that_somebody_deletes_is_handed_over_again()
    {
        await using var server = await KubernetesServer.StartAsync(ShellUnits.Program);
        using var batch = ShellUnits.Open(_root, "echo x >> at.txt; while [ ! -e go ]; do sleep 0.05; done");
        var run = RunAsync(server, batch.Folder);
        await Waiting.UntilAsync(() => File.Exists(Path.Combine(_root, "at.txt")));
        using var scheduler = Scheduler(server);
        await scheduler.CancelAsync(batch.Folder.Submissions[0]);
        await scheduler.CancelAsync(batch.Folder.Submissions[0]);
        await Waiting.UntilAsync(() => server.Made.Count == 2);
        await File.WriteAllTextAsync(Path.Combine(_root, "go"), string.Empty);
        await Waiting.ForAsync(run);
        Assert.Equal("x\n", await File.ReadAllTextAsync(Path.Combine(_root, "at.txt")));
        Assert.Equal("INGOT9304", _diagnostics[0].Descriptor.Code);
    }

    [Fact]
    public async Task A_Job_that_was_made_by_a_process_that_died_before_the_answer_is_taken_as_made()
    {
        await using var server = await KubernetesServer.StartAsync(ShellUnits.Program);
        server.Pod = (_, _) => 0;
        using var batch = ShellUnits.Open(_root, "true");
        using var scheduler = Scheduler(server);
        var submission = batch.Folder.Submit(scheduler.Name, [0]);
        Assert.Equal(submission.Content.Name, await scheduler.SubmitAsync(batch.Folder, submission, CancellationToken.None));
        Assert.Equal(submission.Content.Name, await scheduler.SubmitAsync(batch.Folder, submission, CancellationToken.None));
        Assert.Single(server.Made);
    }

    [Fact]
    public async Task What_the_cluster_refuses_is_told_with_its_own_words()
    {
        await using var server = await KubernetesServer.StartAsync(ShellUnits.Program);
        using var batch = ShellUnits.Open(_root, "true");
        using var scheduler = Scheduler(server, claim: null!);
        var error = await Assert.ThrowsAsync<IngotException>(() => scheduler.SubmitAsync(batch.Folder, batch.Folder.Submit(scheduler.Name, [0]), CancellationToken.None));
        Assert.Equal("INGOT9301", error.Diagnostic.Descriptor.Code);
        Assert.Contains("422", error.Diagnostic.Message, StringComparison.Ordinal);
        Assert.Contains("claimName: Required value", error.Diagnostic.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cluster_that_is_away_is_told_when_work_is_handed_over_and_says_nothing_of_units()
    {
        string address;
        await using (var server = await KubernetesServer.StartAsync(ShellUnits.Program))
        {
            address = server.Address;
        }

        using var batch = ShellUnits.Open(_root, "true");
        using var scheduler = new KubernetesScheduler(new KubernetesClientConfiguration { Host = address }, new KubernetesPlace("models", "i", "c", _root), 0);
        var submission = batch.Folder.Submit(scheduler.Name, [0]);
        Assert.Equal("INGOT9301", (await Assert.ThrowsAsync<IngotException>(() => scheduler.SubmitAsync(batch.Folder, submission, CancellationToken.None))).Diagnostic.Descriptor.Code);
        Assert.Null(await scheduler.StatesAsync(submission, CancellationToken.None));
    }

    [Fact]
    public async Task A_cluster_that_does_not_answer_in_time_says_nothing_of_units_and_ends_nothing()
    {
        await using var server = await KubernetesServer.StartAsync(ShellUnits.Program);
        server.Hangs = true;
        using var batch = ShellUnits.Open(_root, "true");
        using var scheduler = new KubernetesScheduler(
            new KubernetesClientConfiguration { Host = server.Address, HttpClientTimeout = TimeSpan.FromMilliseconds(100) }, new KubernetesPlace("models", "i", "c", _root), 0);
        var submission = batch.Folder.Submit(scheduler.Name, [0]);
        Assert.Null(await scheduler.StatesAsync(submission, CancellationToken.None));
        Assert.Equal("INGOT9301", (await Assert.ThrowsAsync<IngotException>(() => scheduler.SubmitAsync(batch.Folder, submission, CancellationToken.None))).Diagnostic.Code);
        Assert.Equal("INGOT9301", (await Assert.ThrowsAsync<IngotException>(() => scheduler.CancelAsync(submission))).Diagnostic.Code);
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => scheduler.StatesAsync(submission, stop.Token));
    }

    [UnixFact]
    public async Task Two_clones_that_build_the_same_do_it_each_for_itself()
    {
        await using var server = await KubernetesServer.StartAsync(ShellUnits.Program);
        Assert.EndsWith("/one\n", await BuildAsync("one"), StringComparison.Ordinal);
        Assert.EndsWith("/other\n", await BuildAsync("other"), StringComparison.Ordinal);
        Assert.Equal(2, server.Made.Count);
        Assert.Empty(_diagnostics);

        async Task<string?> BuildAsync(string clone)
        {
            var root = Directory.CreateDirectory(Path.Combine(_root, clone)).FullName;
            using var batch = ShellUnits.Open(root, "pwd");
            await RunAsync(server, batch.Folder);
            return batch.Folder.Units[0].Output;
        }
    }

    [Fact]
    public void Pods_have_the_packages_of_the_shared_disk_and_nothing_of_the_cluster()
    {
        using var batch = ShellUnits.Open(_root, "true");
        var place = new KubernetesPlace("models", "i", "c", _root);
        Assert.True(place.Has(_root) && place.Has(Path.Combine(_root, "..packages")));
        Assert.False(place.Has(Path.GetDirectoryName(_root)!) || place.Has(_root + "x"));
        var submission = batch.Folder.Submit("kubernetes", [0]);
        Assert.Empty(KubernetesJob.Of(batch.Folder, submission, place, 0).Spec.Template.Spec.Containers[0].Env);
        var pod = KubernetesJob.Of(batch.Folder, submission, place with { Packages = "/shared/packages" }, 0).Spec.Template.Spec;
        Assert.Equal(("NUGET_PACKAGES", "/shared/packages"), (pod.Containers[0].Env[0].Name, pod.Containers[0].Env[0].Value));
        Assert.False(pod.AutomountServiceAccountToken! | pod.EnableServiceLinks!);
    }

    [UnixTheory]
    [InlineData("exit 1", 3)]
    [InlineData("exit 0", 1)]
    public async Task A_feed_that_is_away_is_the_machines_failure_and_what_the_tool_says_is_its_own(string restore, int expected)
    {
        using var batch = ShellUnits.Open(_root, "true");
        var container = KubernetesJob.Of(batch.Folder, batch.Folder.Submit("kubernetes", [0]), new KubernetesPlace("models", "i", "c", _root), 0).Spec.Template.Spec.Containers[0];
        var bin = Directory.CreateDirectory(Path.Combine(_root, "bin")).FullName;
        await File.WriteAllTextAsync(Path.Combine(bin, "dotnet"), $"#!/bin/sh\n[ \"$1\" = tool ] && {restore}\n[ \"$1 $2 $3 $8\" = 'ingot unit --batch $(JOB_COMPLETION_INDEX)' ] && exit 1\n");
        var start = new ProcessStartInfo("/bin/sh", ["-c", "chmod +x \"$0\"; exec sh \"$@\"", Path.Combine(bin, "dotnet"), .. container.Command.Skip(1), .. container.Args]);
        start.Environment["PATH"] = $"{bin}:{start.Environment["PATH"]}";
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        Assert.Equal(expected, process.ExitCode);
    }

    [Fact]
    public async Task Work_outside_of_the_shared_disk_is_refused()
    {
        using var batch = ShellUnits.Open(_root, "true");
        using var scheduler = new KubernetesScheduler(new KubernetesClientConfiguration { Host = "http://127.0.0.1:1" }, new KubernetesPlace("models", "i", "c", Path.Combine(_root, "elsewhere")), 0);
        var error = await Assert.ThrowsAsync<IngotException>(() => scheduler.SubmitAsync(batch.Folder, batch.Folder.Submit(scheduler.Name, [0]), CancellationToken.None));
        Assert.Contains("--mount", error.Diagnostic.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, new int[0])]
    [InlineData("", new int[0])]
    [InlineData("0", new[] { 0 })]
    [InlineData("1,3-5,7", new[] { 1, 3, 4, 5, 7 })]
    [InlineData("8-1000000", new[] { 8, 9 })]
    public void Indexes_are_read_as_the_API_writes_them(string? text, int[] expected) => Assert.Equal(expected, KubernetesStates.Indexes(text, 10));

    [Fact]
    public void A_pod_that_waits_says_why_and_a_failed_Job_ends_what_is_left()
    {
        var job = new V1Job { Spec = new V1JobSpec(), Status = new V1JobStatus { CompletedIndexes = "0" } };
        V1Pod[] pods = [Pod("1", "Pending", new V1ContainerState { Waiting = new V1ContainerStateWaiting { Reason = "ImagePullBackOff" } }), Pod("99", "Running", new V1ContainerState())];
        var states = KubernetesStates.Of(job, pods, 3);
        Assert.Equal([UnitState.Gone, UnitState.Waiting, UnitState.Waiting], states.Values.Select(s => s.State));
        Assert.Equal("ImagePullBackOff", states[1].Word);

        job.Status.Conditions = [new V1JobCondition { Type = "Failed", Status = "True", Reason = "DeadlineExceeded" }];
        Assert.Equal(new UnitStatus(UnitState.Ended, "the Job failed, DeadlineExceeded"), KubernetesStates.Of(job, [], 3)[2]);
    }

    private static V1Pod Pod(string index, string phase, V1ContainerState state) => new()
    {
        Metadata = new V1ObjectMeta { Annotations = new Dictionary<string, string> { [KubernetesJob.IndexAnnotation] = index } },
        Status = new V1PodStatus { Phase = phase, ContainerStatuses = [new V1ContainerStatus { State = state }] },
    };

    private KubernetesScheduler Scheduler(KubernetesServer server, string claim = "shared") => new(
        new KubernetesClientConfiguration { Host = server.Address }, new KubernetesPlace("models", "sdk:10.0", claim, _root, Memory: "4Gi"), 0)
    {
        Interval = TimeSpan.FromMilliseconds(100),
        Lateness = TimeSpan.FromMilliseconds(500),
    };

    private async Task RunAsync(KubernetesServer server, BatchFolder batch)
    {
        using var scheduler = Scheduler(server);
        await new BatchRun(scheduler, TimeProvider.System, new Sink(_diagnostics)).RunAsync(batch, _ => { }, CancellationToken.None);
    }

    private sealed class Sink(List<Diagnostic> into) : IDiagnosticSink
    {
        public void Report(Diagnostic diagnostic) => into.Add(diagnostic);
    }
}
