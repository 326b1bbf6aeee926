using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Ingot.Core.Gates;
using Ingot.Releases.Channels;

namespace Ingot.Serving.Tests;

/// <summary>The page at <c>/</c>, as a browser parses it.</summary>
public sealed class PageTests
{
    [Fact]
    public async Task The_page_shows_models_versions_channels_verdicts_history_and_who_promoted_what()
    {
        await using var host = new ServingHost();
        var one = host.Publish("1.0.0");
        var two = host.Publish("1.1.0", weight: -0.4);
        var first = new ChannelRelease("1.0.0", one.ContentHash, one.OnnxSha256, 1, "ada@contoso.com", DateTimeOffset.UnixEpoch, "first", [], Evidence(null, 0.81, null));
        var second = new ChannelRelease("1.1.0", two.ContentHash, two.OnnxSha256, 2, "bob@contoso.com", DateTimeOffset.UnixEpoch.AddDays(1), "better", [], Evidence("1.0.0", 0.83, 0.81));
        host.Write(new ChannelState(ServingHost.Id, "production", 2, second, [first], [new RetiredVersion("0.9.0", "eve@contoso.com", DateTimeOffset.UnixEpoch, "leaky")]));
        await host.RunAsync();
        await host.AskAsync("/models/Contoso.Churn/predict", """[{"tenure": 3}, {"tenure": 4}]""");

        var page = await ParseAsync(host);

        Assert.Equal("Ready", page.QuerySelector("header .chip")!.TextContent);
        var section = Assert.Single(page.QuerySelectorAll("section"));
        Assert.Equal("Contoso.Churn", section.QuerySelector("h2")!.TextContent);
        var tables = section.QuerySelectorAll(".scroll table").ToList();
        Assert.Equal(["1.1.0", "Serving", "100 %", "1", "2", "0", "0"], Cells(tables[0], 0).Take(7));
        Assert.EndsWith(" ms", Cells(tables[0], 0)[7], StringComparison.Ordinal);
        Assert.Equal(["1.1.0", "bob@contoso.com", "1970-01-02 00:00", "better", "0", "21.5"], Cells(tables[1], 0));
        Assert.Equal(["1.0.0", "ada@contoso.com", "1970-01-01 00:00", "first", "0", "21.5"], Cells(tables[1], 1));
        Assert.Equal(["AUC Min=0.8", "all rows", "Passed", "0.8300", "0.8100"], Cells(tables[2], 0));
        Assert.Equal(["AUC", "contract=Two year", "Inconclusive", "0.7000", "–"], Cells(tables[2], 2));

        // Two gates on a metric are one picture, with an axis whose ends hold the interval.
        Assert.Equal("AUC, by promotion, with 95 % intervals", Assert.Single(section.QuerySelectorAll("figcaption")).TextContent);
        Assert.Equal(["0.80", "0.82", "0.84", "0.86"], section.QuerySelectorAll("svg text").Select(t => t.TextContent));
        Assert.Equal(2, section.QuerySelectorAll("svg circle").Length);
        Assert.Equal([["1.0.0", "0.8100", ""], ["1.1.0", "0.8300", "0.8000 to 0.8600"]], section.QuerySelectorAll("figure tr").Select(r => r.Children.Select(c => c.TextContent.Trim()).ToArray()));
        Assert.Contains("0.9.0 was retired by eve@contoso.com", section.TextContent, StringComparison.Ordinal);
        Assert.Equal("100", section.QuerySelector("progress")!.GetAttribute("value"));
    }

    [Fact]
    public async Task What_people_wrote_is_text_and_never_markup()
    {
        await using var host = new ServingHost();
        var one = host.Publish("1.0.0");
        const string hostile = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'";
        host.Write(new ChannelState(ServingHost.Id, "production", 1, new ChannelRelease("1.0.0", one.ContentHash, one.OnnxSha256, 1, hostile, DateTimeOffset.UnixEpoch, hostile, [], null), [], []));
        await host.RunAsync();

        var page = await ParseAsync(host);

        Assert.Empty(page.QuerySelectorAll("script, img, [style], [onerror]"));
        Assert.Equal(2, page.QuerySelectorAll("bdi").Count(e => e.TextContent == hostile));
    }

    [Fact]
    public async Task A_damaged_channel_file_is_said_on_the_page_and_hides_nothing_else()
    {
        await using var host = await ServingHost.StartAsync();
        Directory.CreateDirectory(Path.Combine(host.Channels, "staging"));
        await File.WriteAllTextAsync(Path.Combine(host.Channels, "staging", "Contoso.Churn.json"), "{");

        var page = await ParseAsync(host);

        Assert.Contains("INGOT6030: staging/Contoso.Churn.json", Assert.Single(page.QuerySelectorAll("[role=alert]")).TextContent, StringComparison.Ordinal);
        Assert.Single(page.QuerySelectorAll("section"));
    }

    [Fact]
    public async Task The_page_fetches_only_its_own_style_sheet_and_forbids_everything_else()
    {
        await using var host = await ServingHost.StartAsync();

        using var response = await host.Client.GetAsync("/");
        var page = await new HtmlParser().ParseDocumentAsync(await response.Content.ReadAsStreamAsync());

        Assert.Equal(["/ingot.css"], page.QuerySelectorAll("[src], link[href]").Select(e => e.GetAttribute("href") ?? e.GetAttribute("src")));
        Assert.StartsWith("default-src 'none'; style-src 'self'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        var css = await host.Client.GetStringAsync("/ingot.css");
        Assert.Contains("prefers-color-scheme: dark", css, StringComparison.Ordinal);
        Assert.DoesNotContain("url(", css, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_has_not_the_scope_sees_nothing()
    {
        await using var host = await ServingHost.StartAsync(o => o.Access.ApiKeys.Add(new Security.ApiKey { Name = "ada", Sha256 = new string('0', 64), Scopes = [Security.ServingScopes.Predict] }));

        using var response = await host.Client.GetAsync("/");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.DoesNotContain("Contoso", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static ChannelEvidence Evidence(string? before, double value, double? baseline) => new(
        before,
        null,
        21.5,
        [new ChannelGate("AUC Min=0.8", null, GateOutcome.Passed, value, baseline, before is null ? null : 0.8, before is null ? null : 0.86), new ChannelGate("AUC MaxRegression=0.005", null, GateOutcome.Passed, value, baseline), new ChannelGate("AUC", "contract=Two year", GateOutcome.Inconclusive, 0.7, null)]);

    private static List<string> Cells(IElement table, int row) =>
        [.. table.QuerySelectorAll("tbody tr")[row].Children.Select(c => c.TextContent.Trim())];

    private static async Task<IDocument> ParseAsync(ServingHost host) => await new HtmlParser().ParseDocumentAsync(await host.Client.GetStringAsync("/"));
}
