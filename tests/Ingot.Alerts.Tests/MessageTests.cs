using System.Text.Json;
using Ingot.Alerts.Sinks;
using Ingot.Tests.Shared;

namespace Ingot.Alerts.Tests;

public class MessageTests
{
    public static TheoryData<string> Hostile =>
    [
        .. HostileTexts.All,
        "<!channel> <!here> <@U012AB3CD>", "@channel @everyone", "<https://evil.example|click>", "&lt;!channel&gt;",
        "<at>Everyone</at>", "[click](https://evil.example)", "{{DATE(2026-01-01T00:00:00Z)}}", "${$host}", "**bold** `code`",
        "half \uD83D", "\uDE00 half", new string('x', 5000), "\uD83D\uDE00" + string.Concat(Enumerable.Repeat("\uD83D\uDE00", 400)), "",
    ];

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Hostile_texts_are_only_texts(string text)
    {
        var alert = AlertEvents.Promoted(text, text, text, text, 3, Samples.Noon) with { Facts = [new(text, text)] };

        Assert.All(new[] { WebhookMessage.Write(alert), SlackMessage.Write(alert), TeamsMessage.Write(alert) }, body =>
        {
            var texts = Strings(JsonDocument.Parse(body).RootElement).ToList();
            Assert.All(texts, t => Assert.Empty(HostileTexts.Left(t)));
            Assert.All(texts, t => Assert.DoesNotContain('\uFFFE', t));
            Assert.True(body.Length < 20_000);
        });
        var slack = Strings(JsonDocument.Parse(SlackMessage.Write(alert)).RootElement).ToList();
        Assert.All(slack, t => Assert.DoesNotContain('<', t));
        Assert.All(slack, t => Assert.DoesNotContain('@', t));
        Assert.All(slack, t => Assert.DoesNotContain("&!", t, StringComparison.Ordinal));
        var teams = Strings(JsonDocument.Parse(TeamsMessage.Write(alert)).RootElement).Where(t => !t.StartsWith("http://adaptivecards.io", StringComparison.Ordinal)).ToList();
        Assert.All(teams, t => Assert.Equal(-1, t.IndexOfAny(['<', '>', '@'])));
        Assert.All(teams, t => Assert.False(t.Contains("{{", StringComparison.Ordinal) || t.Contains("${", StringComparison.Ordinal), t));
    }

    /// <summary>The limits of Block Kit: 150 characters of a header, 10 fields of a section, and no empty text.</summary>
    [Theory]
    [MemberData(nameof(Hostile))]
    public void Slack_takes_the_blocks(string text)
    {
        var alert = Samples.Alert(text) with { Facts = [.. Enumerable.Range(0, 25).Select(i => new AlertFact($"{i}", text))] };
        using var json = JsonDocument.Parse(SlackMessage.Write(alert));

        var blocks = json.RootElement.GetProperty("blocks").EnumerateArray().ToList();
        Assert.InRange(blocks[0].GetProperty("text").GetProperty("text").GetString()!.Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal).Length, 1, 150);
        Assert.All(blocks.Where(b => b.TryGetProperty("fields", out _)), b => Assert.InRange(b.GetProperty("fields").GetArrayLength(), 1, 10));
        Assert.All(blocks.Where(b => b.TryGetProperty("fields", out _)).SelectMany(b => b.GetProperty("fields").EnumerateArray()), f => Assert.InRange(f.GetProperty("text").GetString()!.Length, 1, 2000));
        Assert.False(json.RootElement.GetProperty("mrkdwn").GetBoolean());
    }

    [Fact]
    public void Slack_gets_the_words_and_the_link()
    {
        var texts = Strings(JsonDocument.Parse(SlackMessage.Write(Samples.Alert())).RootElement).ToList();

        Assert.Equal(2, texts.Count(t => t == "🔴 Contoso.Churn 1.4.0 (production): the monitor gate 'AUC Min=0.80' failed"));
        Assert.Contains("<https://serve.contoso.example/monitor/Contoso.Churn|Report>", texts);
        Assert.Contains("Threshold: 0.80", texts);
        Assert.Contains("2026-11-29 12:00 UTC", texts);
    }

    [Fact]
    public void Teams_gets_an_adaptive_card()
    {
        using var json = JsonDocument.Parse(TeamsMessage.Write(Samples.Alert()));

        Assert.Equal("message", json.RootElement.GetProperty("type").GetString());
        var attachment = Assert.Single(json.RootElement.GetProperty("attachments").EnumerateArray());
        Assert.Equal("application/vnd.microsoft.card.adaptive", attachment.GetProperty("contentType").GetString());
        Assert.Equal(JsonValueKind.Null, attachment.GetProperty("contentUrl").ValueKind);
        var card = attachment.GetProperty("content");
        Assert.Equal("AdaptiveCard", card.GetProperty("type").GetString());
        Assert.Equal("http://adaptivecards.io/schemas/adaptive-card.json", card.GetProperty("$schema").GetString());
        Assert.All(card.GetProperty("body").EnumerateArray(), b => Assert.Equal("RichTextBlock", b.GetProperty("type").GetString()));
        Assert.Equal("Attention", card.GetProperty("body")[0].GetProperty("inlines")[0].GetProperty("color").GetString());
        Assert.Equal("https://serve.contoso.example/monitor/Contoso.Churn", card.GetProperty("actions")[0].GetProperty("url").GetString());
    }

    private static IEnumerable<string> Strings(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p => Strings(p.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Strings),
        JsonValueKind.String => [element.GetString()!],
        _ => [],
    };
}
