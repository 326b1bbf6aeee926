using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
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
    IOptions<ServingOptions> serving) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "IngotApiKey";
    public const string HeaderName = "X-Api-Key";
    private const string Prefix = "ApiKey ";
    private const int LongestKey = 1024;

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var key = Key();
        if (string.IsNullOrEmpty(key))
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(key.Length <= LongestKey ? key : string.Empty));
        ApiKey? found = null;
        foreach (var candidate in serving.Value.Access.ApiKeys)
        {
            // All are compared, and each in full, so that the time tells nothing.
            if (CryptographicOperations.FixedTimeEquals(hash, Convert.FromHexString(candidate.Sha256)))
            {
                found = candidate;
            }
        }

        return Task.FromResult(found is null
            ? AuthenticateResult.Fail("The API key is not known.")
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

    private static ClaimsPrincipal Principal(ApiKey key) => new(new ClaimsIdentity(
        [new Claim(ClaimTypes.Name, key.Name), .. key.Scopes.Select(s => new Claim("scope", s))], SchemeName));
}
