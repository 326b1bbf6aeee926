using System.Globalization;
using System.Text.Json;
using Ingot.Core;

namespace Ingot.Alerts.Sinks;

/// <summary>
/// What a workflow of Teams takes that begins with "When a Teams webhook request is received": a message with an Adaptive Card (learn.microsoft.com, "Create incoming
/// webhooks with Workflows"; adaptivecards.io, schema 1.4). Texts are <c>TextRun</c>s, in which Markdown is only text; what would be a tag or a mention, or a
/// macro such as <c>{{DATE(…)}}</c>, is replaced.
/// </summary>
public static class TeamsMessage
{
    private const string CardType = "application/vnd.microsoft.card.adaptive";

    /// <summary>Writes an alert.</summary>
    /// <param name="alert">The alert.</param>
    public static byte[] Write(Alert alert)
    {
        ArgumentNullException.ThrowIfNull(alert);
        List<object> body =
        [
            Line([Run(alert.Title, "Bolder", Colour(alert), "Medium")]),
            .. alert.Facts.Select(f => Line([Run(f.Name + ": ", "Bolder"), Run(f.Value)])),
            Line([Run(alert.Time.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture), size: "Small")]),
        ];
        var card = new Dictionary<string, object>
        {
            ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
            ["type"] = "AdaptiveCard",
            ["version"] = "1.4",
            ["body"] = body,
        };
        if (alert.Link is { } link)
        {
            card["actions"] = (object[])[new { Type = "Action.OpenUrl", Title = "Report", Url = link.AbsoluteUri }];
        }

        return JsonSerializer.SerializeToUtf8Bytes(
            new { Type = "message", Attachments = (object[])[new { ContentType = CardType, ContentUrl = (string?)null, Content = card }] }, JsonFormat.Options);
    }

    private static object Line(object[] inlines) => new { Type = "RichTextBlock", Inlines = inlines };

    private static object Run(string text, string weight = "Default", string colour = "Default", string size = "Default") =>
        new { Type = "TextRun", Text = Escape(text), Weight = weight, Color = colour, Size = size };

    private static string Colour(Alert alert) => alert.Kind == AlertKind.Recovered ? "Good" : alert.Severity switch
    {
        AlertSeverity.Error => "Attention",
        AlertSeverity.Warning => "Warning",
        _ => "Default",
    };

    // Signs that look alike and mean nothing.
    private static string Escape(string text) => AlertText.WithoutMentions(text)
        .Replace('<', '\u2039')
        .Replace('>', '\u203A')
        .Replace("{{", "{ {", StringComparison.Ordinal)
        .Replace("${", "$ {", StringComparison.Ordinal);
}
