using System.Globalization;
using System.Net.Sockets;
using Ingot.Artifacts;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using MimeKit.Utils;

namespace Ingot.Alerts.Sinks;

/// <summary>Hands alerts in at a mail server (SMTP, RFC 5321), as plain text to all recipients at once.</summary>
/// <param name="server">The server.</param>
/// <param name="options">How long it may take.</param>
/// <param name="time">The clock.</param>
public sealed class MailSink(MailServer server, DeliveryOptions options, TimeProvider time) : IAlertSink
{
    /// <inheritdoc />
    public string Name => AlertSettings.MailName;

    /// <inheritdoc />
    public Task<AlertDelivery> SendAsync(Alert alert, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(alert);
        return DeliveryRetry.RunAsync(options, time, c => HandInAsync(alert, c), cancellation);
    }

    /// <summary>The message of an alert.</summary>
    internal MimeMessage Write(Alert alert)
    {
        var from = MailboxAddress.Parse(server.From);

        // What would be an encoded word (RFC 2047) would be read as something else than what was checked.
        var message = new MimeMessage { Subject = alert.Title.Replace("=?", "= ?", StringComparison.Ordinal), Date = alert.Time, MessageId = MimeUtils.GenerateMessageId(from.Domain) };
        message.From.Add(from);
        message.To.AddRange(server.To.Select(MailboxAddress.Parse));

        // RFC 3834: no answering machine answers it.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Headers.Add("X-Ingot-Alert", alert.Id);
        List<string> lines =
        [
            alert.Title,
            string.Empty,
            .. alert.Facts.Select(f => $"{f.Name}: {f.Value}"),
            string.Create(CultureInfo.InvariantCulture, $"Time: {alert.Time.UtcDateTime:yyyy-MM-dd HH:mm} UTC"),
            .. alert.Link is { } link ? (string[])[$"Report: {link.AbsoluteUri}"] : [],
            string.Empty,
            $"Sent by Ingot {ToolVersion.Current.Split('+')[0]}.",
        ];
        message.Body = new TextPart("plain") { Text = string.Join('\n', lines) + "\n" };
        return message;
    }

    private async Task<DeliveryAttempt> HandInAsync(Alert alert, CancellationToken cancellation)
    {
        using var message = Write(alert);
        using var client = new SmtpClient();
        try
        {
            await client.ConnectAsync(server.Host, server.Port, Security(server.Security), cancellation);
            if (server.User is { } user)
            {
                await client.AuthenticateAsync(user, server.Password ?? string.Empty, cancellation);
            }

            await client.SendAsync(message, cancellation);
        }
        catch (SmtpCommandException e)
        {
            // RFC 5321, section 4.2.1: a reply that begins with 4 may be another one later.
            return Failed(string.Create(CultureInfo.InvariantCulture, $"{(int)e.StatusCode} at the {Step(e.ErrorCode)}"), isTransient: (int)e.StatusCode is >= 400 and < 500);
        }
        catch (AuthenticationException)
        {
            return Failed("the login was refused");
        }
        catch (SslHandshakeException)
        {
            return Failed("TLS failed: the certificate is not trusted, or the server speaks no TLS on this port");
        }
        catch (NotSupportedException)
        {
            return Failed(server.Security == MailSecurity.StartTls ? "the server offers no STARTTLS, or no login" : "the server offers no login");
        }
        catch (SocketException e)
        {
            return Failed($"no connection ({e.SocketErrorCode})", isTransient: true);
        }
        catch (Exception e) when (e is IOException or ProtocolException)
        {
            return Failed("the connection broke, or the answer is no SMTP", isTransient: true);
        }

        await LeaveAsync(client, cancellation);
        return new DeliveryAttempt(new AlertDelivery(true, "taken by the mail server"));
    }

    // The message is handed in: how the server says goodbye changes nothing.
    private static async Task LeaveAsync(SmtpClient client, CancellationToken cancellation)
    {
        try
        {
            await client.DisconnectAsync(quit: true, cancellation);
        }
        catch (Exception e) when (e is IOException or ProtocolException or OperationCanceledException)
        {
            // Disposing ends the connection.
        }
    }

    private static DeliveryAttempt Failed(string why, bool isTransient = false) => new(new AlertDelivery(false, why), isTransient);

    private static string Step(SmtpErrorCode code) => code switch
    {
        SmtpErrorCode.SenderNotAccepted => "sender",
        SmtpErrorCode.RecipientNotAccepted => "recipient",
        SmtpErrorCode.MessageNotAccepted => "message",
        _ => "command",
    };

    private static SecureSocketOptions Security(MailSecurity security) => security switch
    {
        MailSecurity.StartTls => SecureSocketOptions.StartTls,
        MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
        _ => SecureSocketOptions.None,
    };
}
