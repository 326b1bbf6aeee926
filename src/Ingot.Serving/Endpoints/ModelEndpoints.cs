using Ingot.Serving.Requests;
using Ingot.Serving.Security;
using Ingot.Serving.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Ingot.Serving.Endpoints;

/// <summary>Predictions for JSON objects by column name, and what is served.</summary>
internal static class ModelEndpoints
{
    public static void Map(RouteGroupBuilder group)
    {
        var models = group.MapGroup("models").RequireAuthorization(ServingScopes.PredictPolicy);
        models.MapGet("", (ServingState state) => Results.Json(new { channel = state.Channel, canaryChannel = state.CanaryChannel, shadowChannel = state.ShadowChannel, models = state.Models() }))
            .WithName("Models").WithSummary("The models and versions that are loaded, their traffic, and what happened to it.");
        models.MapGet("{name}", (string name, ServingState state) => state.Find(name) is { } model
                ? Results.Json(model)
                : new ErrorResult(RequestException.NotFound($"There is no model '{name}'.")))
            .WithName("Model").WithSummary("One model's versions, their traffic, and what happened to it.");
        models.MapPost("{name}/predict", (HttpContext context, string name, PredictionHandler handler) => handler.HandleAsync(context, PredictFormat.Instance, name, version: null))
            .WithName("Predict").WithSummary("Predictions for one JSON object by column name, or for an array of them.");
        models.MapPost("{name}/versions/{version}/predict", (HttpContext context, string name, string version, PredictionHandler handler) => handler.HandleAsync(context, PredictFormat.Instance, name, version))
            .WithName("VersionPredict").WithSummary("The same, by a version that is named.");
        models.MapPost("{name}/feedback", FeedbackEndpoint.HandleAsync)
            .WithName("Feedback").WithSummary("Late labels of predictions: an object with id, label and perhaps row, or an array of them.");
    }
}
