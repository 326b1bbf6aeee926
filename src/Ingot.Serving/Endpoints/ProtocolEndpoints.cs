using Ingot.Artifacts;
using Ingot.Serving.Models;
using Ingot.Serving.Requests;
using Ingot.Serving.Security;
using Ingot.Serving.Telemetry;
using Ingot.Serving.Traffic;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Ingot.Serving.Endpoints;

/// <summary>The Open Inference Protocol, version 2: health, metadata and <c>infer</c>.</summary>
internal static class ProtocolEndpoints
{
    private const string Platform = "onnxruntime_onnxv1";
    private static readonly string[] Extensions = ["model_repository", "binary_tensor_data"];

    public static void Map(RouteGroupBuilder group)
    {
        var open = group.MapGroup("v2/health").AllowAnonymous();
        open.MapGet("live", () => Results.Json(new { live = true })).WithName("ServerLive").WithSummary("Whether the server runs.");
        open.MapGet("ready", (ServingState state) => Results.Json(new { ready = state.IsReady }, statusCode: state.IsReady ? 200 : 503))
            .WithName("ServerReady").WithSummary("Whether all models have been loaded, one at least serves, and the server is not about to stop.");

        var protocol = group.MapGroup("v2").RequireAuthorization(ServingScopes.PredictPolicy);
        protocol.MapGet("", ServerMetadata).WithName("ServerMetadata").WithSummary("The server's name, version and extensions.");
        foreach (var path in new[] { "models/{name}", "models/{name}/versions/{version}" })
        {
            var suffix = path.Contains("version}", StringComparison.Ordinal) ? "Version" : string.Empty;
            protocol.MapGet(path, (string name, string? version, ModelRegistry registry) => Answer(() => Metadata(Find(registry, name), version)))
                .WithName("Model" + suffix + "Metadata").WithSummary("A model's versions, inputs and outputs.");
            protocol.MapGet(path + "/ready", (string name, string? version, ModelRegistry registry) => Answer(() => Ready(Find(registry, name), version)))
                .WithName("Model" + suffix + "Ready").WithSummary("Whether a model can answer.");
            protocol.MapPost(path + "/infer", (HttpContext context, string name, string? version, PredictionHandler handler) => handler.HandleAsync(context, InferFormat.Instance, name, version))
                .WithName("Model" + suffix + "Infer").WithSummary("Predictions for tensors.");
        }
    }

    internal static IResult Answer(Func<IResult> answer)
    {
        try
        {
            return answer();
        }
        catch (RequestException e)
        {
            return new ErrorResult(e);
        }
    }

    internal static ModelRoutes Find(ModelRegistry registry, string name) => registry.Find(name)
        ?? throw RequestException.NotFound($"There is no model '{name}'{NearestName.Hint(name, registry.Models.Keys)}.");

    private static IResult ServerMetadata() => Results.Json(new
    {
        name = "ingot",
        version = ToolVersion.Current,
        extensions = Extensions,
    });

    private static ServedModel? FindVersion(ModelRoutes routes, string? version) => version is null
        ? routes.Serving
        : routes.Find(version) ?? throw RequestException.NotFound(
            $"The model '{routes.Name}' has no version '{version}' here; loaded are {string.Join(", ", routes.All.Select(m => m.Model.Version).Distinct())}.");

    private static IResult Ready(ModelRoutes routes, string? version)
    {
        var ready = FindVersion(routes, version) is not null;
        return Results.Json(new { name = routes.Name, ready }, statusCode: ready ? 200 : 503);
    }

    private static IResult Metadata(ModelRoutes routes, string? version)
    {
        var model = FindVersion(routes, version)
            ?? throw RequestException.Unavailable($"No version of the model '{routes.Name}' serves.", 1);
        return Results.Json(new
        {
            name = routes.Name,
            versions = version is null ? routes.All.Select(m => m.Model.Version).Distinct() : [model.Version],
            platform = Platform,
            inputs = model.Signature.Inputs.Select(i => new { name = i.Name, datatype = TensorType.NameOf(i.DataType), shape = new[] { -1, 1 } }),
            outputs = model.Signature.Outputs.Concat(model.Signature.ReasonOutputs).Select(o => new { name = o.Name, datatype = TensorType.NameOf(o.DataType), shape = new[] { -1, o.Width } }),
        });
    }
}
