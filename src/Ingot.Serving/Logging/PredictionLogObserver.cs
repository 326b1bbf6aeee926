using System.Globalization;
using Ingot.Monitoring.Predictions;
using Ingot.Serving.Models;
using Ingot.Serving.Observers;
using Microsoft.Extensions.Options;

namespace Ingot.Serving.Logging;

/// <summary>Writes predictions into the prediction log.</summary>
internal sealed class PredictionLogObserver(PredictionLog log, RedactionCheck redaction, IOptions<ServingOptions> options) : IPredictionObserver
{
    // By content: a version that is loaded again is the same one.
    private readonly Dictionary<string, ModelLog> _models = new(StringComparer.Ordinal);

    public ValueTask ObserveAsync(PredictionEvent prediction, CancellationToken cancellation)
    {
        // What is dropped is counted by the log.
        _ = Open(prediction).TryAdd(new PredictionEntry
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

    // What a version answered is logged even when it is unloaded by now, so the schema comes with the prediction.
    private ModelLog Open(PredictionEvent prediction)
    {
        var key = $"{prediction.Model}\n{prediction.Version}\n{prediction.ContentHash}";
        if (!_models.TryGetValue(key, out var model))
        {
            model = log.Open(prediction.Model, prediction.Version, prediction.Schema);
            _models.Add(key, model);
            redaction.Check();
        }

        return model;
    }
}
