using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Ingot.Core.Diagnostics;

namespace Ingot.Releases.Validation;

/// <summary>
/// Tries a model in a process of its own, in which <see cref="TrialWorker.Run"/> runs: with limits of time and memory, without the secrets
/// of the environment, and ended at once when the trial is cancelled.
/// </summary>
/// <param name="command">The program and the arguments by which it calls <see cref="TrialWorker.Run"/>.</param>
/// <param name="limits">What a model may take.</param>
public sealed class ProcessTrial(IReadOnlyList<string> command, TrialLimits limits) : IModelTrial
{
    private const int MaxOutput = 64 << 20;
    private const int MaxError = 4096;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <inheritdoc />
    public bool IsIsolated => true;

    /// <inheritdoc />
    public float[] Answer(TrialSubject subject, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(subject);
        cancellation.ThrowIfCancellationRequested();
        var started = Stopwatch.GetTimestamp();
        var memory = limits.MemoryFor(subject.Onnx.LongLength);
        using var process = Start(subject, memory);
        var input = Task.Run(() => Send(process, subject, memory), CancellationToken.None);
        var output = Task.Run(() => Receive(process.StandardOutput, MaxOutput), CancellationToken.None);
        var error = Task.Run(() => Receive(process.StandardError, MaxError), CancellationToken.None);
        try
        {
            while (!process.WaitForExit(Interval))
            {
                cancellation.ThrowIfCancellationRequested();
                if (MemoryOf(process) > memory)
                {
                    throw TrialFaults.TooLarge(subject, memory);
                }

                if (Stopwatch.GetElapsedTime(started) > limits.Time)
                {
                    throw TrialFaults.TooLong(subject, limits);
                }
            }
        }
        finally
        {
            Kill(process);

            // Its pipes end with it, unless it has handed them on to somebody.
            Task.WaitAll([input, output, error], Patience);
        }

        return Scores(subject, memory, process.ExitCode, Text(output), Text(error));
    }

    private static string Text(Task<string> received) => received.IsCompletedSuccessfully ? received.Result : string.Empty;

    private static float[] Scores(TrialSubject subject, long memory, int exitCode, string output, string error)
    {
        if (ReplyIn(output) is not { } reply)
        {
            // The runtime and the C++ library say it in their own words before they give up.
            throw error.Contains("Out of memory", StringComparison.OrdinalIgnoreCase) || error.Contains("bad_alloc", StringComparison.Ordinal)
                ? TrialFaults.TooLarge(subject, memory)
                : TrialFaults.Crashed(subject, exitCode, DiagnosticText.Shorten(error.ReplaceLineEndings(" ").Trim()));
        }

        return reply.Outcome switch
        {
            TrialOutcome.Answered => reply.ToScores(),
            TrialOutcome.TooLarge => throw TrialFaults.TooLarge(subject, memory),
            TrialOutcome.NotLoaded => throw new IngotException(EvaluateDiagnostics.CorruptModel.At(new SourceLocation(subject.Name), $"{reply.Message}")),
            _ => throw new InvalidDataException(reply.Message),
        };
    }

    private static TrialReply? ReplyIn(string output)
    {
        try
        {
            return output.Split('\n').Select(TrialExchange.Read).FirstOrDefault(r => r is not null);
        }
        catch (JsonException)
        {
            // Half a line, of a process that was ended while it wrote.
            return null;
        }
    }

    private Process Start(TrialSubject subject, long memory)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            UseShellExecute = false,
            CreateNoWindow = true,

            // Not where the user works: nothing that lies there is a model's to read.
            WorkingDirectory = AppContext.BaseDirectory,
        };
        PlainEnvironment.Restrict(start, memory);
        try
        {
            return Process.Start(start) ?? throw TrialFaults.NotStarted(subject, $"'{command[0]}' was not started");
        }
        catch (Exception e) when (e is Win32Exception or IOException or InvalidOperationException)
        {
            throw TrialFaults.NotStarted(subject, e.Message, e);
        }
    }

    private static void Send(Process process, TrialSubject subject, long memory)
    {
        try
        {
            // It stays open: by its end the process knows that this one is gone.
            TrialExchange.Write(process.StandardInput.BaseStream, subject, memory);
            process.StandardInput.BaseStream.Flush();
        }
        catch (IOException)
        {
            // The process has ended, and its exit code says why.
        }
    }

    private static string Receive(StreamReader reader, int limit)
    {
        var (text, buffer) = (new StringBuilder(), new char[8192]);
        for (var read = reader.Read(buffer); read > 0; read = reader.Read(buffer))
        {
            // What is too much is read and dropped, so that nobody waits for anybody.
            text.Append(buffer, 0, Math.Min(read, limit - text.Length));
        }

        return text.ToString();
    }

    private static long MemoryOf(Process process)
    {
        try
        {
            process.Refresh();
            return OperatingSystem.IsWindows() ? process.PrivateMemorySize64 : process.WorkingSet64;
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            // It has just ended.
            return 0;
        }
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            // It has ended by itself.
        }
    }
}
