using Ingot.Serving.Monitoring;
using Ingot.Serving.Pages;
using Ingot.Serving.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Ingot.Serving.Endpoints;

/// <summary>The report of the last window of production, by package and channel.</summary>
internal static class MonitorEndpoint
{
    // As the page says it of itself: whatever stood in it would run and fetch nothing.
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    public static void Map(RouteGroupBuilder group) =>
        group.MapGet($"{PageLinks.Monitor}/{{package}}", Page).RequireAuthorization(PagePolicies.Read).ExcludeFromDescription();

    private static IResult Page(HttpContext context, string package, string? channel, MonitorBoard board)
    {
        if (board.Find(package, string.IsNullOrEmpty(channel) ? null : channel)?.Page is not { } page)
        {
            return Results.NotFound();
        }

        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
        return Results.Content(page, "text/html; charset=utf-8");
    }
}
