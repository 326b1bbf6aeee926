using Ingot.Alerts.Sinks;
using Ingot.Core.Diagnostics;

namespace Ingot.Alerts.Settings;

/// <summary>Reads the variables, and remembers what is wrong with them.</summary>
internal sealed class SettingsReader(Func<string, string?> variable, TimeProvider time, DeliveryOptions options)
{
    private readonly List<Diagnostic> _faults = [];

    /// <summary>What is wrong.</summary>
    public IReadOnlyList<Diagnostic> Faults => _faults;

    public List<IAlertSink> Read()
    {
        var key = Key();
        List<IAlertSink?> sinks =
        [
            Http(AlertSettings.WebhookVariable, AlertSettings.WebhookName, WebhookMessage.Write, key),
            Http(AlertSettings.SlackVariable, AlertSettings.SlackName, SlackMessage.Write, null),
            Http(AlertSettings.TeamsVariable, AlertSettings.TeamsName, TeamsMessage.Write, null),
            Mail(),
        ];
        return [.. sinks.OfType<IAlertSink>()];
    }

    private string? Get(string name) => variable(name)?.Trim() is { Length: > 0 } text ? text : null;

    private WebhookKey? Key()
    {
        if (Get(AlertSettings.WebhookKeyVariable) is not { } text)
        {
            return null;
        }

        var key = WebhookKey.TryParse(text);
        if (key is null)
        {
            Wrong(AlertSettings.WebhookKeyVariable, $"has {DiagnosticText.Count(text.Length, "character")} that are no key", $"{WebhookKey.LeastBytes} to {WebhookKey.MostBytes} bytes as base64, such as 'openssl rand -base64 32' prints");
        }
        else if (Get(AlertSettings.WebhookVariable) is null)
        {
            Wrong(AlertSettings.WebhookKeyVariable, $"is set and {AlertSettings.WebhookVariable} is not, so that nothing is signed", "both or neither");
        }

        return key;
    }

    private HttpSink? Http(string name, string sink, Func<Alert, byte[]> write, WebhookKey? key)
    {
        const string expected = "an address with https, or with http on this machine";
        return Get(name) is not { } text ? null
            : !Uri.TryCreate(text, UriKind.Absolute, out var address) ? Wrong<HttpSink>(name, $"has {DiagnosticText.Count(text.Length, "character")} that are no address", expected)
            : address.Scheme != Uri.UriSchemeHttps && !(address.Scheme == Uri.UriSchemeHttp && address.IsLoopback) ? Wrong<HttpSink>(name, $"has the scheme '{Scheme(address)}' and a host that is {(address.IsLoopback ? "this machine" : "not this machine")}", expected)
            : address.UserInfo.Length > 0 ? Wrong<HttpSink>(name, "has a user before its host, which is not sent", expected + ", without a user")
            : new HttpSink(sink, address, write, key, options, time);
    }

    private MailSink? Mail()
    {
        var password = Get(AlertSettings.MailPasswordVariable);
        if (Get(AlertSettings.MailVariable) is not { } text)
        {
            return password is null ? null : Wrong<MailSink>(AlertSettings.MailPasswordVariable, $"is set and {AlertSettings.MailVariable} is not", "both or neither");
        }

        var (server, found, expected) = MailServerText.Parse(text, password);
        return server is null ? Wrong<MailSink>(AlertSettings.MailVariable, found, expected) : new MailSink(server, options, time);
    }

    private static string Scheme(Uri address) => DiagnosticText.Shorten(address.Scheme);

    private T? Wrong<T>(string name, string found, string expected)
        where T : class
    {
        Wrong(name, found, expected);
        return null;
    }

    // The value may be a secret with a typing error: it is described, not repeated.
    private void Wrong(string name, string found, string expected) => _faults.Add(MonitorDiagnostics.WrongAlertSetting.At(
        SourceLocation.None, $"The environment variable {name} {found}; expected {expected}. Correct it, or remove it."));
}
