using Ingot.Serving.Channels;
using Ingot.Serving.Models;
using Ingot.Serving.Traffic;
using Microsoft.Extensions.Options;

namespace Ingot.Serving.Telemetry;

/// <summary>What is served now, and what happened to it: for pages and endpoints. It only reads.</summary>
public sealed class ServingState
{
    private readonly ServingOptions _options;
    private readonly ModelRegistry _registry;
    private readonly ShadowRunner _shadows;
    private readonly ChannelWatcher _watcher;
    private readonly ServingLifetime _lifetime;

    internal ServingState(IOptions<ServingOptions> options, ModelRegistry registry, ShadowRunner shadows, ChannelWatcher watcher, ServingLifetime lifetime)
    {
        _options = options.Value;
        _registry = registry;
        _shadows = shadows;
        _watcher = watcher;
        _lifetime = lifetime;
    }

    /// <summary>Whether all models have been loaded, one at least serves, and the server is not about to stop.</summary>
    public bool IsReady => _watcher.HasLoaded && !_lifetime.IsDraining && Serves;

    /// <summary>Whether a version of any model answers requests that name none. None does after all were unloaded, or retired.</summary>
    internal bool Serves => _registry.Models.Values.Any(m => m.Serving is not null);

    /// <summary>Whether the models that were asked for have been loaded once.</summary>
    internal bool HasLoaded => _watcher.HasLoaded;

    /// <summary>Whether the server finishes its requests and ends.</summary>
    public bool IsDraining => _lifetime.IsDraining;

    /// <summary>The channel whose models are served; null: none.</summary>
    public string? Channel => _options.Channel;

    /// <summary>The channel of the canaries; null: none.</summary>
    public string? CanaryChannel => _options.Canary.Channel;

    /// <summary>The channel of the shadows; null: none.</summary>
    public string? ShadowChannel => _options.ShadowChannel;

    /// <summary>The models, by name, as they are now.</summary>
    public IReadOnlyList<ModelState> Models() =>
        [.. _registry.Models.Values.OrderBy(m => m.Name, StringComparer.Ordinal).Select(StateOf)];

    /// <summary>One model as it is now; null: it is not loaded.</summary>
    /// <param name="name">The package's id, in any case.</param>
    public ModelState? Find(string name) => _registry.Find(name) is { } routes ? StateOf(routes) : null;

    private ModelState StateOf(ModelRoutes routes) => new(routes.Name, [.. routes.All.Select(m => StateOf(routes, m.Model, m.Role))]);

    private VersionState StateOf(ModelRoutes routes, ServedModel model, ModelRole role)
    {
        var canary = routes.Canary?.Percent ?? 0;
        var statistics = model.Statistics;
        return new VersionState(model.Version, role, model.ContentHash, model.OnnxSha256, model.Schema)
        {
            Reasons = model.Signature.Reasons,
            Percent = role switch { ModelRole.Serving => 100 - canary, ModelRole.Canary => canary, _ => 0 },
            RolledBack = role == ModelRole.Canary ? routes.Canary!.Rollback : null,
            Requests = statistics.Requests,
            Rows = statistics.Rows,
            RefusedRequests = statistics.Refused,
            FailedRequests = statistics.Failed,
            MedianLatency = statistics.Latency.Percentile(0.5),
            Latency95 = statistics.Latency.Percentile(0.95),
            Latency99 = statistics.Latency.Percentile(0.99),
            ScoreShift = role is ModelRole.Canary or ModelRole.Shadow && routes.Serving is { } serving ? statistics.Scores.ShiftFrom(serving.Statistics.Scores).Index : null,
            Comparison = role == ModelRole.Shadow ? _shadows.StatisticsOf(model).ToComparison() : null,
        };
    }
}
