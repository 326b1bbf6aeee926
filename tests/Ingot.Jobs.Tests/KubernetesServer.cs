using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Ingot.Jobs.Tests;

/// <summary>
/// The part of Kubernetes' API that is used, as its reference says (batch/v1 Job, core/v1 Pod): it keeps Jobs, refuses what a real server refuses of them, and does what the
/// controller and a kubelet would: a process for each index, again after exit codes that count, never after those of the failure policy.
/// </summary>
internal sealed class KubernetesServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly Dictionary<string, JobState> _jobs = [];
    private readonly Lock _gate = new();
    private readonly IReadOnlyList<string> _program;

    private KubernetesServer(WebApplication application, IReadOnlyList<string> program) => (_application, _program) = (application, program);

    public string Address => _application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    /// <summary>The Jobs that were made, as they came.</summary>
    public List<JsonNode> Made { get; } = [];

    /// <summary>Whether it takes calls and does not answer.</summary>
    public bool Hangs { get; set; }

    /// <summary>What a pod does instead of starting its process: its exit code; null: it starts it.</summary>
    public Func<int, int, int?> Pod { get; set; } = (_, _) => null;

    /// <summary>Begins to serve.</summary>
    /// <param name="program">The tool of the pods' image, and its first arguments.</param>
    public static async Task<KubernetesServer> StartAsync(IReadOnlyList<string> program)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var server = new KubernetesServer(builder.Build(), program);
        server._application.Urls.Add("http://127.0.0.1:0");
        server._application.Use(async (context, next) =>
        {
            if (server.Hangs)
            {
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
            }

            await next(context);
        });
        server._application.MapPost("/apis/batch/v1/namespaces/{space}/jobs", server.CreateAsync);
        server._application.MapGet("/apis/batch/v1/namespaces/{space}/jobs/{name}/status", (string name) => server.Find(name, j => j.ToJson()));
        server._application.MapDelete("/apis/batch/v1/namespaces/{space}/jobs/{name}", server.Delete);
        server._application.MapGet("/api/v1/namespaces/{space}/pods", (string labelSelector) => server.Find(labelSelector["batch.kubernetes.io/job-name=".Length..], j => j.PodsToJson()));
        await server._application.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        Task[] running;
        lock (_gate)
        {
            running = [.. _jobs.Values.SelectMany(j => j.Tasks)];
        }

        await Task.WhenAll(running);
        await _application.DisposeAsync();
    }

    private static IResult Failure(int code, string reason, string message) => Results.Json(
        new { kind = "Status", apiVersion = "v1", status = "Failure", message, reason, code }, statusCode: code);

    private static string? Fault(JsonNode job)
    {
        var spec = job["spec"]!;
        var pod = spec["template"]!["spec"]!;
        return (string?)spec["completionMode"] != "Indexed" ? "spec.backoffLimitPerIndex: requires indexed job"
            : spec["podFailurePolicy"] is not null && (string?)pod["restartPolicy"] != "Never" ? "spec.template.spec.restartPolicy: only \"Never\" is supported when podFailurePolicy is specified"
            : (int)spec["maxFailedIndexes"]! > (int)spec["completions"]! ? "spec.maxFailedIndexes: must be less than or equal to completions"
            : pod["volumes"]![0]!["persistentVolumeClaim"]!["claimName"] is null ? "spec.template.spec.volumes[0].persistentVolumeClaim.claimName: Required value"
            : ((string)job["metadata"]!["name"]!).Any(c => !char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c != '-') ? "metadata.name: Invalid value"
            : null;
    }

    private IResult Find(string name, Func<JobState, JsonNode> answer)
    {
        lock (_gate)
        {
            return _jobs.TryGetValue(name, out var job) ? Results.Text(answer(job).ToJsonString(), "application/json") : Failure(404, "NotFound", $"jobs.batch \"{name}\" not found");
        }
    }

    private async Task<IResult> CreateAsync(HttpRequest request)
    {
        var job = (await JsonNode.ParseAsync(request.Body))!;
        var name = (string)job["metadata"]!["name"]!;
        if (Fault(job) is { } fault)
        {
            return Failure(422, "Invalid", $"Job.batch \"{name}\" is invalid: {fault}");
        }

        lock (_gate)
        {
            if (_jobs.ContainsKey(name))
            {
                return Failure(409, "AlreadyExists", $"jobs.batch \"{name}\" already exists");
            }

            Made.Add(job.DeepClone());
            var state = new JobState(job);
            _jobs[name] = state;
            state.Tasks.AddRange(Enumerable.Range(0, (int)job["spec"]!["completions"]!).Select(i => Task.Run(() => RunAsync(state, i))));
        }

        return Results.Text(job.ToJsonString(), "application/json", statusCode: 201);
    }

    private IResult Delete(string name)
    {
        lock (_gate)
        {
            return _jobs.Remove(name) ? Results.Json(new { kind = "Status", apiVersion = "v1", status = "Success" }) : Failure(404, "NotFound", $"jobs.batch \"{name}\" not found");
        }
    }

    private async Task RunAsync(JobState job, int index)
    {
        var spec = job.Job["spec"]!;
        var final = spec["podFailurePolicy"]!["rules"]![0]!["onExitCodes"]!["values"]!.AsArray().Select(v => (int)v!).ToList();
        var container = spec["template"]!["spec"]!["containers"]![0]!;
        for (var attempt = 0; ; attempt++)
        {
            lock (_gate)
            {
                job.Pods[index] = new PodState("Running", 0);
            }

            var exitCode = Pod(index, attempt) ?? await ProcessAsync([.. container["args"]!.AsArray().Select(a => ((string)a!).Replace("$(JOB_COMPLETION_INDEX)", index.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal))], (string)container["workingDir"]!);
            lock (_gate)
            {
                job.Pods[index] = new PodState(exitCode == 0 ? "Succeeded" : "Failed", exitCode);
                if (exitCode == 0)
                {
                    job.Completed.Add(index);
                    return;
                }

                if (final.Contains(exitCode) || attempt >= (int)spec["backoffLimitPerIndex"]!)
                {
                    job.Failed.Add(index);
                    return;
                }
            }
        }
    }

    private async Task<int> ProcessAsync(IReadOnlyList<string> arguments, string folder)
    {
        using var process = Process.Start(new ProcessStartInfo(_program[0], [.. _program.Skip(1), .. arguments]) { WorkingDirectory = folder })!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    private sealed record PodState(string Phase, int ExitCode);

    private sealed record JobState(JsonNode Job)
    {
        public SortedSet<int> Completed { get; } = [];

        public SortedSet<int> Failed { get; } = [];

        public Dictionary<int, PodState> Pods { get; } = [];

        public List<Task> Tasks { get; } = [];

        public JsonNode ToJson()
        {
            var job = Job.DeepClone();
            job["status"] = new JsonObject { ["completedIndexes"] = string.Join(',', Completed), ["failedIndexes"] = string.Join(',', Failed) };
            return job;
        }

        public JsonObject PodsToJson() => new JsonObject
        {
            ["kind"] = "PodList",
            ["apiVersion"] = "v1",
            ["metadata"] = new JsonObject(),
            ["items"] = new JsonArray([.. Pods.Select(p => (JsonNode)new JsonObject
            {
                ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { ["batch.kubernetes.io/job-completion-index"] = p.Key.ToString(CultureInfo.InvariantCulture) } },
                ["status"] = new JsonObject
                {
                    ["phase"] = p.Value.Phase,
                    ["containerStatuses"] = new JsonArray(new JsonObject
                    {
                        ["name"] = "unit",
                        ["image"] = "i",
                        ["imageID"] = "i",
                        ["ready"] = false,
                        ["restartCount"] = 0,
                        ["state"] = p.Value.Phase == "Running"
                            ? new JsonObject { ["running"] = new JsonObject() }
                            : new JsonObject { ["terminated"] = new JsonObject { ["exitCode"] = p.Value.ExitCode, ["reason"] = p.Value.ExitCode == 137 ? "OOMKilled" : "Error" } },
                    }),
                },
            })]),
        };
    }
}
