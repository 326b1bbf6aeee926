namespace Ingot.Alerts.Sinks;

/// <summary>How a connection to a mail server is protected.</summary>
public enum MailSecurity
{
    /// <summary>TLS by <c>STARTTLS</c> (RFC 3207); without it nothing is sent.</summary>
    StartTls,

    /// <summary>TLS from the first byte (RFC 8314).</summary>
    Tls,

    /// <summary>None: on this machine, or where it was asked for.</summary>
    None,
}
