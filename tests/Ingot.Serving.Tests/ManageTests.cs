using System.Net;
using Ingot.Releases.Channels;
using Ingot.Releases.Signing;
using Ingot.Serving.Observers;
using Ingot.Serving.Security;
using Microsoft.Extensions.DependencyInjection;

namespace Ingot.Serving.Tests;

/// <summary>Changing channels on the page, as requests.</summary>
public sealed class ManageTests : IDisposable
{
    private const string Page = "/channels/production/Contoso.Churn";

    private readonly SigningKey _alice = SigningKey.Create("alice");
    private readonly SigningKey _bob = SigningKey.Create("bob");
    private readonly SigningKey _eve = SigningKey.Create("eve");

    public void Dispose()
    {
        _alice.Dispose();
        _bob.Dispose();
        _eve.Dispose();
    }

    [Fact]
    public async Task Without_the_option_there_is_nothing_to_change()
    {
        await using var host = await ServingHost.StartAsync();
        using var client = new PageClient(host);

        using var overview = await client.GetAsync("/");
        using var page = await client.GetAsync(Page);
        using var rollback = await client.PostAsync(Page + "/rollback", new() { ["reason"] = "r" });

        Assert.Empty((await PageClient.ParseAsync(overview)).QuerySelectorAll("form, script"));
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (page.StatusCode, rollback.StatusCode));
    }

    [Theory]
    [InlineData("promote")]
    [InlineData("rollback")]
    [InlineData("retire")]
    [InlineData("approve")]
    public async Task A_form_of_another_site_changes_nothing(string form)
    {
        await using var host = await StartAsync();
        using var client = new PageClient(host);
        using var page = await client.GetAsync(Page);

        using var answer = await client.PostAsync($"{Page}/{form}", new() { ["version"] = "1.1.0", ["reason"] = "r" }, token: string.Empty);
        using var wrong = await client.PostAsync($"{Page}/{form}", new() { ["version"] = "1.1.0", ["reason"] = "r" }, token: "wrong");

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (answer.StatusCode, wrong.StatusCode));
        Assert.Equal((1, "1.0.0"), (host.Read().Revision, host.Read().Current!.Version));
    }

    [Fact]
    public async Task Whoever_is_no_administrator_sees_no_form_and_can_send_none()
    {
        await using var host = await StartAsync(o => o.Access.ApiKeys.Add(AccessTests.Key("shop", "shop-key", ServingScopes.Predict)));
        using var client = new PageClient(host);
        await client.SignInAsync("shop-key");

        using var overview = await client.GetAsync("/");
        using var page = await client.GetAsync(Page);
        using var answer = await client.PostAsync(Page + "/promote", new() { ["version"] = "1.1.0", ["reason"] = "r" });

        Assert.Equal(["/sign-out"], (await PageClient.ParseAsync(overview)).QuerySelectorAll("form").Select(f => f.GetAttribute("action")));
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (page.StatusCode, answer.StatusCode));
        Assert.Equal("1.0.0", host.Read().Current!.Version);
    }

    [Theory]
    [InlineData("""{ "compareWithCurrent": true }""", "INGOT6031", "--project")]
    [InlineData("""{ "requireSignature": true }""", "INGOT6027", ".dsse.json")]
    [InlineData("""{ "from": "staging", "minimumHours": 24 }""", "INGOT6031", "staging")]
    [InlineData("""{ "approvals": 1 }""", "INGOT6031", "must be known")]
    public async Task What_the_policy_asks_for_is_said_beside_the_form(string rules, string code, string text)
    {
        await using var host = await StartAsync();
        host.Rule($$"""{ "channels": { "production": {{rules}} } }""", _alice);
        using var client = new PageClient(host);
        using var page = await client.GetAsync(Page);

        using var answer = await client.PostAsync(Page + "/promote", new() { ["version"] = "1.1.0", ["reason"] = "r" });

        var alert = Assert.Single((await PageClient.ParseAsync(answer)).QuerySelectorAll("[aria-label=Promote] [role=alert]")).TextContent;
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(code, alert, StringComparison.Ordinal);
        Assert.Contains(text, alert, StringComparison.Ordinal);
        Assert.Equal("1.0.0", host.Read().Current!.Version);
    }

    [Theory]
    [InlineData("promote", "1.1.0", "", null)]
    [InlineData("promote", "7.0.0", "r", "INGOT6020")]
    [InlineData("promote", "../1.0.0", "r", "INGOT6020")]
    [InlineData("rollback", "0.5.0", "r", "INGOT6033")]
    [InlineData("retire", "1.0.0", "r", "INGOT6034")]
    [InlineData("approve", "1.1.0", "r", null)]
    public async Task What_cannot_be_done_is_said(string form, string version, string reason, string? code)
    {
        await using var host = await StartAsync();
        using var client = new PageClient(host);
        using var page = await client.GetAsync(Page);

        using var answer = await client.PostAsync($"{Page}/{form}", new() { ["version"] = version, ["reason"] = reason });

        var document = await PageClient.ParseAsync(answer);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(document.QuerySelectorAll("[role=alert]"), a => code is null || a.TextContent.Contains(code, StringComparison.Ordinal));
        Assert.Equal(1, host.Read().Revision);
    }

    [Theory]
    [InlineData("/channels/keys/Contoso.Churn")]
    [InlineData("/channels/..%2Fproduction/Contoso.Churn")]
    [InlineData("/channels/production/..%2FContoso.Churn")]
    public async Task No_path_leaves_its_folder(string path)
    {
        await using var host = await StartAsync();
        using var client = new PageClient(host);

        using var page = await client.GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
    }

    [Fact]
    public async Task A_signed_approval_is_kept_shown_and_counts()
    {
        await using var host = await StartAsync();
        var before = host.Read();
        host.Rule("""{ "channels": { "production": { "approvals": 1 } } }""", _alice, _bob);
        using var client = new PageClient(host);
        using var page = await client.GetAsync(Page + "?version=1.1.0");

        using var approve = await client.UploadAsync(Page + "/approve", "1.1.0", Statement(host, ApprovalDecision.Approved, _bob).Sign(_bob).ToJson());
        using var overview = await client.GetAsync("/");
        var promoted = Statement(host, ApprovalDecision.Promoted, _alice).Sign(_alice).ToJson();
        using var promote = await client.PostAsync(Page + "/promote", new() { ["version"] = "1.1.0", ["reason"] = "I looked.", ["signed"] = promoted });
        using var after = await client.GetAsync("/");

        Assert.Equal((HttpStatusCode.SeeOther, HttpStatusCode.SeeOther), (approve.StatusCode, promote.StatusCode));
        Assert.Contains("Waiting for the promotion of 1.1.0", (await PageClient.ParseAsync(overview)).Body!.TextContent, StringComparison.Ordinal);
        var rows = (await PageClient.ParseAsync(after)).QuerySelectorAll("[aria-label='Approvals of 1.1.0'] tbody tr").Select(r => string.Join(' ', r.Children.Select(c => c.TextContent.Trim()).Where((_, i) => i is 0 or 1 or 4)));
        Assert.Equal(["bob Approved Verified", "alice Promoted Verified"], rows);
        Assert.Equal(("1.1.0", "alice"), (host.Read().Current!.Version, host.Read().Current!.PromotedBy));
        Assert.Empty(ChannelCheck.Run(new ChannelFolder(host.Channels), host.Read(), before));
    }

    [Theory]
    [InlineData("forged", "none of the keys in")]
    [InlineData("moved", "it is for the channel staging")]
    [InlineData("replayed", "it was given for revision 1")]
    [InlineData("promotion", "approves nothing")]
    [InlineData("nonsense", "INGOT6026")]
    public async Task What_is_not_an_approval_of_this_version_is_refused(string what, string message)
    {
        await using var host = await StartAsync();
        host.Rule("{ \"channels\": {} }", _alice, _bob);
        using var client = new PageClient(host);
        using var page = await client.GetAsync(Page + "?version=1.1.0");
        var right = Statement(host, ApprovalDecision.Approved, _bob);
        var signed = what switch
        {
            "forged" => right.Sign(_eve).ToJson(),
            "moved" => (right with { Channel = "staging" }).Sign(_bob).ToJson(),
            "replayed" => (right with { Revision = 1 }).Sign(_bob).ToJson(),
            "promotion" => (right with { Decision = ApprovalDecision.Promoted }).Sign(_bob).ToJson(),
            _ => "{}",
        };

        using var answer = await client.UploadAsync(Page + "/approve", "1.1.0", signed);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(message, Assert.Single((await PageClient.ParseAsync(answer)).QuerySelectorAll("[role=alert]")).TextContent, StringComparison.Ordinal);
        Assert.False(Directory.Exists(new ChannelFolder(host.Channels).ApprovalsOf("production")));
    }

    [Fact]
    public async Task Nobody_approves_what_they_promote_and_a_rejection_stops_a_promotion()
    {
        await using var host = await StartAsync();
        host.Rule("""{ "channels": { "production": { "approvals": 1 } } }""", _alice, _bob);
        using var client = new PageClient(host);
        using var page = await client.GetAsync(Page + "?version=1.1.0");
        var promoted = Statement(host, ApprovalDecision.Promoted, _alice).Sign(_alice).ToJson();
        async Task<string> TryAsync(Approval approval, SigningKey key)
        {
            using var approve = await client.UploadAsync(Page + "/approve", "1.1.0", approval.Sign(key).ToJson());
            using var promote = await client.PostAsync(Page + "/promote", new() { ["version"] = "1.1.0", ["reason"] = "I looked.", ["signed"] = promoted });
            Assert.Equal((HttpStatusCode.SeeOther, HttpStatusCode.UnprocessableEntity), (approve.StatusCode, promote.StatusCode));
            return (await PageClient.ParseAsync(promote)).QuerySelector("[role=alert]")!.TextContent;
        }

        Assert.Contains("another person must approve it", await TryAsync(Statement(host, ApprovalDecision.Approved, _alice), _alice), StringComparison.Ordinal);
        Directory.Delete(new ChannelFolder(host.Channels).ApprovalsOf("production"), recursive: true);
        Assert.Contains("bob rejected it: I looked.", await TryAsync(Statement(host, ApprovalDecision.Rejected, _bob), _bob), StringComparison.Ordinal);
        Assert.Equal("1.0.0", host.Read().Current!.Version);
    }

    [Fact]
    public async Task An_approval_that_nobody_signed_is_shown_as_such()
    {
        await using var host = await StartAsync();
        host.Rule("{ \"channels\": {} }", _alice);
        new ApprovalFolder(new ChannelFolder(host.Channels).ApprovalsOf("production")).Write(Statement(host, ApprovalDecision.Approved, _eve), _eve);
        using var client = new PageClient(host);

        using var page = await client.GetAsync("/");

        var row = (await PageClient.ParseAsync(page)).QuerySelector("[aria-label='Waiting for the promotion of 1.1.0'] tbody tr")!;
        Assert.Equal("eve", row.Children[0].TextContent);
        Assert.StartsWith("Not verified", row.Children[4].TextContent.Trim(), StringComparison.Ordinal);
    }

    private static Approval Statement(ServingHost host, ApprovalDecision decision, SigningKey key) => new Promotion(
        new ChannelFolder(host.Channels),
        Ingot.Releases.Packages.ModelPackage.Read(Path.Combine(host.Packages, "Contoso.Churn.1.1.0.nupkg")),
        "production",
        DateTimeOffset.UnixEpoch).Statement(decision, key.Public.Identity, "I looked.");

    [Fact]
    public async Task Observers_are_told_of_what_was_changed_and_not_of_what_was_refused()
    {
        var told = new ChannelRecorder();
        await using var host = await StartAsync(services: s => s.AddSingleton<IChannelObserver>(told));
        using var client = new PageClient(host);
        foreach (var (form, version) in new[] { ("promote", "1.1.0"), ("promote", "9.9.9"), ("rollback", "1.0.0"), ("retire", "1.1.0") })
        {
            using var page = await client.GetAsync(Page);
            using var answer = await client.PostAsync($"{Page}/{form}", new() { ["version"] = version, ["reason"] = "r" });
        }

        Assert.Equal(
            [(ChannelAction.Promoted, "1.1.0", "1.0.0", 2), (ChannelAction.RolledBack, "1.0.0", "1.1.0", 3), (ChannelAction.Retired, "1.1.0", "1.0.0", 3)],
            told.News.Select(n => (n.Action, n.Version, n.Other, n.Revision)));
        Assert.All(told.News, n => Assert.Equal(("Contoso.Churn", "production"), (n.Package, n.Channel)));
    }

    private sealed class ChannelRecorder : IChannelObserver
    {
        public List<ChannelNews> News { get; } = [];

        public void Changed(ChannelNews news) => News.Add(news);
    }

    private static async Task<ServingHost> StartAsync(Action<ServingOptions>? configure = null, Action<IServiceCollection>? services = null)
    {
        var host = new ServingHost();
        host.Publish("1.0.0");
        host.Publish("1.1.0", weight: -0.4);
        host.Promote("production", "1.0.0");
        await host.RunAsync(o =>
        {
            o.ManageChannels = true;
            configure?.Invoke(o);
        }, services);
        return host;
    }
}
