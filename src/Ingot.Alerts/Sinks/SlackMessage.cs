using System.Globalization;
using System.Text.Json;
using Ingot.Core;

namespace Ingot.Alerts.Sinks;

/// <summary>
/// What Slack's incoming webhooks take: a text for notifications and blocks of plain text (docs.slack.dev, "Sending messages using incoming webhooks" and
/// "Reference: Block Kit"). <c>&amp;</c>, <c>&lt;</c> and <c>&gt;</c> are escaped as "Formatting message text" asks, so that no text is a link or a mention, and the
/// sign of mentions is replaced.
/// </summary>
public static class SlackMessage
{
    // Limits of Block Kit: 150 characters of a header, 10 fields of a section.
    private const int LongestHeader = 150;
    private const int MostFields = 10;

    /// <summary>Writes an alert.</summary>
    /// <param name="alert">The alert.</param>
    public static byte[] Write(Alert alert)
    {
        ArgumentNullException.ThrowIfNull(alert);
        var title = $"{Sign(alert)} {alert.Title}";
        List<object> blocks = [new { Type = "header", Text = Plain(title.Length <= LongestHeader ? title : title[..(LongestHeader - 1)] + "…") }];
        if (title.Length > LongestHeader)
        {
            blocks.Add(new { Type = "section", Text = Plain(alert.Title) });
        }

        blocks.AddRange(alert.Facts.Chunk(MostFields).Select(facts => new { Type = "section", Fields = facts.Select(f => Plain($"{f.Name}: {f.Value}")) }));
        if (alert.Link is { } link)
        {
            blocks.Add(new { Type = "section", Text = new { Type = "mrkdwn", Text = $"<{Escape(link.AbsoluteUri)}|Report>", Verbatim = true } });
        }

        blocks.Add(new { Type = "context", Elements = (object[])[Plain(alert.Time.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture))] });
        return JsonSerializer.SerializeToUtf8Bytes(new { Text = Escape(title), Mrkdwn = false, Blocks = blocks }, JsonFormat.Options);
    }

    private static string Sign(Alert alert) => alert.Kind == AlertKind.Recovered ? "✅" : alert.Severity switch
    {
        AlertSeverity.Error => "🔴",
        AlertSeverity.Warning => "🟠",
        _ => "ℹ️",
    };

    private static object Plain(string text) => new { Type = "plain_text", Text = Escape(text), Emoji = false };

    private static string Escape(string text) => AlertText.WithoutMentions(text)
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);
}
