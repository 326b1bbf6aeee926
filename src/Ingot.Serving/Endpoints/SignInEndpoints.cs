using Ingot.Serving.Pages;
using Ingot.Serving.Requests;
using Ingot.Serving.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Ingot.Serving.Endpoints;

/// <summary>Signing in at the page with an API key or a token, and signing out.</summary>
internal static class SignInEndpoints
{
    public static void Map(RouteGroupBuilder group)
    {
        group.MapGet(PageLinks.SignIn, ShowAsync).ExcludeFromDescription();
        group.MapPost(PageLinks.SignIn, SignInAsync).ExcludeFromDescription();
        group.MapPost(PageLinks.SignOut, SignOutAsync).ExcludeFromDescription();
    }

    private static async Task<IResult> ShowAsync(HttpContext context, PageRenderer renderer, IOptions<ServingOptions> options) =>
        options.Value.Access.IsProtected ? await RenderAsync(context, renderer, options.Value.Access, null, StatusCodes.Status200OK) : Results.LocalRedirect(PageLinks.Root(context));

    private static async Task<IResult> SignInAsync(
        HttpContext context, PageRenderer renderer, SignInGuard guard, TimeProvider time, IOptions<ServingOptions> options)
    {
        var access = options.Value.Access;
        var address = context.Connection.RemoteIpAddress;
        try
        {
            var form = await PostedForm.ReadAsync(context);
            if (!guard.Allows(address))
            {
                return await RenderAsync(context, renderer, access, "Too many wrong keys came from this address. Try again in a minute.", StatusCodes.Status429TooManyRequests);
            }

            if (await TryAsync(context, access, form, time.GetUtcNow()) is { } fault)
            {
                guard.Count(address);
                return await RenderAsync(context, renderer, access, fault, StatusCodes.Status401Unauthorized);
            }

            return new SeeOther(PageLinks.Root(context));
        }
        catch (RequestException e)
        {
            return new ErrorResult(e);
        }
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, IOptions<ServingOptions> options)
    {
        try
        {
            var root = PageLinks.Root(context);
            if (!options.Value.Access.IsProtected)
            {
                return new SeeOther(root);
            }

            // Its forms are of whoever is signed in: that must be known before they are read.
            if (await context.AuthenticateAsync(PageCookie.SchemeName) is { Principal: { } user })
            {
                context.User = user;
                await PostedForm.ReadAsync(context);
                await context.SignOutAsync(PageCookie.SchemeName);
            }

            return new SeeOther(root + PageLinks.SignIn);
        }
        catch (RequestException e)
        {
            return new ErrorResult(e);
        }
    }

    /// <summary>Signs in by what a form says; else why not.</summary>
    private static async Task<string?> TryAsync(HttpContext context, AccessOptions access, IFormCollection form, DateTimeOffset now)
    {
        if (form.Field("key") is { Length: > 0 } text)
        {
            if (ApiKeys.Find(access, text) is not { } key)
            {
                return "The API key is not known.";
            }

            await PageCookie.SignInAsync(context, key, now);
            return null;
        }

        if (access.TokenAuthority is null || form.Field("token") is not { Length: > 0 } token)
        {
            return "Neither a key nor a token was given.";
        }

        var result = await AuthenticateAsync(context, token);
        if (result.Principal is not { } user)
        {
            return "The token is not valid: it is not the authority's, is for somebody else, or has expired.";
        }

        var authorization = context.RequestServices.GetRequiredService<IAuthorizationService>();
        if (!(await authorization.AuthorizeAsync(user, context, new ScopeRequirement(ServingScopes.Predict))).Succeeded)
        {
            return $"The token has neither the scope {ServingScopes.Predict} nor {ServingScopes.Admin}.";
        }

        await PageCookie.SignInAsync(context, user, result.Properties?.ExpiresUtc, now);
        return null;
    }

    // By a handler of its own: the request's may have looked already, and found no token.
    private static async Task<AuthenticateResult> AuthenticateAsync(HttpContext context, string token)
    {
        context.Request.Headers.Authorization = "Bearer " + token;
        await using var scope = context.RequestServices.CreateAsyncScope();
        var handler = await scope.ServiceProvider.GetRequiredService<IAuthenticationHandlerProvider>().GetHandlerAsync(context, JwtBearerDefaults.AuthenticationScheme);
        return await handler!.AuthenticateAsync();
    }

    private static async Task<IResult> RenderAsync(HttpContext context, PageRenderer renderer, AccessOptions access, string? fault, int status) => await renderer.RenderAsync<SignInPage>(
        context,
        await renderer.ContextAsync(context, hasForms: true),
        new()
        {
            [nameof(SignInPage.TakesKeys)] = access.ApiKeys.Count > 0,
            [nameof(SignInPage.Authority)] = access.TokenAuthority,
            [nameof(SignInPage.Fault)] = fault,
        },
        status);
}
