using Ingot.Core.Diagnostics;
using Microsoft.ML.OnnxRuntime;

namespace Ingot.Releases.Validation;

/// <summary>
/// The other side of <see cref="ProcessTrial"/>: what the process does that tries a model. An application that serves models gives its own
/// executable a way to it, such as an argument by which <c>Main</c> returns <see cref="Run"/> before anything else.
/// </summary>
public static class TrialWorker
{
    /// <summary>Tries the model that comes on the standard input, and writes the answers to the standard output.</summary>
    /// <returns>The exit code: 0, whatever was found.</returns>
    public static int Run()
    {
        using var input = Console.OpenStandardInput();
        return Work(input, Console.Out, TrialMemory.Limit, () => Environment.Exit(1));
    }

    /// <summary>What comes is read before the limits hold, and tried after.</summary>
    /// <param name="input">Where the model comes from.</param>
    /// <param name="output">Where the answers go.</param>
    /// <param name="limit">Limits the memory of this process, to what it has and so many bytes.</param>
    /// <param name="end">Ends this process, when the other one is gone.</param>
    internal static int Work(Stream input, TextWriter output, Action<long> limit, Action end)
    {
        var (subject, memory) = TrialExchange.Read(input);
        limit(memory);
        EndWithParent(input, end);
        output.WriteLine(TrialExchange.Write(Try(subject)));
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

    /// <summary>The other process keeps its end of the standard input open as long as it lives.</summary>
    private static void EndWithParent(Stream input, Action end)
    {
        var wait = new Thread(() =>
        {
            input.ReadByte();
            end();
        })
        {
            IsBackground = true,
        };
        wait.Start();
    }
}
