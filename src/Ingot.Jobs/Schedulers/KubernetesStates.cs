using System.Globalization;
using Ingot.Jobs.Batches;
using k8s.Models;

namespace Ingot.Jobs.Schedulers;

/// <summary>What the status of a Job and its pods say of its units.</summary>
internal static class KubernetesStates
{
    /// <summary>The states by the number of the index.</summary>
    public static Dictionary<int, UnitStatus> Of(V1Job job, IEnumerable<V1Pod> pods, int count)
    {
        var ended = job.Status?.Conditions?.FirstOrDefault(c => c is { Type: "Failed", Status: "True" });
        var waiting = job.Spec?.Suspend == true ? "the Job is suspended" : "no pod yet";
        var states = Enumerable.Range(0, count).ToDictionary(
            i => i, _ => ended is null ? new UnitStatus(UnitState.Waiting, waiting) : new UnitStatus(UnitState.Ended, $"the Job failed, {ended.Reason}"));
        var words = new Dictionary<int, string>();
        foreach (var pod in pods.OrderBy(p => p.Metadata.CreationTimestamp))
        {
            if (pod.Metadata.Annotations?.TryGetValue(KubernetesJob.IndexAnnotation, out var text) == true
                && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < count)
            {
                words[index] = WordOf(pod);
                states[index] = pod.Status?.Phase switch
                {
                    "Running" => new UnitStatus(UnitState.Running, words[index]),
                    "Pending" => new UnitStatus(UnitState.Waiting, words[index]),
                    _ => states[index],
                };
            }
        }

        foreach (var index in Indexes(job.Status?.CompletedIndexes, count))
        {
            states[index] = new UnitStatus(UnitState.Gone, "completed");
        }

        foreach (var index in Indexes(job.Status?.FailedIndexes, count))
        {
            states[index] = new UnitStatus(UnitState.Ended, words.GetValueOrDefault(index, "failed"));
        }

        return states;
    }

    /// <summary>Reads indexes as the API writes them: <c>1,3-5,7</c>.</summary>
    public static IEnumerable<int> Indexes(string? text, int count)
    {
        foreach (var part in (text ?? string.Empty).Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var ends = part.Split('-');
            if (int.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
                && int.TryParse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var last))
            {
                for (var i = first; i <= Math.Min(last, count - 1); i++)
                {
                    yield return i;
                }
            }
        }
    }

    // Why a container does not run, or how it ended, is what a person wants to know: ImagePullBackOff, OOMKilled.
    private static string WordOf(V1Pod pod)
    {
        var state = pod.Status?.ContainerStatuses?.FirstOrDefault()?.State;
        var unscheduled = pod.Status?.Conditions?.FirstOrDefault(c => c is { Type: "PodScheduled", Status: "False" });
        return state?.Waiting?.Reason
            ?? (state?.Terminated is { } end ? string.Create(CultureInfo.InvariantCulture, $"{end.Reason}, exit code {end.ExitCode}") : null)
            ?? unscheduled?.Reason
            ?? pod.Status?.Reason
            ?? pod.Status?.Phase
            ?? "unknown";
    }
}
