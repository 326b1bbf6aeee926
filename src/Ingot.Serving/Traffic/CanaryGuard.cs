using Ingot.Core.Diagnostics;
using Ingot.Serving.Models;
using Ingot.Serving.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Ingot.Serving.Traffic;

/// <summary>Takes the traffic from a canary whose errors, latency or scores leave their bounds.</summary>
internal sealed class CanaryGuard(IOptions<ServingOptions> options, ServingMetrics metrics, ILogger<CanaryGuard> logger)
{
    private const int MinFailures = 5;

    // Comparing distributions sorts them: not for every request.
    private const int RequestsBetweenLooks = 50;

    /// <summary>Looks at a canary after a request that it failed at.</summary>
    public void AfterFailure(CanaryState canary)
    {
        var statistics = canary.Model.Statistics;

        // Refused are only requests that named the version: what is wrong with them says nothing of it.
        var (failed, requests) = (statistics.Failed, statistics.Requests - statistics.Refused);
        var share = failed / (double)Math.Max(1, requests);
        if (failed >= MinFailures && share > options.Value.Canary.MaxErrorShare)
        {
            RollBack(canary, FormattableString.Invariant(
                $"it failed at {failed} of {requests} requests ({share:P1}), over the {options.Value.Canary.MaxErrorShare:P1} that is allowed"));
        }
    }

    /// <summary>Looks at a canary after a request that it answered.</summary>
    public void AfterSuccess(CanaryState canary, ServedModel serving)
    {
        var bounds = options.Value.Canary;
        var statistics = canary.Model.Statistics;
        if (statistics.Requests % RequestsBetweenLooks != 0 || canary.Rollback is not null)
        {
            return;
        }

        if (statistics.Requests >= bounds.MinRequests && canary.ServingRequests >= bounds.MinRequests)
        {
            CheckLatency(canary, bounds);
        }

        if (statistics.Scores.Count >= Math.Min(bounds.MinRequests, ScoreWindow.Size) && serving.Statistics.Scores.Count >= Math.Min(bounds.MinRequests, ScoreWindow.Size))
        {
            CheckScores(canary, serving, bounds);
        }
    }

    private void CheckLatency(CanaryState canary, CanaryOptions bounds)
    {
        var own = canary.Model.Statistics.Latency.Percentile(0.95);
        var serving = canary.ServingLatency.Percentile(0.95);
        if (own > serving * bounds.MaxLatencyRatio)
        {
            RollBack(canary, FormattableString.Invariant(
                $"its 95th percentile of latency is {own.TotalMilliseconds:0.###} ms, more than {bounds.MaxLatencyRatio} times the serving version's {serving.TotalMilliseconds:0.###} ms"));
        }
    }

    private void CheckScores(CanaryState canary, ServedModel serving, CanaryOptions bounds)
    {
        var shift = canary.Model.Statistics.Scores.ShiftFrom(serving.Statistics.Scores);
        if (shift.Index > Math.Max(bounds.MaxScoreShift, shift.Chance))
        {
            RollBack(canary, FormattableString.Invariant(
                $"its scores have a population stability index of {shift.Index:0.000} against the serving version's, over the {bounds.MaxScoreShift} that is allowed"));
        }
    }

    private void RollBack(CanaryState canary, string reason)
    {
        if (!canary.TryRollBack(reason))
        {
            return;
        }

        metrics.RolledBack(canary.Model);
        logger.Report(ServeDiagnostics.CanaryRolledBack.At(
            SourceLocation.None,
            $"The canary {canary.Model.Name} {canary.Model.Version} gets no more traffic: {reason}. It stays so until its channel file changes; promote a corrected version to the channel."));
    }
}
