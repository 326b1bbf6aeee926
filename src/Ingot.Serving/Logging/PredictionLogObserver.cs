using System.Globalization;
using Ingot.Monitoring.Predictions;
using Ingot.Serving.Models;
using Ingot.Serving.Observers;
using Ingot.Serving.Traffic;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Ingot.Serving.Logging;

/// <summary>Writes predictions into the prediction log.</summary>
internal sealed class PredictionLogObserver(
    PredictionLog log, RedactionCheck redaction, ModelRegistry registry, IOptions<ServingOptions> options, ILogger<PredictionLogObserver> logger) : IPredictionObserver
{
    // By content: a version that is loaded again is the same one.
    private readonly Dictionary<string, ModelLog> _models = new(StringComparer.Ordinal);

    public ValueTask ObserveAsync(PredictionEvent prediction, CancellationToken cancellation)
    {
        if (Find(prediction) is not { } model)
        {
            logger.LogUnknown(prediction.Model, prediction.Version);
            return ValueTask.CompletedTask;
        }

        // What is dropped is counted by the log.
        _ = model.TryAdd(new PredictionEntry
        {
            Id = prediction.RequestId,
            Timestamp = prediction.Time,
            Latency = prediction.Latency,
            Channel = ChannelOf(prediction.Role),
            Status = prediction.Status is >= 200 and < 300 ? PredictionEntry.Ok : prediction.Status.ToString(CultureInfo.InvariantCulture),
            Rows = prediction.Rows,
            Inputs = Values(prediction.Inputs),
            Outputs = Values(prediction.Outputs),
        });
        return ValueTask.CompletedTask;
    }

    private static LoggedValues[] Values(IReadOnlyList<PredictionColumn> columns) =>
        [.. columns.Select(c => new LoggedValues(c.Name, c.Values, c.Present, c.Width))];

    private string? ChannelOf(ModelRole role) => role switch
    {
        ModelRole.Serving => options.Value.Channel,
        ModelRole.Canary => options.Value.Canary.Channel,
        ModelRole.Shadow => options.Value.ShadowChannel,
        _ => null,
    };

    private ModelLog? Find(PredictionEvent prediction)
    {
        var key = $"{prediction.Model}\n{prediction.Version}\n{prediction.ContentHash}";
        if (!_models.TryGetValue(key, out var model) && registry.Find(prediction.Model)?.FindContent(prediction.ContentHash) is { } served)
        {
            model = log.Open(served.Name, served.Version, served.Schema);
            _models.Add(key, model);
            redaction.Check();
        }

        return model;
    }
}
