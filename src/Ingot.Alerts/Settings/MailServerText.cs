using System.Net;
using Ingot.Alerts.Sinks;
using Ingot.Core.Diagnostics;
using MimeKit;

namespace Ingot.Alerts.Settings;

/// <summary>Reads <c>smtp://user@host:587?from=…&amp;to=…,…</c>.</summary>
internal static class MailServerText
{
    private const string Expected = "smtp://user@host:587?from=alerts@contoso.example&to=team@contoso.example";
    private const int SubmissionPort = 587;
    private const int TlsPort = 465;

    /// <summary>Reads it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="password">The password; null: nobody logs in.</param>
    /// <returns>The server; or null, what was found, and what was expected. Nothing of the text is repeated: it may have a password in it.</returns>
    public static (MailServer? Server, string Found, string Expected) Parse(string text, string? password)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("smtp" or "smtps") || address.Host.Length == 0)
        {
            return Wrong($"has {DiagnosticText.Count(text.Length, "character")} that are no address with smtp: or smtps:");
        }

        if (address.UserInfo.Contains(':', StringComparison.Ordinal))
        {
            return Wrong("has a password", $"it in {AlertSettings.MailPasswordVariable} instead, and {Expected} here");
        }

        if (address.AbsolutePath.Length > 1 || address.Fragment.Length > 0)
        {
            return Wrong("has a path or a fragment behind its host");
        }

        var user = address.UserInfo.Length > 0 ? Uri.UnescapeDataString(address.UserInfo) : null;
        return (user is null) != (password is null)
            ? Wrong($"has {(user is null ? "no user" : "a user")}, and {AlertSettings.MailPasswordVariable} is {(password is null ? "not set" : "set")}", "a user and a password, or neither")
            : Parse(address, user, password);
    }

    private static (MailServer? Server, string Found, string Expected) Parse(Uri address, string? user, string? password)
    {
        var parts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var pair = part.Split('=', 2);
            if (pair.Length != 2 || pair[0] is not ("from" or "to" or "tls") || !parts.TryAdd(pair[0], Uri.UnescapeDataString(pair[1])))
            {
                return Wrong("has something else behind '?' than from, to and tls, each once with a value");
            }
        }

        var isLocal = address.IsLoopback || (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));
        var tls = parts.GetValueOrDefault("tls");
        if (tls is not (null or "none"))
        {
            return Wrong("has another tls than none", "tls=none, or nothing: then it is on");
        }

        var security = address.Scheme == "smtps" ? MailSecurity.Tls : tls is not null || isLocal ? MailSecurity.None : MailSecurity.StartTls;
        if (tls is not null && security == MailSecurity.Tls)
        {
            return Wrong("has smtps:, which is TLS, and tls=none", "one of the two");
        }

        if (security == MailSecurity.None && user is not null && !isLocal)
        {
            return Wrong("has a user and tls=none, which would send the password for all to read", "TLS, or no user");
        }

        var from = Addresses(parts.GetValueOrDefault("from"));
        var to = Addresses(parts.GetValueOrDefault("to"));
        return from.Count != 1 ? Wrong("has not one sender, an e-mail address, in from=")
            : to.Count == 0 ? Wrong("has no recipients, e-mail addresses with commas between, in to=")
            : (new MailServer(address.Host.Trim('[', ']'), address.IsDefaultPort || address.Port <= 0 ? (security == MailSecurity.Tls ? TlsPort : SubmissionPort) : address.Port, security, from[0], to) { User = user, Password = password }, string.Empty, string.Empty);
    }

    // All of them, or none when one is no address.
    private static List<string> Addresses(string? text)
    {
        var all = (text ?? string.Empty).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return all.All(a => a.Contains('@', StringComparison.Ordinal) && !a.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)) && MailboxAddress.TryParse(a, out _)) ? [.. all] : [];
    }

    private static (MailServer? Server, string Found, string Expected) Wrong(string found, string expected = Expected) => (null, found, expected);
}
