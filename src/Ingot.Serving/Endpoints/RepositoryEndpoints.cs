using System.Text.Json;
using Ingot.Core.Diagnostics;
using Ingot.Serving.Channels;
using Ingot.Serving.Requests;
using Ingot.Serving.Security;
using Ingot.Serving.Traffic;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NuGet.Versioning;

namespace Ingot.Serving.Endpoints;

/// <summary>The extension <c>model_repository</c> of the protocol: which models there are; loading and unloading them.</summary>
internal static class RepositoryEndpoints
{
    private const int MaxBody = 64 << 10;

    public static void Map(RouteGroupBuilder group)
    {
        group.MapPost("v2/repository/index", (ModelRegistry registry) => Results.Json(Index(registry)))
            .RequireAuthorization(ServingScopes.PredictPolicy).WithName("RepositoryIndex").WithSummary("The versions that are loaded.");
        var admin = group.MapGroup("v2/repository/models/{name}").RequireAuthorization(ServingScopes.AdminPolicy);
        admin.MapPost("load", LoadAsync).WithName("RepositoryModelLoad")
            .WithSummary("Loads the version that parameters.version names, beside the serving one; without it, loads what the channel, or the option of a package, says.");
        admin.MapPost("unload", UnloadAsync).WithName("RepositoryModelUnload").WithSummary("Unloads the version that parameters.version names, or all of the model.");
    }

    private static IEnumerable<object> Index(ModelRegistry registry) => registry.Models.Values
        .OrderBy(m => m.Name, StringComparer.Ordinal)
        .SelectMany(m => m.All.Select(v => v.Model).Distinct(), (m, v) => (object)new { name = m.Name, version = v.Version, state = "READY", reason = string.Empty });

    private static async Task<IResult> LoadAsync(HttpContext context, string name, ModelLoader loader, ModelRegistry registry, ChannelWatcher watcher, CancellationToken cancellation)
    {
        try
        {
            if (await VersionAsync(context, cancellation) is { } version)
            {
                await loader.LoadVersionAsync(name, version, cancellation);
                return Results.Ok();
            }

            await watcher.ReloadAsync(name, cancellation);
            return registry.Find(name)?.Serving is null
                ? new ErrorResult(RequestException.NotFound(
                    $"Nothing says which version of '{name}' is to serve: neither the server's channel nor a package that it was started with. Promote a version, or name one to load it beside the channel: {{\"parameters\": {{\"version\": \"1.0.0\"}}}}."))
                : Results.Ok();
        }
        catch (RequestException e)
        {
            return new ErrorResult(e);
        }
        catch (IngotException e)
        {
            var status = e.Diagnostic.Code == ServeDiagnostics.PackageNotFound.Code ? 404 : 400;
            return new ErrorResult(new RequestException(status, $"{e.Diagnostic.Code}: {e.Diagnostic.Message}"));
        }
    }

    private static async Task<IResult> UnloadAsync(HttpContext context, string name, ModelLoader loader, ModelRegistry registry, CancellationToken cancellation)
    {
        try
        {
            var version = await VersionAsync(context, cancellation);
            var routes = ProtocolEndpoints.Find(registry, name);
            if (version is not null && routes.Find(version) is null)
            {
                throw RequestException.NotFound($"The model '{name}' has no version '{version}' here.");
            }

            await loader.UnloadAsync(name, version, cancellation);
            return Results.Ok();
        }
        catch (RequestException e)
        {
            return new ErrorResult(e);
        }
    }

    /// <summary>A member of an object; null: there is none, or it is null, as many clients write what they do not give.</summary>
    private static JsonElement? Member(JsonElement element, string name) => element.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.Object => element.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : null,
        _ => throw RequestException.Wrong($"{(name == "parameters" ? "The body" : "'parameters'")} is not a JSON object; expected {{\"parameters\": {{\"version\": \"1.4.0\"}}}}, or nothing."),
    };

    private static string Version(JsonElement version) =>
        version.ValueKind == JsonValueKind.String && NuGetVersion.TryParse(version.GetString(), out var parsed)
            ? parsed.ToNormalizedString()
            : throw RequestException.Wrong($"The parameter 'version' is not a version such as 1.4.0.");

    /// <summary>Member <c>parameters.version</c> of the body; null: there is none, or no body.</summary>
    private static async Task<string?> VersionAsync(HttpContext context, CancellationToken cancellation)
    {
        using var body = await RequestBody.ReadAsync(context, MaxBody, share: null, cancellation);
        if (body.Bytes.IsEmpty)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(body.Bytes);
            return Member(document.RootElement, "parameters") is { } parameters && Member(parameters, "version") is { } version ? Version(version) : null;
        }
        catch (JsonException)
        {
            throw RequestException.Wrong($"The body is not valid JSON.");
        }
        catch (InvalidOperationException)
        {
            // A string with half a surrogate pair.
            throw RequestException.Wrong($"The body is not valid JSON: a string is not Unicode text.");
        }
    }
}
