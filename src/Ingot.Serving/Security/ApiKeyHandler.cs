using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Ingot.Serving.Security;

/// <summary>API keys in the header <c>X-Api-Key</c>, or <c>Authorization: ApiKey …</c>.</summary>
internal sealed class ApiKeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    ApiKeyGuard guard,
    IOptions<ServingOptions> serving) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "IngotApiKey";
    public const string HeaderName = "X-Api-Key";
    private const string Prefix = "ApiKey ";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var key = Key();
        if (string.IsNullOrEmpty(key))
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        // A failure would be logged by ASP.NET Core, each of them: the guard says as many as anybody needs.
        var found = guard.Find(Context, serving.Value.Access, key);
        return Task.FromResult(found is null
            ? AuthenticateResult.NoResult()
            : AuthenticateResult.Success(new AuthenticationTicket(Principal(found), Scheme.Name)));
    }

    private string? Key()
    {
        var header = Request.Headers[HeaderName].ToString();
        if (header.Length > 0)
        {
            return header;
        }

        var authorization = Request.Headers.Authorization.ToString();
        return authorization.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? authorization[Prefix.Length..].Trim() : null;
    }

    private static ClaimsPrincipal Principal(ApiKey key) => new(new ClaimsIdentity(ApiKeys.Claims(key), SchemeName));
}
