using Ingot.Serving.Pages;
using Ingot.Serving.Requests;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Ingot.Serving.Security;

/// <summary>Says in the answer why a request was not allowed. Other endpoints of the application are left to ASP.NET Core.</summary>
internal sealed class AccessResultHandler(IOptions<ServingOptions> options) : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler _default = new();

    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Succeeded || policy.Requirements.OfType<ScopeRequirement>().FirstOrDefault() is not { } requirement)
        {
            return _default.HandleAsync(next, context, policy, authorizeResult);
        }

        if (!options.Value.Access.IsProtected)
        {
            return ErrorAnswer.WriteAsync(context, StatusCodes.Status403Forbidden, "The server has neither API keys nor tokens, so it answers only this machine's own requests, by the name localhost or an address, not through a proxy, and not sent by another site's page.");
        }

        if (authorizeResult.Forbidden)
        {
            return ErrorAnswer.WriteAsync(context, StatusCodes.Status403Forbidden, $"The key or token does not have the scope '{requirement.Scope}'.");
        }

        if (ApiKeyGuard.IsRefused(context))
        {
            return ErrorAnswer.WriteAsync(context, RequestException.TooManyKeys(SignInGuard.Seconds));
        }

        if (policy.AuthenticationSchemes.Contains(PageCookie.SchemeName) && context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase))
        {
            // A browser: a person can sign in.
            context.Response.Headers.CacheControl = "no-store";
            context.Response.Redirect(PageLinks.Root(context) + PageLinks.SignIn);
            return Task.CompletedTask;
        }

        context.Response.Headers.WWWAuthenticate = options.Value.Access.TokenAuthority is null ? "ApiKey" : "Bearer";
        return ErrorAnswer.WriteAsync(context, StatusCodes.Status401Unauthorized, $"The request has no valid API key in the header {ApiKeyHandler.HeaderName}, and no valid bearer token.");
    }
}
