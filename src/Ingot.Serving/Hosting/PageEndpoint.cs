using Ingot.Core.Diagnostics;
using Ingot.Packaging.Channels;
using Ingot.Serving.Pages;
using Ingot.Serving.Security;
using Ingot.Serving.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Ingot.Serving.Hosting;

/// <summary>The page at <c>/</c> and its style sheet.</summary>
internal static class PageEndpoint
{
    private const string StyleSheet = "ingot.css";

    public static void Map(RouteGroupBuilder group)
    {
        group.MapGet("/", RenderAsync).RequireAuthorization(ServingScopes.PredictPolicy).ExcludeFromDescription();
        group.MapGet(StyleSheet, () => Results.Stream(typeof(PageEndpoint).Assembly.GetManifestResourceStream(StyleSheet)!, "text/css; charset=utf-8"))
            .ExcludeFromDescription();
    }

    private static async Task<IResult> RenderAsync(
        HttpContext context, ServingState state, IOptions<ServingOptions> options, IServiceProvider services, ILoggerFactory loggers)
    {
        var (channels, problems) = Read(new ChannelFolder(options.Value.ChannelsFolder));
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>
        {
            [nameof(OverviewPage.State)] = state,
            [nameof(OverviewPage.Channels)] = channels,
            [nameof(OverviewPage.Problems)] = problems,
        });
        await using var renderer = new HtmlRenderer(services, loggers);
        var html = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<OverviewPage>(parameters)).ToHtmlString());

        // The page has no script, and nothing comes from elsewhere.
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.CacheControl = "no-store";
        return Results.Content(html, "text/html; charset=utf-8");
    }

    private static (List<ChannelState> Channels, List<string> Problems) Read(ChannelFolder folder)
    {
        var channels = new List<ChannelState>();
        var problems = new List<string>();
        foreach (var file in folder.Files())
        {
            try
            {
                channels.Add(ChannelFile.Read(file));
            }
            catch (IngotException e)
            {
                problems.Add($"{e.Diagnostic.Code}: {Path.GetFileName(Path.GetDirectoryName(file))}/{Path.GetFileName(file)}: {e.Diagnostic.Message}");
            }
            catch (IOException e)
            {
                problems.Add($"{Path.GetFileName(Path.GetDirectoryName(file))}/{Path.GetFileName(file)}: {e.Message}");
            }
        }

        return (channels, problems);
    }
}
