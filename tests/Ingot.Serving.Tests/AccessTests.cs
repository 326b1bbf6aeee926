using System.Net;
using System.Security.Cryptography;
using System.Text;
using Ingot.Core.Diagnostics;
using Ingot.Serving.Security;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Ingot.Serving.Tests;

/// <summary>Who may ask for what.</summary>
public sealed class AccessTests
{
    private const string Path = "/models/Contoso.Churn/predict";

    [Theory]
    [InlineData(null, 401, 401)]
    [InlineData("wrong", 401, 401)]
    [InlineData("shop-key", 200, 403)]
    [InlineData("ops-key", 200, 200)]
    public async Task Keys_allow_what_their_scopes_say(string? key, int predict, int admin)
    {
        await using var host = await ServingHost.StartAsync(o =>
        {
            o.Access.ApiKeys.Add(Key("shop", "shop-key", ServingScopes.Predict));
            o.Access.ApiKeys.Add(Key("ops", "ops-key", ServingScopes.Admin));
        });
        (string, string)[] header = key is null ? [] : [("X-Api-Key", key)];

        using var prediction = await host.PostAsync(Path, "{}", headers: header);
        using var load = await host.PostAsync("/v2/repository/models/Contoso.Churn/load", "{}", headers: header);
        using var health = await host.Client.GetAsync("/v2/health/ready");

        Assert.Equal((predict, admin, 200), ((int)prediction.StatusCode, (int)load.StatusCode, (int)health.StatusCode));
        Assert.DoesNotContain(host.Log.Lines, l => l.Contains("shop-key", StringComparison.Ordinal) || l.Contains("ops-key", StringComparison.Ordinal));
    }

    [Fact]
    public async Task After_too_many_wrong_keys_no_new_one_is_looked_at_and_the_log_falls_silent()
    {
        await using var host = await ServingHost.StartAsync(o =>
        {
            o.Access.ApiKeys.Add(Key("shop", "shop-key", ServingScopes.Predict));
            o.Access.ApiKeys.Add(Key("ops", "ops-key", ServingScopes.Admin));
        });
        var said = string.Empty;
        async Task<(int Status, string? RetryAfter)> Ask(string key)
        {
            using var answer = await host.PostAsync(Path, "{}", headers: ("X-Api-Key", key));
            said = await answer.Content.ReadAsStringAsync();
            return ((int)answer.StatusCode, answer.Headers.RetryAfter?.ToString());
        }

        Assert.Equal((200, null), await Ask("shop-key"));
        for (var i = 0; i < SignInGuard.Tries; i++)
        {
            Assert.Equal((401, null), await Ask("wrong-" + i));
        }

        // A right one that is new is answered as a wrong one is. Who was let in before still is: he may only share a proxy with the stranger.
        Assert.Equal((429, "60"), await Ask("wrong"));
        Assert.Equal((429, "60"), await Ask("ops-key"));
        Assert.Contains("Too many wrong API keys came from this address. Try again in a minute.", said, StringComparison.Ordinal);
        Assert.Equal((200, null), await Ask("shop-key"));

        Assert.Equal(SignInGuard.Tries, host.Log.Lines.Count(l => l.Contains("A wrong key or token", StringComparison.Ordinal)));
        Assert.Single(host.Log.Lines, l => l.Contains("no more of them are looked at", StringComparison.Ordinal));
        Assert.DoesNotContain(host.Log.Lines, l => l.StartsWith("Information", StringComparison.Ordinal) && l.Contains("IngotApiKey was not authenticated", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_key_may_stand_in_the_header_Authorization()
    {
        await using var host = await ServingHost.StartAsync(o => o.Access.ApiKeys.Add(Key("shop", "shop-key", ServingScopes.Predict)));

        using var response = await host.PostAsync(Path, "{}", headers: ("Authorization", "ApiKey shop-key"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("https://login.contoso.com", "ingot", "other predict", 0, 200, 403)]
    [InlineData("https://login.contoso.com", "ingot", "admin", 0, 200, 200)]
    [InlineData("https://login.contoso.com", "ingot", "other", 0, 403, 403)]
    [InlineData("https://login.contoso.com", "ingot", "no-predict predict-not admins", 0, 403, 403)]
    [InlineData("https://login.contoso.com", "ingot", "PREDICT Admin", 0, 403, 403)]
    [InlineData("https://login.contoso.com", "shop", "predict", 0, 401, 401)]
    [InlineData("https://evil.example", "ingot", "predict", 0, 401, 401)]
    [InlineData("https://login.contoso.com", "ingot", "predict", 1, 401, 401)]
    public async Task Tokens_allow_what_their_scopes_say(string issuer, string audience, string scopes, byte key, int predict, int admin)
    {
        await using var host = await ServingHost.StartAsync(
            o =>
            {
                o.Access.TokenAuthority = "https://login.contoso.com";
                o.Access.TokenAudience = "ingot";
            },
            TrustTokens);
        var token = Token(issuer, audience, scopes, key);

        using var prediction = await host.PostAsync(Path, "{}", headers: ("Authorization", "Bearer " + token));
        using var load = await host.PostAsync("/v2/repository/models/Contoso.Churn/load", "{}", headers: ("Authorization", "Bearer " + token));

        Assert.Equal((predict, admin), ((int)prediction.StatusCode, (int)load.StatusCode));
    }

    [Theory]
    [InlineData("127.0.0.1", "localhost", null, null, 200)]
    [InlineData("::1", "[::1]", null, null, 200)]
    [InlineData("192.0.2.1", "localhost", null, null, 403)]
    [InlineData("127.0.0.1", "evil.example", null, null, 403)]
    [InlineData("127.0.0.1", "localhost", "X-Forwarded-For", "192.0.2.1", 403)]
    [InlineData("127.0.0.1", "localhost", "Forwarded", "for=192.0.2.1", 403)]
    public async Task Without_keys_only_this_machine_may_ask(string address, string name, string? header, string? forwarded, int status)
    {
        await using var host = await ServingHost.StartAsync();

        var context = await host.Server.SendAsync(c =>
        {
            c.Request.Method = "GET";
            c.Request.Path = "/v2";
            c.Request.Host = new(name);
            c.Connection.RemoteIpAddress = IPAddress.Parse(address);
            if (header is not null)
            {
                c.Request.Headers[header] = forwarded;
            }
        });

        Assert.Equal(status, context.Response.StatusCode);
    }

    [Theory]
    [InlineData(null, null, 200)]
    [InlineData("same-origin", "null", 200)]
    [InlineData("none", null, 200)]
    [InlineData(null, "http://localhost", 200)]
    [InlineData("cross-site", "https://evil.example", 403)]
    [InlineData("cross-site", null, 403)]
    [InlineData("same-site", "http://localhost:3000", 403)]
    [InlineData(null, "http://localhost:3000", 403)]
    [InlineData(null, "null", 403)]
    public async Task Without_keys_no_other_site_s_page_may_send_anything(string? site, string? origin, int status)
    {
        await using var host = await ServingHost.StartAsync();
        foreach (var (method, expected) in new[] { ("POST", status), ("GET", 200) })
        {
            var context = await host.Server.SendAsync(c =>
            {
                c.Request.Method = method;
                c.Request.Path = method == "GET" ? "/v2" : "/v2/repository/models/Contoso.Churn/unload";
                c.Request.Host = new("localhost");
                c.Connection.RemoteIpAddress = IPAddress.Loopback;
                c.Request.Headers["Sec-Fetch-Site"] = site;
                c.Request.Headers.Origin = origin;
            });

            Assert.Equal(expected, context.Response.StatusCode);
        }
    }

    [Fact]
    public async Task Everybody_may_ask_where_that_was_said()
    {
        await using var host = await ServingHost.StartAsync(o => o.Access.AllowAnonymous = true);

        var context = await host.Server.SendAsync(c =>
        {
            c.Request.Path = "/v2";
            c.Connection.RemoteIpAddress = IPAddress.Parse("192.0.2.1");
        });

        Assert.Equal(200, context.Response.StatusCode);
    }

    [Theory]
    [InlineData("percent")]
    [InlineData("key")]
    [InlineData("scope")]
    [InlineData("authority")]
    [InlineData("package")]
    [InlineData("canary")]
    [InlineData("manage")]
    public async Task Wrong_settings_are_found_before_anything_starts(string what)
    {
        await using var host = new ServingHost();

        var thrown = await Assert.ThrowsAsync<IngotException>(() => host.RunAsync(o =>
        {
            switch (what)
            {
                case "percent":
                    o.Canary.Percent = 110;
                    break;
                case "key":
                    o.Access.ApiKeys.Add(new ApiKey { Name = "a", Sha256 = "plain", Scopes = ["predict"] });
                    break;
                case "scope":
                    o.Access.ApiKeys.Add(Key("a", "b", "everything"));
                    break;
                case "authority":
                    o.Access.TokenAuthority = "http://contoso.com";
                    o.Access.TokenAudience = "ingot";
                    break;
                case "package":
                    o.Packages.Add("../x@1.0.0");
                    break;
                case "manage":
                    o.ManageChannels = true;
                    o.Access.AllowAnonymous = true;
                    break;
                default:
                    o.Canary.Channel = "production";
                    break;
            }
        }));

        Assert.Equal("INGOT7007", thrown.Diagnostic.Code);
    }

    /// <summary>What the authority would say of itself, without asking it.</summary>
    internal static void TrustTokens(IServiceCollection services) => services.PostConfigure<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme, o =>
    {
        var known = new OpenIdConnectConfiguration { Issuer = "https://login.contoso.com" };
        known.SigningKeys.Add(SigningKey(0));
        o.ConfigurationManager = new StaticConfigurationManager<OpenIdConnectConfiguration>(known);
    });

    internal static string Token(string issuer, string audience, string scopes, byte key = 0, DateTimeOffset? end = null) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = issuer,
        Audience = audience,
        Expires = end?.UtcDateTime,
        Claims = new Dictionary<string, object> { ["scope"] = scopes, ["name"] = "Ada" },
        SigningCredentials = new SigningCredentials(SigningKey(key), SecurityAlgorithms.HmacSha256),
    });

    private static SymmetricSecurityKey SigningKey(byte value) => new(Enumerable.Repeat(value, 32).ToArray());

    internal static ApiKey Key(string name, string key, string scope) => new()
    {
        Name = name,
        Sha256 = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key))),
        Scopes = [scope],
    };
}
