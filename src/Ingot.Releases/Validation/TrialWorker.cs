using System.Runtime.InteropServices;
using Ingot.Core.Diagnostics;
using Microsoft.ML.OnnxRuntime;

namespace Ingot.Releases.Validation;

/// <summary>
/// The other side of <see cref="ProcessTrial"/>: what the process does that tries a model. An application that serves models gives its own
/// executable a way to it, such as an argument by which <c>Main</c> returns <see cref="Run"/> before anything else.
/// </summary>
public static partial class TrialWorker
{
    private const int DataLimit = 2;
    private const int CoreLimit = 4;

    /// <summary>Tries the model that comes on the standard input, and writes the answers to the standard output.</summary>
    /// <returns>The exit code: 0, whatever was found.</returns>
    public static int Run()
    {
        using var input = Console.OpenStandardInput();
        var (subject, memory) = TrialExchange.Read(input);
        Limit(memory);
        EndWithParent(input);
        var reply = Try(subject);
        Console.Out.WriteLine(TrialExchange.Write(reply));
        return 0;
    }

    /// <summary>Tries a model in this process: how it ended.</summary>
    internal static TrialReply Try(TrialSubject subject)
    {
        try
        {
            return TrialReply.Of(new InProcessTrial(new TrialLimits { Time = Timeout.InfiniteTimeSpan }).Answer(subject, CancellationToken.None));
        }
        catch (OutOfMemoryException)
        {
            return TrialReply.Of(TrialOutcome.TooLarge, string.Empty);
        }
        catch (Exception e) when ((e.InnerException ?? e) is OnnxRuntimeException { Message: var said } && IsOfMemory(said))
        {
            return TrialReply.Of(TrialOutcome.TooLarge, string.Empty);
        }
        catch (IngotException e)
        {
            return TrialReply.Of(TrialOutcome.NotLoaded, e.Diagnostic.Message);
        }
        catch (InvalidDataException e)
        {
            return TrialReply.Of(TrialOutcome.NotAnswered, e.Message);
        }
    }

    // ONNX Runtime has no code of its own for it.
    internal static bool IsOfMemory(string said) =>
        said.Contains("bad_alloc", StringComparison.Ordinal) || said.Contains("bad allocation", StringComparison.Ordinal)
        || said.Contains("allocate memory", StringComparison.OrdinalIgnoreCase) || said.Contains("allocation failed", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// On Linux the kernel refuses what is over the limit, however fast it is asked for; elsewhere the other process looks. Where memory is
    /// short, this process is the first to go, and nothing of its memory is written to a file.
    /// </summary>
    private static void Limit(long memory)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        var most = Used() + (ulong)memory;
        var limit = new ResourceLimit(most, most);
        var none = default(ResourceLimit);
        if (SetLimit(DataLimit, limit) != 0 || SetLimit(CoreLimit, none) != 0)
        {
            throw new InvalidOperationException($"The system sets no limits: error {Marshal.GetLastPInvokeError()}.");
        }

        try
        {
            File.WriteAllText("/proc/self/oom_score_adj", "1000");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A container may show /proc read-only. The limits hold there too.
        }
    }

    // What the runtime has taken already, the model's bytes among it.
    private static ulong Used()
    {
        var line = File.ReadLines("/proc/self/status").First(l => l.StartsWith("VmData:", StringComparison.Ordinal));
        return ulong.Parse(line.AsSpan("VmData:".Length).Trim()[..^" kB".Length], System.Globalization.CultureInfo.InvariantCulture) * 1024;
    }

    /// <summary>The other process keeps its end of the standard input open as long as it lives.</summary>
    private static void EndWithParent(Stream input)
    {
        var wait = new Thread(() =>
        {
            input.ReadByte();
            Environment.Exit(1);
        })
        {
            IsBackground = true,
        };
        wait.Start();
    }

    [LibraryImport("libc", EntryPoint = "setrlimit", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetLimit(int resource, in ResourceLimit limit);

    private readonly record struct ResourceLimit(ulong Soft, ulong Hard);
}
