using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Ingot.Serving.Security;

/// <summary>
/// The cookie of people who signed in at the page. It is encrypted, names no key, and is good while it is used and the key it was
/// given for is known, at most <see cref="Longest"/>.
/// </summary>
internal static class PageCookie
{
    public const string SchemeName = "IngotPage";

    /// <summary>How long it is good without being used.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromHours(1);

    /// <summary>How long it is good at most.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    private const string KeyClaim = "ingot:key";
    private const string EndName = "ingot.end";

    // The names that authorities give people, in the order in which they are asked for.
    private static readonly string[] NameClaims = [ClaimTypes.Name, "name", "preferred_username", "email", "sub", ClaimTypes.NameIdentifier];

    public static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "ingot-page";
        options.Cookie.HttpOnly = true;
        options.Cookie.IsEssential = true;
        options.Cookie.SameSite = SameSiteMode.Strict;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = Idle;
        options.SlidingExpiration = true;
        options.Events.OnValidatePrincipal = ValidateAsync;
    }

    /// <summary>Signs in whom an API key stands for.</summary>
    public static Task SignInAsync(HttpContext context, ApiKey key, DateTimeOffset now) => SignInAsync(context, Principal(key), now + Longest);

    /// <summary>Signs in whom a token stands for, until it ends.</summary>
    public static Task SignInAsync(HttpContext context, ClaimsPrincipal token, DateTimeOffset? end, DateTimeOffset now)
    {
        var scopes = token.Claims.Where(c => ScopeHandler.ClaimNames.Contains(c.Type)).Select(c => new Claim(ApiKeys.ScopeClaim, c.Value));
        var latest = now + Longest;
        return SignInAsync(context, Principal([new Claim(ClaimTypes.Name, NameOf(token) ?? "token"), .. scopes]), end < latest ? end.Value : latest);
    }

    /// <summary>Whom a principal stands for; null: nobody says.</summary>
    public static string? NameOf(ClaimsPrincipal user) =>
        user.Identity?.IsAuthenticated == true ? NameClaims.Select(n => user.FindFirst(n)?.Value).FirstOrDefault(v => !string.IsNullOrWhiteSpace(v)) : null;

    /// <summary>Whether a principal came by the cookie.</summary>
    public static bool IsSignedIn(ClaimsPrincipal user) => user.Identities.Any(i => i.AuthenticationType == SchemeName);

    private static Task SignInAsync(HttpContext context, ClaimsPrincipal principal, DateTimeOffset end) => context.SignInAsync(
        SchemeName,
        principal,
        new AuthenticationProperties { Items = { [EndName] = end.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture) } });

    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var isOver = !context.Properties.Items.TryGetValue(EndName, out var text)
            || !long.TryParse(text, CultureInfo.InvariantCulture, out var end)
            || now.ToUnixTimeSeconds() >= end;
        var hash = context.Principal?.FindFirst(KeyClaim)?.Value;
        var key = hash is null
            ? null
            : services.GetRequiredService<IOptions<ServingOptions>>().Value.Access.ApiKeys.FirstOrDefault(k => k.Sha256.Equals(hash, StringComparison.OrdinalIgnoreCase));
        if (isOver || (hash is not null && key is null))
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(SchemeName);
        }
        else if (key is not null)
        {
            // What the key allows now, not what it allowed then.
            context.ReplacePrincipal(Principal(key));
        }
    }

    private static ClaimsPrincipal Principal(ApiKey key) => Principal(ApiKeys.Claims(key).Append(new Claim(KeyClaim, key.Sha256)));

    private static ClaimsPrincipal Principal(IEnumerable<Claim> claims) => new(new ClaimsIdentity(claims, SchemeName));
}
