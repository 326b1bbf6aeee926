using Ingot.Alerts.Sinks;
using Ingot.Core.Diagnostics;

namespace Ingot.Alerts.Tests;

public class SettingsTests
{
    private const string Secret = "5ECRET";
    private const string Mail = "smtp://mail.contoso.example?from=a@contoso.example&to=b@contoso.example";

    [Fact]
    public void Nothing_set_is_nobody_told() => Assert.Empty(Read());

    [Fact]
    public void Each_variable_is_a_sink() => Assert.Equal(
        ["webhook", "Slack", "Teams", "mail"],
        Read(
            ("INGOT_ALERT_WEBHOOK", "https://hooks.contoso.example/x"), ("INGOT_ALERT_WEBHOOK_KEY", Convert.ToBase64String(new byte[32])),
            ("INGOT_ALERT_SLACK", "http://127.0.0.1:9/x"), ("INGOT_ALERT_TEAMS", "http://localhost/x"), ("INGOT_ALERT_MAIL", Mail)).Select(s => s.Name));

    [Theory]
    [InlineData("INGOT_ALERT_WEBHOOK", "5ECRET")]
    [InlineData("INGOT_ALERT_WEBHOOK", "http://hooks.contoso.example/5ECRET")]
    [InlineData("INGOT_ALERT_SLACK", "ftp://hooks.contoso.example/5ECRET")]
    [InlineData("INGOT_ALERT_TEAMS", "https://user:5ECRET@hooks.contoso.example/")]
    [InlineData("INGOT_ALERT_TEAMS", "file:///etc/5ECRET")]
    [InlineData("INGOT_ALERT_WEBHOOK_KEY", "5ECRET")]
    [InlineData("INGOT_ALERT_MAIL_PASSWORD", "5ECRET")]
    [InlineData("INGOT_ALERT_MAIL", "5ECRET")]
    [InlineData("INGOT_ALERT_MAIL", "https://mail.contoso.example/5ECRET")]
    [InlineData("INGOT_ALERT_MAIL", "smtp://mail.contoso.example/5ECRET?from=a@contoso.example&to=b@contoso.example")]
    [InlineData("INGOT_ALERT_MAIL", "smtp://u:5ECRET@mail.contoso.example?from=a@contoso.example&to=b@contoso.example")]
    [InlineData("INGOT_ALERT_MAIL", "smtp://5ECRET@mail.contoso.example?from=a@contoso.example&to=b@contoso.example")]
    [InlineData("INGOT_ALERT_MAIL", "smtp://mail.contoso.example?from=5ECRET&to=b@contoso.example")]
    [InlineData("INGOT_ALERT_MAIL", "smtp://mail.contoso.example?from=a@contoso.example,5ECRET@contoso.example&to=b@contoso.example")]
    [InlineData("INGOT_ALERT_MAIL", "smtp://mail.contoso.example?from=a@contoso.example&to=5ECRET")]
    [InlineData("INGOT_ALERT_MAIL", "smtp://mail.contoso.example?from=a@contoso.example&to=b@contoso.example%0d%0aRCPT5ECRET")]
    [InlineData("INGOT_ALERT_MAIL", "smtp://mail.contoso.example?from=a@contoso.example")]
    [InlineData("INGOT_ALERT_MAIL", "smtp://mail.contoso.example?from=a@contoso.example&to=b@contoso.example&cc=5ECRET")]
    [InlineData("INGOT_ALERT_MAIL", "smtp://mail.contoso.example?from=a@contoso.example&to=b@contoso.example&tls=5ECRET")]
    [InlineData("INGOT_ALERT_MAIL", "smtps://mail.contoso.example?from=a@contoso.example&to=b@contoso.example&tls=none")]
    public void What_is_wrong_is_said_without_the_secret(string variable, string value)
    {
        var fault = Assert.Single(Assert.Throws<IngotException>(() => Read((variable, value))).Diagnostics, d => d.Message.Contains(variable + " ", StringComparison.Ordinal));

        Assert.Equal("INGOT8043", fault.Code);
        Assert.DoesNotContain(Secret, fault.Text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; expected ", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_that_is_wrong_is_said_at_once() => Assert.Equal(
        3, Assert.Throws<IngotException>(() => Read(("INGOT_ALERT_WEBHOOK", "x"), ("INGOT_ALERT_SLACK", "x"), ("INGOT_ALERT_MAIL", "x"))).Diagnostics.Count);

    [Fact]
    public void A_password_does_not_go_over_an_open_line() => Assert.Throws<IngotException>(() => Read(
        ("INGOT_ALERT_MAIL", "smtp://u@mail.contoso.example?tls=none&from=a@contoso.example&to=b@contoso.example"), ("INGOT_ALERT_MAIL_PASSWORD", Secret)));

    [Theory]
    [InlineData("smtp://mail.contoso.example?from=a@x.example&to=b@x.example,c@x.example", 587, MailSecurity.StartTls)]
    [InlineData("smtps://mail.contoso.example?from=a@x.example&to=b@x.example,c@x.example", 465, MailSecurity.Tls)]
    [InlineData("smtp://mail.contoso.example:25?tls=none&from=a@x.example&to=b@x.example,c@x.example", 25, MailSecurity.None)]
    [InlineData("smtp://localhost:2525?from=a%40x.example&to=b@x.example,%20c@x.example", 2525, MailSecurity.None)]
    [InlineData("smtp://[::1]:2525?from=a@x.example&to=b@x.example,c@x.example", 2525, MailSecurity.None)]
    public void A_mail_server_is_read(string text, int port, MailSecurity security)
    {
        var (server, found, _) = Settings.MailServerText.Parse(text, null);

        Assert.True(server is not null, found);
        Assert.Equal((port, security, "a@x.example"), (server.Port, server.Security, server.From));
        Assert.Equal(["b@x.example", "c@x.example"], server.To);
        Assert.Null(server.User);
    }

    [Fact]
    public void A_user_may_be_an_address() =>
        Assert.Equal("u@x.example", Settings.MailServerText.Parse("smtp://u%40x.example@mail.x.example?from=a@x.example&to=b@x.example", "p").Server!.User);

    [Fact]
    public void A_server_says_nothing_of_its_password() =>
        Assert.DoesNotContain(Secret, $"{Settings.MailServerText.Parse("smtp://u@mail.x.example?from=a@x.example&to=b@x.example", Secret).Server}", StringComparison.Ordinal);

    private static IReadOnlyList<IAlertSink> Read(params (string Name, string Value)[] variables) =>
        AlertSettings.Read(n => variables.FirstOrDefault(v => v.Name == n).Value, TimeProvider.System);
}
