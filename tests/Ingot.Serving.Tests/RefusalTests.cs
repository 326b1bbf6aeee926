using System.Net;
using Ingot.Serving.Security;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;

namespace Ingot.Serving.Tests;

/// <summary>What keys are, and how those who have none are answered.</summary>
public sealed class RefusalTests
{
    private const string Path = "/models/Contoso.Churn/predict";
    private static readonly string Longest = new('k', 1024);

    [Fact]
    public void A_key_is_found_by_its_whole_text_up_to_1024_characters()
    {
        var access = new AccessOptions();
        foreach (var text in new[] { "first", Longest, Longest + "k", string.Empty, "last" })
        {
            access.ApiKeys.Add(AccessTests.Key(text.Length is > 0 and < 10 ? text : $"{text.Length}", text, ServingScopes.Predict));
        }

        Assert.Equal(["first", "last", "1024"], new[] { "first", "last", Longest }.Select(t => ApiKeys.Find(access, t)?.Name));
        Assert.All(["First", "first ", "firs", "other"], t => Assert.Null(ApiKeys.Find(access, t)));

        // One that is longer counts as none at all.
        Assert.Equal("0", ApiKeys.Find(access, Longest + "k")?.Name);
        Assert.Null(ApiKeys.Find(new AccessOptions(), "first"));
    }

    [Theory]
    [InlineData("X-Api-Key", "shop-key", 200)]
    [InlineData("X-Api-Key", "ApiKey shop-key", 401)]
    [InlineData("Authorization", "apikey  shop-key ", 200)]
    [InlineData("Authorization", "shop-key", 401)]
    [InlineData("Authorization", "Basic shop-key", 401)]
    [InlineData("Authorization", "ApiKey", 401)]
    [InlineData("Authorization", "ApiKey ", 401)]
    public async Task A_key_stands_in_one_of_two_headers(string header, string value, int status)
    {
        await using var host = await StartAsync();

        Assert.Equal(status, (await SendAsync(host, c => c.Request.Headers[header] = value)).Response.StatusCode);
    }

    [Fact]
    public async Task The_header_of_its_own_goes_first()
    {
        await using var host = await StartAsync();
        Task<HttpContext> With(string own, string authorization) => SendAsync(host, c =>
        {
            c.Request.Headers["X-Api-Key"] = own;
            c.Request.Headers.Authorization = "ApiKey " + authorization;
        });

        Assert.Equal(
            (200, 401, 200), ((await With("shop-key", "wrong")).Response.StatusCode, (await With("wrong", "shop-key")).Response.StatusCode, (await With("", "shop-key")).Response.StatusCode));
    }

    [Fact]
    public async Task Who_has_no_key_is_told_which_header_it_stands_in()
    {
        await using var host = await StartAsync();
        using var response = await host.PostAsync(Path, "{}");

        Assert.Equal((HttpStatusCode.Unauthorized, "ApiKey"), (response.StatusCode, response.Headers.WwwAuthenticate.Single().ToString()));
        Assert.Contains("The request has no valid API key in the header X-Api-Key, and no valid bearer token.", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_no_token_is_told_that_one_is_asked_for()
    {
        await using var host = await ServingHost.StartAsync(
            o =>
            {
                o.Access.TokenAuthority = "https://login.contoso.com";
                o.Access.TokenAudience = "ingot";
            },
            AccessTests.TrustTokens);
        using var response = await host.PostAsync(Path, "{}");

        Assert.Equal((HttpStatusCode.Unauthorized, "Bearer"), (response.StatusCode, response.Headers.WwwAuthenticate.Single().ToString()));
    }

    [Fact]
    public async Task Who_lacks_a_scope_is_told_which()
    {
        await using var host = await StartAsync();
        using var response = await host.PostAsync("/v2/repository/models/Contoso.Churn/load", "{}", headers: ("X-Api-Key", "shop-key"));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Contains("The key or token does not have the scope 'admin'.", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_keys_another_machine_is_told_why()
    {
        await using var host = await ServingHost.StartAsync();
        var body = new MemoryStream();
        var context = await SendAsync(host, c => c.Connection.RemoteIpAddress = IPAddress.Parse("192.0.2.1"));
        await context.Response.Body.CopyToAsync(body);

        Assert.Equal(403, context.Response.StatusCode);
        Assert.Contains("The server has neither API keys nor tokens, so it answers only this machine", System.Text.Encoding.UTF8.GetString(body.ToArray()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text/html,application/xhtml+xml", 302)]
    [InlineData("TEXT/HTML", 302)]
    [InlineData("application/json", 401)]
    public async Task A_page_leads_people_to_the_form_and_programs_nowhere(string accept, int status)
    {
        await using var host = await StartAsync();
        var context = await SendAsync(host, c =>
        {
            c.Request.Method = "GET";
            c.Request.Path = "/";
            c.Request.Headers.Accept = accept;
        });

        Assert.Equal(status, context.Response.StatusCode);
        Assert.Equal(status == 302, context.Response.Headers.CacheControl == "no-store" && context.Response.Headers.Location == "/sign-in");
    }

    private static Task<ServingHost> StartAsync() => ServingHost.StartAsync(o => o.Access.ApiKeys.Add(AccessTests.Key("shop", "shop-key", ServingScopes.Predict)));

    private static Task<HttpContext> SendAsync(ServingHost host, Action<HttpContext> edit) => host.Server.SendAsync(c =>
    {
        c.Request.Method = "GET";
        c.Request.Path = "/v2/models/Contoso.Churn";
        c.Request.Host = new("localhost");
        edit(c);
    });
}
