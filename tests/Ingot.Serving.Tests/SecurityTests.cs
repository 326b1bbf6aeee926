using System.Globalization;
using System.Net;
using System.Security.Claims;
using System.Text.Json.Nodes;
using Ingot.Serving.Requests;
using Ingot.Serving.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Infrastructure;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Ingot.Serving.Tests;

/// <summary>Keys, scopes and refusals, each by itself.</summary>
public sealed class SecurityTests
{
    private static readonly ApiKey Shop = AccessTests.Key("shop", "shop-key", ServingScopes.Predict);

    [Fact]
    public void A_key_is_found_by_its_hash_wherever_it_stands_among_others()
    {
        var ops = AccessTests.Key("ops", "ops-key", ServingScopes.Admin);
        var access = new AccessOptions { ApiKeys = { Shop, ops } };

        Assert.Same(Shop, ApiKeys.Find(access, "shop-key"));
        Assert.Same(ops, ApiKeys.Find(access, "ops-key"));
        Assert.Null(ApiKeys.Find(access, "shop-key "));
        Assert.Null(ApiKeys.Find(access, string.Empty));
        Assert.Null(ApiKeys.Find(new AccessOptions(), "shop-key"));
    }

    /// <summary>Nobody makes the server hash megabytes.</summary>
    [Fact]
    public void A_key_has_1024_characters_at_most()
    {
        var (longest, longer) = (new string('k', 1024), new string('k', 1025));
        var access = new AccessOptions { ApiKeys = { AccessTests.Key("a", longest, "predict"), AccessTests.Key("b", longer, "predict") } };

        Assert.Equal("a", ApiKeys.Find(access, longest)?.Name);
        Assert.Null(ApiKeys.Find(access, longer));
    }

    [Fact]
    public void A_server_is_protected_by_keys_or_by_an_authority()
    {
        Assert.False(new AccessOptions().IsProtected);
        Assert.True(new AccessOptions { ApiKeys = { Shop } }.IsProtected);
        Assert.True(new AccessOptions { TokenAuthority = "https://login.contoso.com" }.IsProtected);
    }

    [Fact]
    public void Whoever_was_let_in_before_from_the_same_place_stays_so()
    {
        using var guard = new ApiKeyGuard(NullLogger<SignInGuard>.Instance);
        var access = new AccessOptions { ApiKeys = { Shop, AccessTests.Key("ops", "ops-key", ServingScopes.Admin) } };
        (string? Name, bool IsRefused) Ask(string key, string address)
        {
            var context = new DefaultHttpContext { Connection = { RemoteIpAddress = IPAddress.Parse(address) } };
            return (guard.Find(context, access, key)?.Name, ApiKeyGuard.IsRefused(context));
        }

        Assert.Equal(("shop", false), Ask("shop-key", "2001:db8:1:2::1"));
        for (var i = 0; i < SignInGuard.Tries; i++)
        {
            Assert.Equal((null, false), Ask("wrong", "2001:db8:1:2::2"));
        }

        Assert.Equal((null, true), Ask("wrong", "2001:db8:1:2::1"));
        Assert.Equal((null, true), Ask("ops-key", "2001:db8:1:2::1"));
        Assert.Equal(("shop", false), Ask("shop-key", "2001:db8:1:2::3"));
        Assert.Equal(("ops", false), Ask("ops-key", "2001:db8:1:3::1"));
        Assert.Equal((null, false), Ask("wrong", "2001:db8:1:3::1"));
    }

    [Fact]
    public void No_more_than_so_many_are_remembered()
    {
        using var guard = new ApiKeyGuard(NullLogger<SignInGuard>.Instance);
        var access = new AccessOptions { ApiKeys = { Shop } };
        ApiKey? Ask(string key, int address) =>
            guard.Find(new DefaultHttpContext { Connection = { RemoteIpAddress = new IPAddress([10, 0, (byte)(address >> 8), (byte)address]) } }, access, key);
        void Block(int address)
        {
            for (var i = 0; i < SignInGuard.Tries; i++)
            {
                Ask("wrong", address);
            }
        }

        for (var i = 0; i < 4096; i++)
        {
            Ask("shop-key", i);
        }

        Block(0);
        Block(1);
        Assert.Same(Shop, Ask("shop-key", 0));
        Ask("shop-key", 4096);
        Assert.Null(Ask("shop-key", 1));
    }

    [Theory]
    [InlineData("scope", "predict", true)]
    [InlineData("scope", "other predict", true)]
    [InlineData("scp", "predict", true)]
    [InlineData("roles", "predict", true)]
    [InlineData(ClaimTypes.Role, "predict", true)]
    [InlineData("scope", "admin", true)]
    [InlineData("scope", "other", false)]
    [InlineData("scope", "predict,other", false)]
    [InlineData("groups", "predict", false)]
    [InlineData(ClaimTypes.Name, "predict", false)]
    public async Task A_scope_is_a_word_of_a_claim_that_has_scopes(string claim, string value, bool isGranted)
    {
        var options = new ServingOptions();
        options.Access.ApiKeys.Add(Shop);

        Assert.Equal(isGranted, await IsGranted(options, new ClaimsPrincipal(new ClaimsIdentity([new Claim(claim, value)], "test"))));

        // Claims of nobody count for nothing.
        Assert.False(await IsGranted(options, new ClaimsPrincipal(new ClaimsIdentity([new Claim(claim, value)]))));
    }

    [Theory]
    [InlineData(null, "localhost", "GET", null, true)]
    [InlineData("127.0.0.1", "LOCALHOST", "GET", null, true)]
    [InlineData("127.0.0.1", "192.0.2.7", "GET", null, true)]
    [InlineData("::ffff:127.0.0.1", "localhost", "GET", null, true)]
    [InlineData("127.0.0.1", "[::1]", "GET", null, true)]
    [InlineData("127.0.0.1", "localhost.evil.example", "GET", null, false)]
    [InlineData("127.0.0.1", "", "GET", null, false)]
    [InlineData("192.0.2.1", "192.0.2.7", "GET", null, false)]
    [InlineData("127.0.0.1", "localhost", "HEAD", "https://evil.example", true)]
    [InlineData("127.0.0.1", "localhost", "DELETE", "https://evil.example", false)]
    [InlineData("127.0.0.1", "localhost", "DELETE", "HTTP://LOCALHOST", true)]
    [InlineData("127.0.0.1", "localhost", "DELETE", "https://localhost", false)]
    public async Task Without_keys_a_request_is_this_machines_by_address_name_and_origin(string? address, string host, string method, string? origin, bool isGranted)
    {
        var context = new DefaultHttpContext();
        (context.Request.Method, context.Request.Scheme, context.Request.Host) = (method, "http", new HostString(host));
        context.Connection.RemoteIpAddress = address is null ? null : IPAddress.Parse(address);
        context.Request.Headers.Origin = origin;

        Assert.Equal(isGranted, await IsGranted(new ServingOptions(), new ClaimsPrincipal(), context));
        Assert.False(await IsGranted(new ServingOptions(), new ClaimsPrincipal(), "no request"));
    }

    [Theory]
    [InlineData("ada", ClaimTypes.Name, "ada", "name", "Ada Lovelace")]
    [InlineData("Ada Lovelace", "email", "ada@contoso.com", "name", "Ada Lovelace")]
    [InlineData("ada", "preferred_username", "ada", "email", "ada@contoso.com")]
    [InlineData("ada@contoso.com", "sub", "0042", "email", "ada@contoso.com")]
    [InlineData("0042", "sub", "0042", ClaimTypes.NameIdentifier, "7")]
    [InlineData("7", "name", " ", ClaimTypes.NameIdentifier, "7")]
    [InlineData(null, "name", "", "other", "x")]
    public void A_person_is_called_by_the_first_name_that_the_authority_gives(string? name, string first, string firstValue, string second, string secondValue)
    {
        ClaimsPrincipal User(string? scheme) => new(new ClaimsIdentity([new Claim(first, firstValue), new Claim(second, secondValue)], scheme));

        Assert.Equal(name, PageCookie.NameOf(User("test")));
        Assert.Null(PageCookie.NameOf(User(null)));
        Assert.True(PageCookie.IsSignedIn(User(PageCookie.SchemeName)));
        Assert.False(PageCookie.IsSignedIn(User("test")));
    }

    /// <summary>However long the authority lets a token live, and whether it says so.</summary>
    [Theory]
    [InlineData(null, 12)]
    [InlineData(1, 1)]
    [InlineData(12, 12)]
    [InlineData(24 * 365, 12)]
    public async Task Who_signs_in_with_a_token_is_in_until_it_ends_and_half_a_day_at_most(int? tokenHours, int hours)
    {
        var signedIn = new SignedIn();
        await using var services = new ServiceCollection().AddSingleton<IAuthenticationService>(signedIn).BuildServiceProvider();
        var now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);
        var token = new ClaimsPrincipal(new ClaimsIdentity([new Claim("scp", "predict"), new Claim("groups", "admin")], "test"));

        await PageCookie.SignInAsync(new DefaultHttpContext { RequestServices = services }, token, tokenHours is { } h ? now.AddHours(h) : null, now);

        var (scheme, user, end) = Assert.Single(signedIn.Cookies);
        Assert.Equal((PageCookie.SchemeName, now.AddHours(hours).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)), (scheme, end));

        // The log needs some name, and of the claims only scopes are kept.
        Assert.Equal([(ClaimTypes.Name, "token"), ("scope", "predict")], user.Claims.Select(c => (c.Type, c.Value)));
    }

    [Fact]
    public async Task A_refusal_says_what_is_missing()
    {
        var options = new ServingOptions();
        Assert.Equal(
            (403, "The server has neither API keys nor tokens, so it answers only this machine's own requests, by the name localhost or an address, not through a proxy, and not sent by another site's page.", ""),
            await Refuse(options, PolicyAuthorizationResult.Challenge()));
        options.Access.ApiKeys.Add(Shop);
        Assert.Equal((403, "The key or token does not have the scope 'predict'.", ""), await Refuse(options, PolicyAuthorizationResult.Forbid()));
        const string none = "The request has no valid API key in the header X-Api-Key, and no valid bearer token.";
        Assert.Equal((401, none, "ApiKey"), await Refuse(options, PolicyAuthorizationResult.Challenge()));
        options.Access.TokenAuthority = "https://login.contoso.com";
        Assert.Equal((401, none, "Bearer"), await Refuse(options, PolicyAuthorizationResult.Challenge()));

        // A browser that asks for a prediction is not led to the page's form, nor a program that asks for the page.
        Assert.Equal((401, none, "Bearer"), await Refuse(options, PolicyAuthorizationResult.Challenge(), accept: "text/html"));
        Assert.Equal((401, none, "Bearer"), await Refuse(options, PolicyAuthorizationResult.Challenge(), PageCookie.SchemeName, "application/json"));
    }

    [Fact]
    public async Task A_refusal_by_the_applications_own_policy_is_left_to_ASP_NET_Core()
    {
        var signedIn = new SignedIn();
        await using var services = new ServiceCollection().AddSingleton<IAuthenticationService>(signedIn).BuildServiceProvider();

        await new AccessResultHandler(Options.Create(new ServingOptions())).HandleAsync(
            _ => throw new InvalidOperationException("It goes on."),
            new DefaultHttpContext { RequestServices = services },
            new AuthorizationPolicy([new ClaimsAuthorizationRequirement("office", null)], ["Contoso"]),
            PolicyAuthorizationResult.Challenge());

        Assert.Equal(["Contoso"], signedIn.Challenges);
    }

    private static async Task<bool> IsGranted(ServingOptions options, ClaimsPrincipal user, object? resource = null)
    {
        var context = new AuthorizationHandlerContext([new ScopeRequirement(ServingScopes.Predict)], user, resource);
        await new ScopeHandler(Options.Create(options)).HandleAsync(context);
        return context.HasSucceeded;
    }

    private static async Task<(int Status, string Message, string Header)> Refuse(
        ServingOptions options, PolicyAuthorizationResult result, string scheme = ApiKeyHandler.SchemeName, string accept = "")
    {
        using var body = new MemoryStream();
        var context = new DefaultHttpContext { Response = { Body = body } };
        context.Request.Headers.Accept = accept;
        await new AccessResultHandler(Options.Create(options)).HandleAsync(
            _ => throw new InvalidOperationException("It goes on."), context, new AuthorizationPolicy([new ScopeRequirement(ServingScopes.Predict)], [scheme]), result);
        return (context.Response.StatusCode, (string)JsonNode.Parse(body.ToArray())!["error"]!, context.Response.Headers.WWWAuthenticate.ToString());
    }

    /// <summary>Keeps what is signed in, and who is asked to sign in.</summary>
    private sealed class SignedIn : IAuthenticationService
    {
        public List<(string? Scheme, ClaimsPrincipal User, string? End)> Cookies { get; } = [];

        public List<string?> Challenges { get; } = [];

        public Task SignInAsync(HttpContext context, string? scheme, ClaimsPrincipal principal, AuthenticationProperties? properties)
        {
            Cookies.Add((scheme, principal, properties?.Items["ingot.end"]));
            return Task.CompletedTask;
        }

        public Task<AuthenticateResult> AuthenticateAsync(HttpContext context, string? scheme) => throw new NotSupportedException();

        public Task ChallengeAsync(HttpContext context, string? scheme, AuthenticationProperties? properties)
        {
            Challenges.Add(scheme);
            return Task.CompletedTask;
        }

        public Task ForbidAsync(HttpContext context, string? scheme, AuthenticationProperties? properties) => throw new NotSupportedException();

        public Task SignOutAsync(HttpContext context, string? scheme, AuthenticationProperties? properties) => throw new NotSupportedException();
    }
}
