using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using Ingot.Releases.Validation;

namespace Ingot.Tool.Workers;

/// <summary>A process of low priority, with limits of time and memory and without the secrets of this one: others come first.</summary>
internal static class LowProcess
{
    private const int MostCharacters = 4 << 20;

    /// <summary>Runs it to its end.</summary>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="heap">Bytes that its managed heap may have.</param>
    /// <param name="keeps">Variables of the environment that it needs besides.</param>
    /// <param name="limit">How long it may run.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Ends it at once.</param>
    /// <returns>The exit code, null when it took too long; and the lines that it wrote.</returns>
    /// <exception cref="IOException">It cannot be started.</exception>
    public static async Task<(int? ExitCode, IReadOnlyList<string> Lines)> RunAsync(
        IReadOnlyList<string> command, long heap, IReadOnlyList<string> keeps, TimeSpan limit, TimeProvider time, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            UseShellExecute = false,
            CreateNoWindow = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        PlainEnvironment.Restrict(start, heap);
        foreach (var (name, value) in keeps.Select(k => (k, Environment.GetEnvironmentVariable(k))).Where(v => v.Item2 is not null))
        {
            start.Environment[name] = value;
        }

        using var process = Start(start);
        TryLower(process);
        using var over = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, cancellation);
        await using var kill = either.Token.Register(() => Kill(process));
        var error = ReceiveAsync(process.StandardError);
        var output = await ReceiveAsync(process.StandardOutput);
        await error;
        await process.WaitForExitAsync(CancellationToken.None);
        cancellation.ThrowIfCancellationRequested();
        return (over.IsCancellationRequested ? null : process.ExitCode, output.Split('\n'));
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start) ?? throw new IOException($"'{start.FileName}' was not started");
        }
        catch (Win32Exception e)
        {
            throw new IOException(e.Message, e);
        }
    }

    // As 'nice' does; where the system does not allow that, it runs as others do.
    private static void TryLower(Process process)
    {
        try
        {
            process.PriorityClass = ProcessPriorityClass.BelowNormal;
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            // It has ended already, or the system refuses.
        }
    }

    // What is too much is read and dropped, so that nobody waits for anybody.
    private static async Task<string> ReceiveAsync(StreamReader reader)
    {
        var (text, buffer) = (new StringBuilder(), new char[8192]);
        for (var read = await reader.ReadAsync(buffer); read > 0; read = await reader.ReadAsync(buffer))
        {
            text.Append(buffer, 0, Math.Min(read, MostCharacters - text.Length));
        }

        return text.ToString();
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            // It has ended by itself.
        }
    }
}
