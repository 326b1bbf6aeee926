using System.CommandLine;
using Ingot.Alerts;
using Ingot.Core.Diagnostics;

namespace Ingot.Tool.Alerting;

/// <summary>The alerts of one run of a verb. What is wrong with where they go is said before the verb does anything; that they do not arrive is a warning afterwards.</summary>
internal sealed class AlertPost
{
    private readonly InvocationConfiguration _console;

    private AlertPost(InvocationConfiguration console)
    {
        _console = console;
        Sender = new AlertSender(AlertSettings.Read(Environment.GetEnvironmentVariable, TimeProvider.System), new Warnings(console));
    }

    /// <summary>The sinks.</summary>
    public AlertSender Sender { get; }

    /// <summary>Whether anybody is told of anything.</summary>
    public bool IsOn => Sender.Sinks.Count > 0;

    /// <summary>Reads where alerts go.</summary>
    /// <param name="console">Where warnings are written.</param>
    /// <exception cref="IngotException">INGOT8043: a variable cannot be used.</exception>
    public static AlertPost Open(InvocationConfiguration console) => new(console);

    /// <summary>Tells people of things that happened. They have happened: whoever ends the verb now only ends the telling.</summary>
    /// <param name="alerts">What happened.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task TellAsync(IEnumerable<Alert> alerts, CancellationToken cancellation)
    {
        try
        {
            foreach (var alert in alerts)
            {
                await Sender.SendAsync(alert, cancellation);
            }
        }
        catch (OperationCanceledException)
        {
            await _console.Error.WriteLineAsync(MonitorDiagnostics.AlertNotSent.At(
                SourceLocation.None, $"Telling the alert sinks was ended before all had taken the alert; expected that it is waited for. What the verb did stands.").ToString().AsMemory(), CancellationToken.None);
        }
    }

    private sealed class Warnings(InvocationConfiguration console) : IDiagnosticSink
    {
        public void Report(Diagnostic diagnostic) => console.Error.WriteLine(diagnostic.ToString());
    }
}
