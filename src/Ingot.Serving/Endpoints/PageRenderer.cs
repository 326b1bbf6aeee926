using Ingot.Serving.Pages;
using Ingot.Serving.Security;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Ingot.Serving.Endpoints;

/// <summary>Renders pages on the server: nothing comes from elsewhere, and what a page does not need is forbidden to it.</summary>
internal sealed class PageRenderer(IOptions<ServingOptions> options, IAntiforgery antiforgery, ILoggerFactory loggers)
{
    /// <summary>What the pages of a request know.</summary>
    /// <param name="context">The request.</param>
    /// <param name="hasForms">Whether the page has forms for everybody.</param>
    public async Task<PageContext> ContextAsync(HttpContext context, bool hasForms = false)
    {
        var authorization = context.RequestServices.GetRequiredService<IAuthorizationService>();
        var canManage = options.Value.ManageChannels
            && (await authorization.AuthorizeAsync(context.User, context, new ScopeRequirement(ServingScopes.Admin))).Succeeded;
        var canSignOut = PageCookie.IsSignedIn(context.User);
        var tokens = hasForms || canSignOut || canManage ? antiforgery.GetAndStoreTokens(context) : null;
        return new PageContext
        {
            Root = PageLinks.Root(context),
            User = PageCookie.NameOf(context.User),
            CanSignOut = canSignOut,
            CanManage = canManage,
            FormField = tokens?.FormFieldName,
            FormToken = tokens?.RequestToken,
        };
    }

    /// <summary>Renders a page.</summary>
    /// <param name="context">The request.</param>
    /// <param name="page">What the page knows.</param>
    /// <param name="parameters">The component's own parameters.</param>
    /// <param name="status">The HTTP status.</param>
    /// <typeparam name="TPage">The page's component; it has a parameter <c>Page</c>.</typeparam>
    public async Task<IResult> RenderAsync<TPage>(HttpContext context, PageContext page, Dictionary<string, object?> parameters, int status = StatusCodes.Status200OK)
        where TPage : IComponent
    {
        parameters.Add("Page", page);
        await using var renderer = new HtmlRenderer(context.RequestServices, loggers);
        var html = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<TPage>(ParameterView.FromDictionary(parameters))).ToHtmlString());
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy =
            $"default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action {(page.FormField is null ? "'none'" : "'self'")}{(page.HasScript ? "; script-src 'self'" : string.Empty)}";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
        return Results.Content(html, "text/html; charset=utf-8", statusCode: status);
    }
}
