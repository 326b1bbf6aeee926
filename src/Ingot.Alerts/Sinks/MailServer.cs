namespace Ingot.Alerts.Sinks;

/// <summary>Where mail is handed in, from whom and to whom.</summary>
/// <param name="Host">The server.</param>
/// <param name="Port">Its port.</param>
/// <param name="Security">How the connection is protected.</param>
/// <param name="From">The sender's address.</param>
/// <param name="To">The recipients' addresses.</param>
public sealed record MailServer(string Host, int Port, MailSecurity Security, string From, IReadOnlyList<string> To)
{
    /// <summary>The user to log in as; null: nobody logs in.</summary>
    public string? User { get; init; }

    /// <summary>The password of <see cref="User"/>.</summary>
    public string? Password { get; init; }

    /// <summary>Without addresses and secrets.</summary>
    public override string ToString() => nameof(MailServer);
}
