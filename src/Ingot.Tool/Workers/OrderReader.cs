using System.Text;
using Ingot.Artifacts;
using Ingot.Pipeline;

namespace Ingot.Tool.Workers;

/// <summary>
/// <c>orders</c>: a worker that lives for several stages, so that the runtime starts and compiles its code once a build. It ends when nobody
/// can give it orders any more, and when it has grown.
/// </summary>
internal static class OrderReader
{
    /// <summary>A worker that holds more than this ends after its order: what is kept of large data is not taken along through a build.</summary>
    private const long MostBytesKept = 512L << 20;

    /// <summary>Does what it is told.</summary>
    /// <param name="run">Runs a command line and returns its exit code.</param>
    public static async Task<int> RunAsync(Func<string[], Task<int>> run)
    {
        using var orders = new StreamReader(Console.OpenStandardInput(), Encoding.UTF8);
        while (await orders.ReadLineAsync() is { } line)
        {
            var order = WorkerOrder.Parse(line);
            Environment.CurrentDirectory = order.Folder;
            var exitCode = await run([.. order.Arguments]);

            // Nobody's folder is in use while there is nothing to do.
            Environment.CurrentDirectory = AppContext.BaseDirectory;
            var leaves = exitCode is not ((int)StageOutcome.Passed or (int)StageOutcome.GateFailed or (int)StageOutcome.BadInput) || HoldsMuch();
            if (!await TryEndAsync(order.End(exitCode, leaves)))
            {
                // The build is gone.
                return (int)StageOutcome.Infrastructure;
            }

            if (leaves)
            {
                break;
            }
        }

        return (int)StageOutcome.Passed;
    }

    private static bool HoldsMuch()
    {
        if (Environment.WorkingSet <= MostBytesKept)
        {
            return false;
        }

        // Most of it may be free already, and to start and compile anew takes longer than to give it back.
        ProcessMemory.GiveBack();
        return Environment.WorkingSet > MostBytesKept;
    }

    // What was said so far stands before it: the streams have no buffers of their own. A library may have left a line without its end.
    private static async Task<bool> TryEndAsync(string line)
    {
        var bytes = Encoding.UTF8.GetBytes("\n" + line + "\n");
        await using var errors = Console.OpenStandardError();
        await using var output = Console.OpenStandardOutput();
        try
        {
            await errors.WriteAsync(bytes);
            await output.WriteAsync(bytes);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
