using System.Text;
using Ingot.Alerts.Sinks;
using Ingot.Tests.Shared;
using MimeKit;

namespace Ingot.Alerts.Tests;

public class MailSinkTests
{
    [Fact]
    public async Task A_mail_reaches_all_recipients()
    {
        await using var server = await MailReceiver.StartAsync();

        var delivery = await server.Sink().SendAsync(Samples.Alert(), default);

        Assert.Equal(new AlertDelivery(true, "taken by the mail server"), delivery);
        var (from, to, bytes) = Assert.Single(server.Mails);
        var mail = await MimeMessage.LoadAsync(new MemoryStream(bytes));
        Assert.Equal("alerts@contoso.example", from);
        Assert.Equal(["a@contoso.example", "b@contoso.example"], to);
        Assert.Equal(Samples.Alert().Title, mail.Subject);
        Assert.Equal("auto-generated", mail.Headers["Auto-Submitted"]);
        Assert.EndsWith("@contoso.example", mail.MessageId, StringComparison.Ordinal);
        Assert.Contains("Value: 0.71\n", mail.TextBody!.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains("Report: https://serve.contoso.example/monitor/Contoso.Churn", mail.TextBody, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a\r\nBcc: evil@contoso.example\r\n\r\nbody")]
    [InlineData("a\r\n.\r\nMAIL FROM:<evil@contoso.example>")]
    [InlineData("Ünïcödé 😀 \uD83D")]
    [InlineData("=?utf-8?B?YQ==?=")]
    public async Task A_hostile_name_stays_in_its_line(string name)
    {
        await using var server = await MailReceiver.StartAsync();

        Assert.True((await server.Sink().SendAsync(AlertEvents.Promoted(name, "1.0.0", null, "production", 1, Samples.Noon) with { Facts = [new(name, name)] }, default)).IsDelivered);

        var (_, to, bytes) = Assert.Single(server.Mails);
        var mail = await MimeMessage.LoadAsync(new MemoryStream(bytes));
        Assert.Equal(["a@contoso.example", "b@contoso.example"], to);
        Assert.Empty(mail.Bcc);
        Assert.Equal(AlertText.Line(name + " 1.0.0 holds production").Replace("=?", "= ?", StringComparison.Ordinal), mail.Subject);
        Assert.Contains(AlertText.Line(name), mail.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_login_is_used_and_a_wrong_one_is_said()
    {
        await using var server = await MailReceiver.StartAsync(password: "right");

        var wrong = await server.Sink(user: "alerts", password: "wrong-5ECRET").SendAsync(Samples.Alert(), default);
        Assert.Equal(new AlertDelivery(false, "the login was refused"), wrong);
        Assert.Empty(server.Mails);

        Assert.True((await server.Sink(user: "alerts", password: "right").SendAsync(Samples.Alert(), default)).IsDelivered);
    }

    [Fact]
    public async Task Without_the_TLS_that_was_asked_for_nothing_is_sent()
    {
        await using var server = await MailReceiver.StartAsync();

        var start = await server.Sink(security: MailSecurity.StartTls).SendAsync(Samples.Alert(), default);
        var implied = await server.Sink(security: MailSecurity.Tls).SendAsync(Samples.Alert(), default);

        Assert.Equal(new AlertDelivery(false, "the server offers no STARTTLS, or no login"), start);
        Assert.False(implied.IsDelivered);
        Assert.Empty(server.Mails);
    }

    [Fact]
    public async Task A_certificate_that_nobody_trusts_gets_nothing()
    {
        await using var server = await MailReceiver.StartAsync(tls: true);

        var delivery = await server.Sink(security: MailSecurity.StartTls).SendAsync(Samples.Alert(), default);

        Assert.StartsWith("TLS failed", delivery.Answer, StringComparison.Ordinal);
        Assert.Empty(server.Mails);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(9, false)]
    public async Task A_busy_server_is_asked_again(int busy, bool delivered)
    {
        await using var server = await MailReceiver.StartAsync(busy: busy);

        var delivery = await server.Sink().SendAsync(Samples.Alert(), default);

        Assert.Equal(delivered, delivery.IsDelivered);
        Assert.Equal(delivered ? 1 : 0, server.Mails.Count);
        if (!delivered)
        {
            Assert.StartsWith("4", delivery.Answer, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_server_that_is_none_is_given_up()
    {
        await using var receiver = await Receiver.StartAsync(200);
        var sink = new MailSink(
            new MailServer("127.0.0.1", receiver.Address.Port, MailSecurity.None, "a@contoso.example", ["b@contoso.example"]),
            Samples.Quick with { Attempts = 1, Timeout = TimeSpan.FromSeconds(1) }, TimeProvider.System);

        var delivery = await sink.SendAsync(Samples.Alert(), default);

        Assert.False(delivery.IsDelivered);
        Assert.DoesNotContain("127.0.0.1", delivery.Answer, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(MessageTests.Hostile), MemberType = typeof(MessageTests))]
    public void Every_text_can_be_written(string text)
    {
        using var stream = new MemoryStream();
        using var mail = new MailSink(new MailServer("h", 25, MailSecurity.None, "a@contoso.example", ["b@contoso.example"]), Samples.Quick, TimeProvider.System)
            .Write(Samples.Alert(text, text));

        mail.WriteTo(stream);

        Assert.DoesNotContain(Encoding.UTF8.GetString(stream.ToArray()).Split('\n'), l => l.StartsWith("::", StringComparison.Ordinal));
        Assert.Empty(HostileTexts.Left(mail.Subject!));
    }
}
