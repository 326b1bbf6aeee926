using Ingot.Monitoring.Predictions;
using Ingot.Serving.Logging;
using Ingot.Serving.Requests;
using Ingot.Serving.Traffic;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Ingot.Serving.Endpoints;

/// <summary>Late labels of predictions.</summary>
internal static class FeedbackEndpoint
{
    private const int RetryAfter = 1;

    public static async Task<IResult> HandleAsync(
        HttpContext context, string name, ModelRegistry registry, BodyBudget bodies, IOptions<ServingOptions> options, CancellationToken cancellation)
    {
        try
        {
            if (context.RequestServices.GetService<PredictionLog>() is not { } log)
            {
                throw RequestException.NotFound($"The server keeps no prediction log, so labels would match nothing. Start it with --log.");
            }

            var routes = ProtocolEndpoints.Find(registry, name);
            var model = routes.Serving ?? routes.All.First().Model;
            using var share = bodies.Open();
            var labels = await ReadAsync(context, routes, options.Value.Limits, share, cancellation);
            var part = log.Open(model.Name, model.Version, model.Schema);
            var dropped = labels.Count(l => !part.TryAdd(l));
            return dropped == 0
                ? Results.Json(new { accepted = labels.Count }, statusCode: StatusCodes.Status202Accepted)
                : throw RequestException.Unavailable($"{dropped} of {labels.Count} labels could not be taken: too many wait to be written. Send them again; a label that comes twice counts once.", RetryAfter);
        }
        catch (RequestException e)
        {
            return new ErrorResult(e);
        }
    }

    private static async Task<IReadOnlyList<FeedbackEntry>> ReadAsync(HttpContext context, ModelRoutes routes, LimitOptions limits, BodyBudget.Share share, CancellationToken cancellation)
    {
        using var body = await RequestBody.ReadAsync(context, limits.MaxBodyBytes, share, cancellation);
        return new FeedbackReader([.. routes.All.Select(m => m.Model.Schema)], limits).Read(body.Bytes);
    }
}
