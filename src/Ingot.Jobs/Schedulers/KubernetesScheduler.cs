using System.Net;
using Ingot.Core.Diagnostics;
using Ingot.Jobs.Batches;
using k8s;
using k8s.Autorest;
using k8s.Exceptions;
using k8s.Models;

namespace Ingot.Jobs.Schedulers;

/// <summary>Kubernetes: a submission is one Indexed Job, named as the submission is, which repeats units whose pods are lost by itself.</summary>
/// <param name="cluster">Where the cluster is, and who asks.</param>
/// <param name="place">Where on the cluster units are done.</param>
/// <param name="parallel">How many pods at a time; 0: as many as there are units.</param>
public sealed class KubernetesScheduler(KubernetesClientConfiguration cluster, KubernetesPlace place, int parallel) : IScheduler, IDisposable
{
    private const int MaxUnits = 10_000;

    private readonly Kubernetes _client = new(cluster);
    private readonly string _namespace = place.Namespace ?? cluster.Namespace ?? "default";

    /// <inheritdoc/>
    public string Name => "kubernetes";

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string?>? Variables => null;

    /// <inheritdoc/>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public TimeSpan Lateness { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The cluster that kubectl talks to, or the one that this process is a pod of.</summary>
    /// <param name="place">Where on the cluster units are done.</param>
    /// <param name="parallel">How many pods at a time; 0: as many as there are units.</param>
    /// <exception cref="IngotException">INGOT9301: no cluster is configured.</exception>
    public static KubernetesScheduler Open(KubernetesPlace place, int parallel)
    {
        try
        {
            return new KubernetesScheduler(KubernetesClientConfiguration.BuildDefaultConfig(), place, parallel);
        }
        catch (KubeConfigException e)
        {
            throw new IngotException(
                JobDiagnostics.SchedulerRefused.At(
                    SourceLocation.None, $"The configuration of kubectl names no cluster: {SaidText.Of(e.Message)}. Expected the file that KUBECONFIG names, or .kube/config in the user's home."),
                e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    /// <inheritdoc/>
    public Task<int> MaxUnitsAsync(CancellationToken cancellation) => Task.FromResult(MaxUnits);

    /// <inheritdoc/>
    public async Task<string> SubmitAsync(BatchFolder batch, Submission submission, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(submission);
        if (!place.Has(batch.Root))
        {
            throw new IngotException(JobDiagnostics.SchedulerRefused.At(
                SourceLocation.None, $"The work is in '{batch.Root}', which is not below '{place.Mount}', where the pods have the shared disk. Run this in a folder of that disk, mounted at the same path here as in the pods, and name the path by --mount."));
        }

        try
        {
            await _client.BatchV1.CreateNamespacedJobAsync(KubernetesJob.Of(batch, submission, place, parallel), _namespace, cancellationToken: cancellation);
        }
        catch (HttpOperationException e) when (e.Response.StatusCode == HttpStatusCode.Conflict)
        {
            // The cluster has it already: whoever handed it over died before the answer.
        }
        catch (Exception e) when (IsOfTheCluster(e, cancellation))
        {
            throw Refused($"the job of {DiagnosticText.Count(submission.Content.Units.Count, "unit")}", e);
        }

        return submission.Content.Name;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<int, UnitStatus>?> StatesAsync(Submission submission, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(submission);
        try
        {
            var job = await _client.BatchV1.ReadNamespacedJobStatusAsync(submission.Content.Name, _namespace, cancellationToken: cancellation);
            var pods = await _client.CoreV1.ListNamespacedPodAsync(_namespace, labelSelector: $"{KubernetesJob.JobLabel}={submission.Content.Name}", cancellationToken: cancellation);
            var states = KubernetesStates.Of(job, pods.Items, submission.Content.Units.Count);
            return states.ToDictionary(s => submission.Content.Units[s.Key], s => s.Value);
        }
        catch (HttpOperationException e) when (e.Response.StatusCode == HttpStatusCode.NotFound)
        {
            return new Dictionary<int, UnitStatus>();
        }
        catch (Exception e) when (IsOfTheCluster(e, cancellation))
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public async Task CancelAsync(Submission submission)
    {
        ArgumentNullException.ThrowIfNull(submission);
        try
        {
            await _client.BatchV1.DeleteNamespacedJobAsync(submission.Content.Name, _namespace, propagationPolicy: "Background");
        }
        catch (HttpOperationException e) when (e.Response.StatusCode == HttpStatusCode.NotFound)
        {
            // It has gone already.
        }
        catch (Exception e) when (IsOfTheCluster(e, CancellationToken.None))
        {
            throw Refused($"to end the job '{submission.Content.Name}'", e);
        }
    }

    // A server that takes its time ends a call as somebody who stops it would, and what stands before it may answer with a page of its own.
    private static bool IsOfTheCluster(Exception e, CancellationToken cancellation) =>
        e is HttpOperationException or HttpRequestException or IOException or System.Text.Json.JsonException || (e is OperationCanceledException && !cancellation.IsCancellationRequested);

    private static IngotException Refused(string what, Exception e)
    {
        var said = e is HttpOperationException http ? $"{(int)http.Response.StatusCode} {MessageOf(http)}" : e.Message;
        return new IngotException(
            JobDiagnostics.SchedulerRefused.At(
                SourceLocation.None,
                $"Kubernetes refused {what}: {SaidText.Of(said)}. Expected its answer: see that the cluster is the one that kubectl talks to, and that you may create, read and delete Jobs and list Pods in the namespace."),
            e);
    }

    // The API answers with a Status object; a proxy before it with anything.
    private static string MessageOf(HttpOperationException e)
    {
        try
        {
            return KubernetesJson.Deserialize<V1Status>(e.Response.Content).Message ?? e.Message;
        }
        catch (System.Text.Json.JsonException)
        {
            return e.Message;
        }
    }
}
