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
            .WithSummary("Loads the version that parameters.version names, beside the serving one; without it, looks at the channel now.");
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
            }
            else
            {
                await watcher.ReloadAsync(name, cancellation);
            }

            return registry.Find(name) is null
                ? new ErrorResult(RequestException.NotFound($"There is no model '{name}' in the channel. Name a version to load it beside the channel: {{\"parameters\": {{\"version\": \"1.0.0\"}}}}."))
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

    /// <summary>Member <c>parameters.version</c> of the body; null: there is none, or no body.</summary>
    private static async Task<string?> VersionAsync(HttpContext context, CancellationToken cancellation)
    {
        if (context.Request.ContentLength is 0 || (context.Request.ContentLength is null && context.Request.ContentType is null))
        {
            return null;
        }

        var body = await RequestBody.ReadAsync(context, MaxBody, share: null, cancellation);
        try
        {
            if (body.IsEmpty)
            {
                return null;
            }

            using var document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw RequestException.Wrong($"The body is not a JSON object.");
            }

            if (!document.RootElement.TryGetProperty("parameters", out var parameters)
                || parameters.ValueKind != JsonValueKind.Object
                || !parameters.TryGetProperty("version", out var version))
            {
                return null;
            }

            return version.ValueKind == JsonValueKind.String && NuGetVersion.TryParse(version.GetString(), out var parsed)
                ? parsed.ToNormalizedString()
                : throw RequestException.Wrong($"The parameter 'version' is not a version such as 1.4.0.");
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
        finally
        {
            context.Request.BodyReader.AdvanceTo(body.End);
        }
    }
}
