using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Ingot.Serving.Telemetry;

/// <summary>Readiness as ASP.NET Core's health checks have it.</summary>
internal sealed class ServingHealthCheck(ServingState state) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(state.IsReady ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy(
            state.IsDraining ? "The server is draining." : state.HasLoaded ? "No model serves: all were unloaded, or retired." : "Models are being loaded."));
}
