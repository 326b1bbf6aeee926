using System.CommandLine;
using System.Globalization;
using Ingot.Alerts;
using Ingot.Alerts.Book;
using Ingot.Core;
using Ingot.Core.Diagnostics;
using Ingot.Pipeline;
using Ingot.Tool.Alerting;
using Ingot.Tool.Output;
using Spectre.Console;

namespace Ingot.Tool.Commands;

/// <summary><c>alerts</c>: whether alerts arrive, and which are open.</summary>
internal static class AlertsCommand
{
    public static Command Create() => new("alerts", "Try where alerts go, and list those that are open.") { Test(), List() };

    private static Command Test()
    {
        var command = new Command("test", $"Send a test notice to each place that the environment names ({string.Join(", ", AlertSettings.Variables.Where(v => !v.EndsWith("_KEY", StringComparison.Ordinal) && !v.EndsWith("_PASSWORD", StringComparison.Ordinal)))}), and say what it answered.");
        command.Does(async (_, console, cancellation) =>
        {
            var sinks = AlertPost.Open(console).Sender.Sinks;
            if (sinks.Count == 0)
            {
                throw new IngotException(MonitorDiagnostics.WrongAlertSetting.At(
                    SourceLocation.None,
                    $"No environment variable says where alerts go; expected one at least of {AlertSettings.WebhookVariable}, {AlertSettings.SlackVariable}, {AlertSettings.TeamsVariable} and {AlertSettings.MailVariable}. Set it."));
            }

            var alert = AlertEvents.Test(TimeProvider.System.GetUtcNow());
            var deliveries = await Task.WhenAll(sinks.Select(async s => (s.Name, Delivery: await s.SendAsync(alert, cancellation))));
            foreach (var (name, delivery) in deliveries)
            {
                await console.Output.WriteLineAsync($"{name}: {(delivery.IsDelivered ? "taken" : "not taken")}: {delivery.Answer}");
            }

            return deliveries.All(d => d.Delivery.IsDelivered) ? StageOutcome.Passed : StageOutcome.Infrastructure;
        });
        return command;
    }

    private static Command List()
    {
        var folder = AlertOptions.Folder();
        var json = new Option<bool>("--json") { Description = "Print the book as JSON." };
        var command = new Command("list", "List the alerts that are open, and those that are still to be sent.") { folder, json };
        command.Does(async (parsed, console, _) =>
        {
            var state = new AlertBook(parsed.GetValue(folder) ?? AlertBook.DefaultFolder, new AlertBookOptions(), TimeProvider.System).Read();
            if (parsed.GetValue(json))
            {
                await console.Output.WriteLineAsync(JsonFormat.Write(state));
                return StageOutcome.Passed;
            }

            var table = ConsoleTable.Of("Package", "Channel", "What", "Severity", "Since", "Told", "Times");
            foreach (var open in state.Open)
            {
                table.AddRow([.. new[] { open.Package, open.Channel ?? "–", open.Name, open.Severity.ToString(), Time(open.Since), Time(open.Told), open.Times.ToString(CultureInfo.InvariantCulture) }.Select(ConsoleTable.Cell)]);
            }

            if (state.Open.Count > 0)
            {
                ConsoleTable.Write(console.Output, table);
            }

            await console.Output.WriteLineAsync($"{DiagnosticText.Count(state.Open.Count, "open alert")}, {DiagnosticText.Count(state.Unsent.Count, "alert")} still to be sent.");
            return StageOutcome.Passed;
        });
        return command;
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
