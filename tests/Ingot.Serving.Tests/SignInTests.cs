using System.Net;
using Ingot.Serving.Security;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Ingot.Serving.Tests;

/// <summary>Signing in at the page.</summary>
public sealed class SignInTests
{
    [Fact]
    public async Task A_browser_without_a_key_is_led_to_the_form_and_a_program_is_refused()
    {
        await using var host = await StartAsync();
        using var client = new PageClient(host);

        using var page = await client.GetAsync("/");
        using var program = await host.Client.GetAsync("/");

        Assert.Equal((HttpStatusCode.Redirect, "/sign-in"), (page.StatusCode, page.Headers.Location!.OriginalString));
        Assert.Equal(HttpStatusCode.Unauthorized, program.StatusCode);
    }

    [Fact]
    public async Task The_cookie_counts_for_the_page_and_for_no_other_endpoint()
    {
        await using var host = await StartAsync(o => o.ManageChannels = true);
        using var client = new PageClient(host);
        await client.SignInAsync("ops-key");

        using var page = await client.GetAsync("/");
        using var models = await client.GetAsync("/v2");
        using var documentation = await client.GetAsync("/openapi/v1.json");
        using var prediction = await client.PostAsync("/models/Contoso.Churn/predict", []);
        using var unload = await client.PostAsync("/v2/repository/models/Contoso.Churn/unload", []);

        Assert.Contains("Signed in as ops", (await PageClient.ParseAsync(page)).Body!.TextContent, StringComparison.Ordinal);
        Assert.All([models, documentation, prediction, unload], r => Assert.Equal(HttpStatusCode.Unauthorized, r.StatusCode));
    }

    [Theory]
    [InlineData("http", false)]
    [InlineData("https", true)]
    public async Task The_cookie_is_out_of_the_reach_of_scripts_and_other_sites(string scheme, bool isSecure)
    {
        await using var host = await StartAsync();
        using var client = new PageClient(host);
        using var page = await client.GetAsync("/sign-in");
        var token = (await PageClient.ParseAsync(page)).QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["key"] = "ops-key", ["__RequestVerificationToken"] = token });

        var body = await form.ReadAsStreamAsync();
        var answer = await host.Server.SendAsync(c =>
        {
            c.Request.Method = "POST";
            c.Request.Scheme = scheme;
            c.Request.Host = new("localhost");
            c.Request.Path = "/sign-in";
            c.Request.ContentType = form.Headers.ContentType!.ToString();
            c.Request.Headers.Cookie = client.Cookies.GetCookieHeader(new Uri("http://localhost"));
            c.Request.Body = body;
        });

        var cookie = Assert.Single(answer.Response.Headers.SetCookie, c => c!.StartsWith("ingot-page=", StringComparison.Ordinal))!;
        Assert.Contains("samesite=strict", cookie, StringComparison.Ordinal);
        Assert.Contains("httponly", cookie, StringComparison.Ordinal);
        Assert.Equal(isSecure, cookie.Contains("secure", StringComparison.Ordinal));
        Assert.DoesNotContain("ops", cookie, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whose_key_is_gone_or_has_other_scopes_is_no_longer_what_they_were()
    {
        await using var host = await StartAsync(o => o.ManageChannels = true);
        using var client = new PageClient(host);
        await client.SignInAsync("ops-key");
        var keys = host.Services.GetRequiredService<IOptions<ServingOptions>>().Value.Access.ApiKeys;
        using var before = await client.GetAsync("/channels/production/Contoso.Churn");

        keys[0] = AccessTests.Key("ops", "ops-key", ServingScopes.Predict);
        using var less = await client.GetAsync("/channels/production/Contoso.Churn");
        keys.RemoveAt(0);
        using var gone = await client.GetAsync("/");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Forbidden, HttpStatusCode.Redirect), (before.StatusCode, less.StatusCode, gone.StatusCode));
    }

    [Fact]
    public async Task It_ends_an_hour_after_it_was_used_last_and_after_half_a_day()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var host = await StartAsync(services: s => s.AddSingleton<TimeProvider>(time));
        using var client = new PageClient(host);
        async Task<HttpStatusCode> After(TimeSpan pause)
        {
            time.Advance(pause);
            using var page = await client.GetAsync("/");
            return page.StatusCode;
        }

        await client.SignInAsync("ops-key");
        Assert.Equal(HttpStatusCode.Redirect, await After(PageCookie.Idle + TimeSpan.FromSeconds(1)));

        await client.SignInAsync("ops-key");
        for (var used = TimeSpan.Zero; used < PageCookie.Longest - PageCookie.Idle; used += PageCookie.Idle / 1.5)
        {
            Assert.Equal(HttpStatusCode.OK, await After(PageCookie.Idle / 1.5));
        }

        Assert.Equal(HttpStatusCode.OK, await After(PageCookie.Idle / 3));
        Assert.Equal(HttpStatusCode.Redirect, await After(PageCookie.Idle * 0.99));
    }

    [Fact]
    public async Task A_form_of_another_site_signs_nobody_in_or_out()
    {
        await using var host = await StartAsync();
        using var client = new PageClient(host);
        using var stranger = await client.PostAsync("/sign-in", new() { ["key"] = "ops-key" }, token: string.Empty);
        await client.SignInAsync("ops-key");

        using var signOut = await client.PostAsync("/sign-out", [], token: string.Empty);
        using var page = await client.GetAsync("/");
        using var own = await client.PostAsync("/sign-out", []);
        using var after = await client.GetAsync("/");

        Assert.Equal(
            (HttpStatusCode.BadRequest, HttpStatusCode.BadRequest, HttpStatusCode.OK, HttpStatusCode.SeeOther, HttpStatusCode.Redirect),
            (stranger.StatusCode, signOut.StatusCode, page.StatusCode, own.StatusCode, after.StatusCode));
    }

    [Fact]
    public async Task After_too_many_wrong_keys_none_is_looked_at()
    {
        await using var host = await StartAsync();
        using var client = new PageClient(host);
        using var page = await client.GetAsync("/sign-in");
        for (var i = 0; i < SignInGuard.Tries; i++)
        {
            using var wrong = await client.PostAsync("/sign-in", new() { ["key"] = "wrong" });
            Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        }

        using var right = await client.PostAsync("/sign-in", new() { ["key"] = "ops-key" });

        Assert.Equal(HttpStatusCode.TooManyRequests, right.StatusCode);
        Assert.DoesNotContain(host.Log.Lines, l => l.Contains("ops-key", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("https://login.contoso.com", "predict", HttpStatusCode.SeeOther)]
    [InlineData("https://login.contoso.com", "other", HttpStatusCode.Unauthorized)]
    [InlineData("https://evil.example", "admin", HttpStatusCode.Unauthorized)]
    public async Task A_token_signs_in_whom_its_authority_names(string issuer, string scope, HttpStatusCode status)
    {
        await using var host = await ServingHost.StartAsync(
            o =>
            {
                o.Access.TokenAuthority = "https://login.contoso.com";
                o.Access.TokenAudience = "ingot";
            },
            AccessTests.TrustTokens);
        using var client = new PageClient(host);
        using var form = await client.GetAsync("/sign-in");

        using var answer = await client.PostAsync("/sign-in", new() { ["token"] = AccessTests.Token(issuer, "ingot", scope) });
        using var page = await client.GetAsync("/");

        Assert.Equal((status, status == HttpStatusCode.SeeOther), (answer.StatusCode, page.StatusCode == HttpStatusCode.OK));
        Assert.Equal(status == HttpStatusCode.SeeOther, (await page.Content.ReadAsStringAsync()).Contains("Ada", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_signed_in_with_a_token_is_out_when_it_ends()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var host = await ServingHost.StartAsync(
            o =>
            {
                o.Access.TokenAuthority = "https://login.contoso.com";
                o.Access.TokenAudience = "ingot";
            },
            s =>
            {
                AccessTests.TrustTokens(s);
                s.AddSingleton<TimeProvider>(time);
            });
        using var client = new PageClient(host);
        using var form = await client.GetAsync("/sign-in");
        var token = AccessTests.Token("https://login.contoso.com", "ingot", "predict", end: time.GetUtcNow() + (PageCookie.Idle / 2));

        using var answer = await client.PostAsync("/sign-in", new() { ["token"] = token });
        time.Advance(PageCookie.Idle * 0.4);
        using var before = await client.GetAsync("/");
        time.Advance(PageCookie.Idle * 0.2);
        using var after = await client.GetAsync("/");

        Assert.Equal((HttpStatusCode.SeeOther, HttpStatusCode.OK, HttpStatusCode.Redirect), (answer.StatusCode, before.StatusCode, after.StatusCode));
    }

    private static Task<ServingHost> StartAsync(Action<ServingOptions>? configure = null, Action<IServiceCollection>? services = null) => ServingHost.StartAsync(
        o =>
        {
            o.Access.ApiKeys.Add(AccessTests.Key("ops", "ops-key", ServingScopes.Admin));
            o.Access.ApiKeys.Add(AccessTests.Key("shop", "shop-key", ServingScopes.Predict));
            configure?.Invoke(o);
        },
        services);
}
