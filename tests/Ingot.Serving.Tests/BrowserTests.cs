using Ingot.Releases.Channels;
using Ingot.Releases.Signing;
using Ingot.Serving.Security;
using Microsoft.Playwright;

namespace Ingot.Serving.Tests;

/// <summary>The pages as people use them, in Chromium.</summary>
public sealed class BrowserTests(ChromiumBrowser browser) : IClassFixture<ChromiumBrowser>, IDisposable
{
    private const string ChannelPath = "/channels/production/Contoso.Churn";

    private readonly string _folder = Directory.CreateTempSubdirectory("ingot-browser-").FullName;
    private readonly SigningKey _alice = SigningKey.Create("alice@contoso.com");
    private readonly SigningKey _bob = SigningKey.Create("bob@contoso.com");

    public void Dispose()
    {
        _alice.Dispose();
        _bob.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [BrowserFact]
    public async Task People_sign_in_with_a_key_and_out()
    {
        await using var host = await StartAsync(hasKeys: true);
        await using var session = await browser.OpenAsync(host);
        var page = session.Page;

        await page.GotoAsync("/");
        Assert.EndsWith("/sign-in", page.Url, StringComparison.Ordinal);
        await page.GetByLabel("API key").FillAsync("wrong");
        await page.GetByRole(AriaRole.Button).ClickAsync();
        Assert.Equal("The API key is not known.", await page.GetByRole(AriaRole.Alert).InnerTextAsync());
        await session.LookAsync("sign-in-wrong");
        await page.GetByLabel("API key").FillAsync("ops-key");
        await page.GetByRole(AriaRole.Button).ClickAsync();

        Assert.Equal("/", new Uri(page.Url).AbsolutePath);
        Assert.Equal("Models", await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).InnerTextAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        Assert.EndsWith("/sign-in", page.Url, StringComparison.Ordinal);
        await page.GotoAsync("/");
        Assert.EndsWith("/sign-in", page.Url, StringComparison.Ordinal);
        session.IsClean();
    }

    [BrowserFact]
    public async Task A_version_is_promoted_rolled_back_and_retired()
    {
        await using var host = await StartAsync(hasKeys: true);
        await using var session = await browser.OpenAsync(host);
        var page = session.Page;
        await SignInAsync(page);

        await page.GetByRole(AriaRole.Link, new() { Name = "Change the channel production" }).ClickAsync();
        await page.GetByLabel("Version").First.FillAsync("1.1.0");
        await page.GetByRole(AriaRole.Button, new() { Name = "Look at it" }).ClickAsync();
        await session.LookAsync("candidate");
        await page.Locator("#promote-reason").FillAsync("It finds more.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Promote 1.1.0" }).ClickAsync();

        Assert.Contains("1.1.0 holds production now", await page.GetByRole(AriaRole.Status).InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(("1.1.0", "ops", "It finds more."), (host.Read().Current!.Version, host.Read().Current!.PromotedBy, host.Read().Current!.Reason));
        await page.GotoAsync("/");
        Assert.Equal("1.1.0 Serving", await ServingAsync(page));

        await page.GotoAsync(ChannelPath);
        await page.Locator("#rollback-reason").FillAsync("Too many alarms.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Roll back" }).ClickAsync();
        Assert.Contains("1.0.0 holds production now", await page.GetByRole(AriaRole.Status).InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal((3, "1.0.0"), (host.Read().Revision, host.Read().Current!.Version));
        await page.Locator("#retire").FillAsync("1.1.0");
        await page.Locator("#retire-reason").FillAsync("It leaks the label.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Retire" }).ClickAsync();
        Assert.True(host.Read().IsRetired("1.1.0"));
        await page.GotoAsync("/");
        Assert.Equal("1.0.0 Serving", await ServingAsync(page));
        await session.LookAsync("overview");
        session.IsClean();
    }

    [BrowserFact]
    public async Task A_refused_promotion_says_why_and_changes_nothing()
    {
        await using var host = await StartAsync();
        host.Rule("""{ "channels": { "production": { "compareWithCurrent": true } } }""");
        await using var session = await browser.OpenAsync(host);
        var page = session.Page;

        await page.GotoAsync(ChannelPath + "?version=1.1.0");
        await page.Locator("#promote-reason").FillAsync("It finds more.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Promote 1.1.0" }).ClickAsync();

        var alert = await page.GetByRole(AriaRole.Alert).InnerTextAsync();
        await session.LookAsync("refused");
        Assert.Contains("INGOT6031", alert, StringComparison.Ordinal);
        Assert.Equal("It finds more.", await page.Locator("#promote-reason").InputValueAsync());
        Assert.Contains("name the model's project with --project", alert, StringComparison.Ordinal);
        Assert.Equal((1, "1.0.0"), (host.Read().Revision, host.Read().Current!.Version));
        session.IsClean();
    }

    [BrowserFact]
    public async Task People_approve_and_promote_with_keys_that_never_leave_the_browser()
    {
        await using var host = await StartAsync();
        var before = host.Read();
        host.Rule("""{ "channels": { "production": { "approvals": 1 } } }""", _alice, _bob);
        await using var session = await browser.OpenAsync(host);
        var page = session.Page;

        await page.GotoAsync(ChannelPath + "?version=1.1.0");
        await page.GetByText("Approve or reject it").ClickAsync();
        await page.Locator("#approve-reason").FillAsync("Ich habe es angesehen – gut.");
        await page.Locator("#approve-key").SetInputFilesAsync(KeyFile(_bob));
        await page.GetByRole(AriaRole.Button, new() { Name = "Approve", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Status).WaitForAsync();
        await page.GotoAsync(ChannelPath + "?version=1.1.0");
        Assert.Equal("bob@contoso.com Approved Verified", await RowAsync(page, "Waiting for the promotion of 1.1.0"));
        await session.LookAsync("approved");
        await page.Locator("#promote-reason").FillAsync("It finds more.");
        await page.Locator("#promote-key").SetInputFilesAsync(KeyFile(_alice));
        await page.GetByRole(AriaRole.Button, new() { Name = "Promote 1.1.0" }).ClickAsync();
        await page.GetByRole(AriaRole.Status).WaitForAsync();

        Assert.Equal(("1.1.0", "alice@contoso.com"), (host.Read().Current!.Version, host.Read().Current!.PromotedBy));
        Assert.Empty(ChannelCheck.Run(new ChannelFolder(host.Channels), host.Read(), before));
        await page.GotoAsync("/");
        Assert.Equal("bob@contoso.com Approved Verified", await RowAsync(page, "Approvals of 1.1.0"));
        await session.LookAsync("approvals");

        // Neither the file nor a part of it was sent.
        var secret = string.Concat(_bob.ToPem(null).Split('\n').Where(l => !l.StartsWith('-')));
        Assert.DoesNotContain(session.Sent, s => s.Contains("PRIVATE", StringComparison.Ordinal) || s.Contains(secret[20..60], StringComparison.Ordinal));
        session.IsClean();
    }

    [BrowserFact]
    public async Task A_key_that_cannot_sign_is_said_in_the_page_and_nothing_is_sent()
    {
        await using var host = await StartAsync();
        host.Rule("{ \"channels\": {} }", _alice);
        await using var session = await browser.OpenAsync(host);
        var page = session.Page;
        await page.GotoAsync(ChannelPath + "?version=1.1.0");
        await page.GetByText("Approve or reject it").ClickAsync();
        await page.Locator("#approve-reason").FillAsync("r");

        foreach (var (file, message) in new[] { (KeyFile(_alice, "secret"), "encrypted"), (KeyFile(_bob), "not one of the repository's"), (typeof(BrowserTests).Assembly.Location, "no private key") })
        {
            await page.Locator("#approve-key").SetInputFilesAsync(file);
            await page.GetByRole(AriaRole.Button, new() { Name = "Reject" }).ClickAsync();
            await page.GetByRole(AriaRole.Alert).Filter(new() { HasText = message }).WaitForAsync();
        }

        Assert.All(session.Sent, s => Assert.Empty(s));
        session.IsClean();
    }

    [BrowserFact]
    public async Task All_pages_fit_a_telephone_in_both_schemes()
    {
        await using var host = await StartAsync(hasKeys: true);
        host.Rule("""{ "channels": { "production": { "approvals": 2, "from": "staging", "minimumHours": 24, "gates": ["AUC"], "minimumScore": 1, "requireSignature": true } } }""", _alice, _bob);
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await using var session = await browser.OpenAsync(host, new() { Width = 390, Height = 844 }, scheme);
            var page = session.Page;
            await page.GotoAsync("/sign-in");
            await session.FitsAsync();
            await session.LookAsync($"telephone-sign-in-{scheme}");
            await SignInAsync(page);
            await session.FitsAsync();
            await session.LookAsync($"telephone-overview-{scheme}");
            await page.GotoAsync(ChannelPath + "?version=1.1.0");
            await page.GetByText("Approve or reject it").ClickAsync();
            await session.FitsAsync();
            await session.LookAsync($"telephone-channel-{scheme}");
            session.IsClean();
        }
    }

    private static async Task SignInAsync(IPage page)
    {
        await page.GotoAsync("/sign-in");
        await page.GetByLabel("API key").FillAsync("ops-key");
        await page.GetByRole(AriaRole.Button).ClickAsync();
        await page.GetByText("Signed in as ops").WaitForAsync();
    }

    private static async Task<string> ServingAsync(IPage page) =>
        string.Join(' ', (await page.Locator("[aria-label='Versions of Contoso.Churn'] tbody tr:first-child td").AllInnerTextsAsync()).Take(2));

    private static async Task<string> RowAsync(IPage page, string table) =>
        string.Join(' ', (await page.Locator($"[aria-label='{table}'] tbody tr:first-child td").AllInnerTextsAsync()).Where((_, i) => i is 0 or 1 or 4));

    private string KeyFile(SigningKey key, string? password = null)
    {
        var file = Path.Combine(_folder, $"{key.Public.Identity}{(password is null ? string.Empty : "-encrypted")}.key.pem");
        File.WriteAllText(file, key.ToPem(password));
        return file;
    }

    private static async Task<ServingHost> StartAsync(bool hasKeys = false)
    {
        var host = new ServingHost();
        host.Publish("1.0.0");
        host.Publish("1.1.0", weight: -0.4);
        host.Promote("production", "1.0.0");
        await host.RunAsync(
            o =>
            {
                o.ManageChannels = true;
                if (hasKeys)
                {
                    o.Access.ApiKeys.Add(AccessTests.Key("ops", "ops-key", ServingScopes.Admin));
                }
            },
            isReal: true);
        return host;
    }
}
