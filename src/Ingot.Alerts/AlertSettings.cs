using Ingot.Alerts.Settings;
using Ingot.Alerts.Sinks;
using Ingot.Core.Diagnostics;

namespace Ingot.Alerts;

/// <summary>Where alerts go, as the environment says it. Addresses, passwords and keys are secrets, and stand in no message.</summary>
public static class AlertSettings
{
    /// <summary>The environment variable of the generic webhook's address.</summary>
    public const string WebhookVariable = "INGOT_ALERT_WEBHOOK";

    /// <summary>The environment variable of the key that signs the generic webhook's messages.</summary>
    public const string WebhookKeyVariable = "INGOT_ALERT_WEBHOOK_KEY";

    /// <summary>The environment variable of the address of Slack's incoming webhook.</summary>
    public const string SlackVariable = "INGOT_ALERT_SLACK";

    /// <summary>The environment variable of the address of a workflow of Teams.</summary>
    public const string TeamsVariable = "INGOT_ALERT_TEAMS";

    /// <summary>The environment variable of the mail server.</summary>
    public const string MailVariable = "INGOT_ALERT_MAIL";

    /// <summary>The environment variable of the mail server's password.</summary>
    public const string MailPasswordVariable = "INGOT_ALERT_MAIL_PASSWORD";

    /// <summary>What the sinks are called.</summary>
    internal const string WebhookName = "webhook";

    internal const string SlackName = "Slack";

    internal const string TeamsName = "Teams";

    internal const string MailName = "mail";

    /// <summary>All of them: what is started needs none.</summary>
    public static IReadOnlyList<string> Variables { get; } = [WebhookVariable, WebhookKeyVariable, SlackVariable, TeamsVariable, MailVariable, MailPasswordVariable];

    /// <summary>The sinks that variables name; none: nobody is told.</summary>
    /// <param name="variable">Gives a variable's value; null or empty: it is not set.</param>
    /// <param name="time">The clock.</param>
    /// <param name="options">How long sending may take; null: the defaults.</param>
    /// <exception cref="IngotException">INGOT8043, for every variable that cannot be used.</exception>
    public static IReadOnlyList<IAlertSink> Read(Func<string, string?> variable, TimeProvider time, DeliveryOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(variable);
        var reader = new SettingsReader(variable, time, options ?? new DeliveryOptions());
        var sinks = reader.Read();
        return reader.Faults.Count == 0 ? sinks : throw new IngotException(reader.Faults);
    }
}
