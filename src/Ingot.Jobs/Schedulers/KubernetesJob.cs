using Ingot.Jobs.Batches;
using k8s.Models;

namespace Ingot.Jobs.Schedulers;

/// <summary>
/// The Indexed Job of a submission (batch/v1; https://kubernetes.io/docs/concepts/workloads/controllers/job/, backoffLimitPerIndex and podFailurePolicy are stable since
/// Kubernetes 1.33 and 1.31). A unit that has come to an end of its own is not repeated, whatever its end; a pod that was moved away does not count as an attempt.
/// </summary>
internal static class KubernetesJob
{
    public const string JobLabel = "batch.kubernetes.io/job-name";
    public const string IndexAnnotation = "batch.kubernetes.io/job-completion-index";
    private const string Container = "unit";
    private const string Volume = "shared";
    private const int KeptSeconds = 3600;

    // A failed gate and bad input are the unit's own end; 3 is the machine's failure.
    private static readonly int[] EndsOfItsOwn = [1, 2];

    public static V1Job Of(BatchFolder batch, Submission submission, KubernetesPlace place, int parallel)
    {
        var count = submission.Content.Units.Count;
        return new V1Job
        {
            ApiVersion = "batch/v1",
            Kind = "Job",
            Metadata = new V1ObjectMeta
            {
                Name = submission.Content.Name,
                Labels = new Dictionary<string, string> { ["app.kubernetes.io/managed-by"] = "ingot", ["app.kubernetes.io/instance"] = batch.Content.Key },
            },
            Spec = new V1JobSpec
            {
                CompletionMode = "Indexed",
                Completions = count,
                Parallelism = parallel > 0 ? Math.Min(parallel, count) : count,
                BackoffLimitPerIndex = batch.Content.MaxAttempts - 1,
                MaxFailedIndexes = count,
                TtlSecondsAfterFinished = KeptSeconds,
                PodFailurePolicy = new V1PodFailurePolicy
                {
                    Rules =
                    [
                        new V1PodFailurePolicyRule
                        {
                            Action = "FailIndex",
                            OnExitCodes = new V1PodFailurePolicyOnExitCodesRequirement { ContainerName = Container, OperatorProperty = "In", Values = [.. EndsOfItsOwn] },
                        },
                        new V1PodFailurePolicyRule { Action = "Ignore", OnPodConditions = [new V1PodFailurePolicyOnPodConditionsPattern { Type = "DisruptionTarget", Status = "True" }] },
                    ],
                },
                Template = new V1PodTemplateSpec { Spec = Pod(batch, submission, place) },
            },
        };
    }

    private static V1PodSpec Pod(BatchFolder batch, Submission submission, KubernetesPlace place) => new()
    {
        RestartPolicy = "Never",

        // A unit asks nothing of the cluster, and what other services are there changes no build.
        AutomountServiceAccountToken = false,
        EnableServiceLinks = false,
        Volumes = [new V1Volume { Name = Volume, PersistentVolumeClaim = new V1PersistentVolumeClaimVolumeSource { ClaimName = place.Claim } }],
        Containers =
        [
            new V1Container
            {
                Name = Container,
                Image = place.Image,
                WorkingDir = batch.Root,
                VolumeMounts = [new V1VolumeMount { Name = Volume, MountPath = place.Mount }],

                Env = Packages(place),

                // The tool of the repository's own manifest; a feed that is away is the machine's failure. Kubernetes puts the number of the index in its place.
                Command = ["sh", "-c", $"dotnet tool restore >&2 || exit {UnitResult.MachineFailed}; exec dotnet ingot unit \"$@\"", Container],
                Args = ["--batch", batch.FullPath, "--submission", submission.Content.Name, "--element", "$(JOB_COMPLETION_INDEX)"],
                Resources = Resources(place),
            },
        ],
    };

    // Packages that are on the shared disk need not be downloaded by each pod.
    private static List<V1EnvVar> Packages(KubernetesPlace place) => place.Packages is { } folder ? [new V1EnvVar { Name = KubernetesPlace.PackagesVariable, Value = folder }] : [];

    private static V1ResourceRequirements Resources(KubernetesPlace place)
    {
        var requests = new Dictionary<string, ResourceQuantity>();
        var limits = new Dictionary<string, ResourceQuantity>();
        if (place.Cpu is not null)
        {
            requests["cpu"] = new ResourceQuantity(place.Cpu);
        }

        if (place.Memory is not null)
        {
            requests["memory"] = limits["memory"] = new ResourceQuantity(place.Memory);
        }

        return new V1ResourceRequirements { Requests = requests, Limits = limits };
    }
}
