using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ingot.Alerts.Sinks;
using SmtpServer;
using SmtpServer.Authentication;
using SmtpServer.Mail;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace Ingot.Alerts.Tests;

/// <summary>A mail server on this machine.</summary>
internal sealed class MailReceiver : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly int _port;
    private Task _running = Task.CompletedTask;

    private MailReceiver(int port) => _port = port;

    /// <summary>What came: from whom, to whom, and the bytes.</summary>
    public ConcurrentQueue<(string From, IReadOnlyList<string> To, byte[] Bytes)> Mails { get; } = new();

    /// <summary>Starts one.</summary>
    /// <param name="password">The password that it asks for; null: none.</param>
    /// <param name="tls">Whether it offers STARTTLS, with a certificate of its own.</param>
    /// <param name="busy">How often it says that it is busy.</param>
    public static Task<MailReceiver> StartAsync(string? password = null, bool tls = false, int busy = 0)
    {
        var receiver = new MailReceiver(FreePort());
        var options = new SmtpServerOptionsBuilder().ServerName("localhost").Endpoint(e =>
        {
            e.Endpoint(new IPEndPoint(IPAddress.Loopback, receiver._port)).AllowUnsecureAuthentication();
            if (password is not null)
            {
                e.AuthenticationRequired();
            }

            if (tls)
            {
                e.Certificate(Certificate());
            }
        }).Build();
        var services = new SmtpServer.ComponentModel.ServiceProvider();
        services.Add(new Store(receiver, busy));
        if (password is not null)
        {
            services.Add(new Users(password));
        }

        receiver._running = new SmtpServer.SmtpServer(options, services).StartAsync(receiver._stop.Token);
        return Task.FromResult(receiver);
    }

    public MailSink Sink(MailSecurity security = MailSecurity.None, string? user = null, string? password = null) => new(
        new MailServer("127.0.0.1", _port, security, "alerts@contoso.example", ["a@contoso.example", "b@contoso.example"]) { User = user, Password = password },
        Samples.Quick,
        TimeProvider.System);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var made = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }

    private sealed class Store(MailReceiver receiver, int busy) : MessageStore
    {
        private int _busy = busy;

        public override Task<SmtpResponse> SaveAsync(ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
        {
            if (Interlocked.Decrement(ref _busy) >= 0)
            {
                return Task.FromResult(new SmtpResponse(SmtpReplyCode.Error, "busy"));
            }

            receiver.Mails.Enqueue((transaction.From.AsAddress(), [.. transaction.To.Select(t => t.AsAddress())], buffer.ToArray()));
            return Task.FromResult(SmtpResponse.Ok);
        }
    }

    private sealed class Users(string password) : IUserAuthenticator
    {
        public Task<bool> AuthenticateAsync(ISessionContext context, string user, string given, CancellationToken cancellationToken) => Task.FromResult(given == password);
    }
}
