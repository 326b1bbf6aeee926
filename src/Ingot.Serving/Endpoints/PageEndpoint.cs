using Ingot.Core.Diagnostics;
using Ingot.Releases.Channels;
using Ingot.Releases.Signing;
using Ingot.Serving.Monitoring;
using Ingot.Serving.Pages;
using Ingot.Serving.Security;
using Ingot.Serving.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Ingot.Serving.Endpoints;

/// <summary>The page at <c>/</c>, its style sheet and its script.</summary>
internal static class PageEndpoint
{
    public static void Map(RouteGroupBuilder group)
    {
        group.MapGet("/", RenderAsync).RequireAuthorization(PagePolicies.Read).WithName(PageLinks.Name).ExcludeFromDescription();
        group.MapGet(PageLinks.StyleSheet, () => Resource(PageLinks.StyleSheet, "text/css; charset=utf-8")).ExcludeFromDescription();
        group.MapGet(PageLinks.Script, () => Resource(PageLinks.Script, "text/javascript; charset=utf-8")).ExcludeFromDescription();
    }

    private static IResult Resource(string name, string type) => Results.Stream(typeof(PageEndpoint).Assembly.GetManifestResourceStream(name)!, type);

    private static async Task<IResult> RenderAsync(HttpContext context, ServingState state, MonitorBoard board, IOptions<ServingOptions> options, PageRenderer renderer)
    {
        var (channels, problems) = Read(new ChannelFolder(options.Value.ChannelsFolder));
        return await renderer.RenderAsync<OverviewPage>(context, await renderer.ContextAsync(context), new()
        {
            [nameof(OverviewPage.State)] = state,
            [nameof(OverviewPage.Channels)] = channels,
            [nameof(OverviewPage.Windows)] = board.Windows,
            [nameof(OverviewPage.Problems)] = problems,
        });
    }

    private static (List<ChannelOverview> Channels, List<string> Problems) Read(ChannelFolder folder)
    {
        var channels = new List<ChannelOverview>();
        var problems = new List<string>();
        T? Try<T>(string what, Func<T> read)
            where T : class
        {
            try
            {
                return read();
            }
            catch (IngotException e)
            {
                problems.Add($"{e.Diagnostic.Code}: {what}: {e.Diagnostic.Message}");
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                problems.Add($"{what}: {e.Message}");
            }

            return null;
        }

        var keys = Try("keys", () => KeyRing.Read(folder.Keys)) ?? KeyRing.Empty;
        foreach (var file in folder.Files())
        {
            var name = $"{Path.GetFileName(Path.GetDirectoryName(file))}/{Path.GetFileName(file)}";
            if (Try(name, () => ChannelOverview.Of(folder, ChannelFile.Read(file), keys)) is { } channel)
            {
                channels.Add(channel);
            }
        }

        return (channels, problems);
    }
}
