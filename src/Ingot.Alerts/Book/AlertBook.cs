using Ingot.Alerts.Watching;
using Ingot.Artifacts;
using Ingot.Core;
using Ingot.Core.Diagnostics;

namespace Ingot.Alerts.Book;

/// <summary>
/// The book of open alerts, a folder with <c>alerts.json</c>: the same failure is told once, again after a while or when it got worse, and its end once.
/// What is to be sent is on the disk before it is sent, and stays there until each sink took it: a process that is killed loses nothing, and sends at most
/// the one alert twice that was under way, with the same <see cref="Alert.Id"/>. One process at a time has the book open.
/// </summary>
/// <param name="folder">The folder; it is made.</param>
/// <param name="options">When people are told.</param>
/// <param name="time">The clock.</param>
public sealed class AlertBook(string folder, AlertBookOptions options, TimeProvider time)
{
    private const string FileName = "alerts.json";
    private const string LockName = ".ingot-alerts.lock";

    private string File => Path.Combine(folder, FileName);

    /// <summary>This user's own book, for who names no folder: <c>ingot/alerts</c> below the folder of the user's data.</summary>
    public static string DefaultFolder => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "ingot", "alerts");

    /// <summary>What the book says now; an empty one when there is none.</summary>
    /// <exception cref="IngotException">INGOT9006: it is damaged; INGOT9020: a newer Ingot wrote it.</exception>
    public AlertBookState Read() => System.IO.File.Exists(File) ? JsonFormat.Read<AlertBookState>(File) : new AlertBookState();

    /// <summary>Compares a look at production with the book, tells people what is new, and sends what a sink did not take before.</summary>
    /// <param name="look">The look.</param>
    /// <param name="sender">The sinks.</param>
    /// <param name="cancellation">Ends it; what is not sent by then is sent next time.</param>
    /// <returns>What was to be told.</returns>
    public async Task<IReadOnlyList<Alert>> UpdateAsync(ProductionLook look, AlertSender sender, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(look);
        ArgumentNullException.ThrowIfNull(sender);
        var now = time.GetUtcNow();
        try
        {
            Directory.CreateDirectory(folder);
            using var held = await AcquireAsync(cancellation);
            var (state, told) = Enter(look, sender, now);
            await SendAsync(state, sender, cancellation);
            return told;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Nothing has been sent yet. People are told rather once too often than not at all.
            sender.Report(Unusable($"{e.Message.TrimEnd('.')}. What fails is told now, and will be told again each time; let this process write there, or name another folder"));
            var (_, told) = AlertDecisions.Decide([], look, options, now);
            foreach (var alert in told)
            {
                await sender.SendAsync(alert, cancellation);
            }

            return told;
        }
    }

    private (AlertBookState State, IReadOnlyList<Alert> Told) Enter(ProductionLook look, AlertSender sender, DateTimeOffset now)
    {
        var before = ReadOrBegin(sender);
        var (open, told) = AlertDecisions.Decide(before.Open, look, options, now);
        var names = sender.Sinks.Select(s => s.Name).ToList();
        var state = before with { Open = open, Unsent = GiveUp([.. before.Unsent, .. told.Select(a => new UnsentAlert(a, names))], names, sender, now) };
        Write(state);
        return (state, told);
    }

    private async Task SendAsync(AlertBookState state, AlertSender sender, CancellationToken cancellation)
    {
        var gate = new Lock();
        var all = state.Unsent;
        await Task.WhenAll(sender.Sinks.Select(s => SendAsync(s, sender, all, taken =>
        {
            // Each one as soon as it is taken: a kill between two repeats neither.
            lock (gate)
            {
                state = state with { Unsent = Without(state.Unsent, taken, s.Name) };
                TryWrite(state, sender);
            }
        }, cancellation)));
    }

    // In the order of time. A sink that does not take one is left alone until the next look.
    private static async Task SendAsync(Sinks.IAlertSink sink, AlertSender sender, IReadOnlyList<UnsentAlert> unsent, Action<Alert> taken, CancellationToken cancellation)
    {
        foreach (var alert in unsent.Where(u => u.Sinks.Contains(sink.Name, StringComparer.Ordinal)).Select(u => u.Alert))
        {
            if (!await sender.TryAsync(sink, alert, isKept: true, cancellation))
            {
                return;
            }

            taken(alert);
        }
    }

    private static List<UnsentAlert> Without(IReadOnlyList<UnsentAlert> unsent, Alert taken, string sink) =>
        [.. unsent.Select(u => ReferenceEquals(u.Alert, taken) ? u with { Sinks = [.. u.Sinks.Where(s => s != sink)] } : u).Where(u => u.Sinks.Count > 0)];

    private List<UnsentAlert> GiveUp(List<UnsentAlert> unsent, List<string> names, AlertSender sender, DateTimeOffset now)
    {
        // A sink that is no longer set will take nothing.
        var wanted = unsent.Select(u => u with { Sinks = [.. u.Sinks.Where(names.Contains)] }).Where(u => u.Sinks.Count > 0).ToList();
        var kept = wanted.Where(u => now - u.Alert.Time < options.KeepUnsent).ToList();
        if (kept.Count < wanted.Count)
        {
            sender.Report(MonitorDiagnostics.AlertsGivenUp.At(
                new SourceLocation(File),
                $"{DiagnosticText.Count(wanted.Count - kept.Count, "alert")} {DiagnosticText.Agree(wanted.Count - kept.Count, "was", "were")} not taken for {options.KeepUnsent.TotalDays} days by {DiagnosticText.List(wanted.Except(kept).SelectMany(u => u.Sinks).Distinct())}, and {DiagnosticText.Agree(wanted.Count - kept.Count, "is", "are")} given up. Try the sinks with 'dotnet ingot alerts test', and look at what is open with 'dotnet ingot alerts list'."));
        }

        return kept;
    }

    private AlertBookState ReadOrBegin(AlertSender sender)
    {
        try
        {
            return Read();
        }
        catch (IngotException e) when (e.Diagnostic.Code == InfrastructureDiagnostics.DamagedFile.Code)
        {
            var aside = Path.Combine(folder, FormattableString.Invariant($"alerts.damaged-{time.GetUtcNow():yyyyMMddHHmmss}.json"));
            System.IO.File.Move(File, aside, overwrite: true);
            sender.Report(Unusable($"the file is damaged. It was set aside as '{Path.GetFileName(aside)}' and a new one begun, so what still fails is told once more"));
            return new AlertBookState();
        }
        catch (IngotException e)
        {
            throw new IOException(e.Diagnostic.Message, e);
        }
    }

    private void TryWrite(AlertBookState state, AlertSender sender)
    {
        try
        {
            Write(state);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            sender.Report(Unusable($"{e.Message.TrimEnd('.')}. An alert that was sent just now is sent once more next time; free some space, or let this process write there"));
        }
    }

    private void Write(AlertBookState state) => AtomicFile.WriteToDisk(File, JsonFormat.Write(state));

    private async Task<PassingLock> AcquireAsync(CancellationToken cancellation)
    {
        var begun = time.GetTimestamp();
        return await Task.Run(() => PassingLock.Acquire(Path.Combine(folder, LockName), () => cancellation.IsCancellationRequested || time.GetElapsedTime(begun) > options.Patience), CancellationToken.None)
            ?? (cancellation.IsCancellationRequested ? throw new OperationCanceledException(cancellation) : throw new IOException("another process has it open all the time"));
    }

    private Diagnostic Unusable(string why) =>
        MonitorDiagnostics.AlertBookUnusable.At(new SourceLocation(File), $"The book of alerts cannot be used: {why}.");
}
