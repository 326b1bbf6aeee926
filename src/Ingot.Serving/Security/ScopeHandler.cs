using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Ingot.Serving.Security;

/// <summary>Grants a scope to keys and tokens that have it; without keys and tokens, to this machine.</summary>
internal sealed class ScopeHandler(IOptions<ServingOptions> options) : AuthorizationHandler<ScopeRequirement>
{
    /// <summary>The claims in which authorities write scopes.</summary>
    public static IReadOnlyList<string> ClaimNames { get; } = [ApiKeys.ScopeClaim, "scp", "roles", ClaimTypes.Role];

    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, ScopeRequirement requirement)
    {
        var access = options.Value.Access;
        var granted = access.AllowAnonymous
            || (access.IsProtected
                ? HasScope(context.User, requirement.Scope) || HasScope(context.User, ServingScopes.Admin)
                : context.Resource is HttpContext request && IsOwnMachine(request));
        if (granted)
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }

    private static bool HasScope(ClaimsPrincipal user, string scope) =>
        user.Identity?.IsAuthenticated == true
        && user.Claims.Any(c => ClaimNames.Contains(c.Type) && c.Value.Split(' ').Contains(scope, StringComparer.Ordinal));

    /// <summary>
    /// Whether a request comes from this machine by itself: not through a proxy that brings those of others, and not from a web page
    /// that made this machine's browser believe that its name is this machine's, or that sends something here.
    /// </summary>
    private static bool IsOwnMachine(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress;
        var host = context.Request.Host.Host.Trim('[', ']');
        return (address is null || IPAddress.IsLoopback(address))
            && !context.Request.Headers.ContainsKey("X-Forwarded-For")
            && !context.Request.Headers.ContainsKey("Forwarded")
            && (host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || IPAddress.TryParse(host, out _))
            && !IsSentByOtherSite(context.Request);
    }

    /// <summary>
    /// Whether a page of another site had the browser send the request, as its headers say (Fetch, <c>Origin</c>; Fetch Metadata). Pages may send
    /// anything anywhere that is not called JSON; what only reads they may ask for, and are not shown.
    /// </summary>
    private static bool IsSentByOtherSite(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        {
            return false;
        }

        var (site, origin) = (request.Headers["Sec-Fetch-Site"].ToString(), request.Headers.Origin.ToString());
        return site.Length > 0
            ? site is not ("same-origin" or "none")
            : origin.Length > 0 && !origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
    }
}
