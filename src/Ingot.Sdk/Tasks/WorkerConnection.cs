using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Ingot.Artifacts;

namespace Ingot.Sdk.Tasks;

/// <summary>A worker process that is given one order after the other. It ends when this is disposed, and when this process is gone.</summary>
internal sealed class WorkerConnection : IDisposable
{
    private const int PatienceMilliseconds = 5000;

    private static readonly (string Name, string Value)[] Settings =
    [
        // Threads of LightGBM (OpenMP) must not spin while they wait: on a busy machine spinning made training 20 times slower.
        ("OMP_WAIT_POLICY", "passive"),
        // A stage is over before what .NET learns of its hot paths pays for the learning, which is a tenth of its processor time.
        ("DOTNET_TieredPGO", "0"),
    ];

    // Lines that come after the end of this are nobody's, so nothing here may be gone by then.
    private readonly Queue<(string? Text, bool IsError)> _lines = new();
    private readonly Process _process;

    private WorkerConnection(Process process)
    {
        _process = process;
        _process.OutputDataReceived += (_, line) => Add(line.Data, isError: false);
        _process.ErrorDataReceived += (_, line) => Add(line.Data, isError: true);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Whether it takes another order.</summary>
    public bool IsReady { get; private set; } = true;

    /// <summary>Starts a worker.</summary>
    /// <param name="host">The <c>dotnet</c> executable.</param>
    /// <param name="worker">The worker's assembly.</param>
    /// <exception cref="Win32Exception">The executable cannot be started.</exception>
    public static WorkerConnection Start(string host, string worker)
    {
        // Its own folder is nobody's: it goes to that of a project with each order.
        var start = new ProcessStartInfo(host, "exec \"" + worker + "\" " + WorkerOrder.Verb)
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            WorkingDirectory = Path.GetDirectoryName(worker)!,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,

            // The worker writes UTF-8, whatever the system's own encoding is.
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };

        // The worker runs code of packages, which is no reason to hand it the key that vouches for what others run.
        start.Environment.Remove(SealKey.Variable);
        foreach (var (name, value) in Settings.Where(s => Environment.GetEnvironmentVariable(s.Name) is null))
        {
            start.Environment[name] = value;
        }

        return new WorkerConnection(Process.Start(start)!);
    }

    /// <summary>Gives an order and waits until it is done, or the worker is dead.</summary>
    /// <param name="arguments">The worker's command line.</param>
    /// <param name="said">Hears each line, and whether it is of the standard error, on this thread.</param>
    /// <returns>The exit code: the order's, or that of the dead process.</returns>
    public int Run(IEnumerable<string> arguments, Action<string, bool> said)
    {
        var order = WorkerOrder.Of(Directory.GetCurrentDirectory(), arguments);
        IsReady = false;
        if (!TrySend(order.ToString()))
        {
            return AwaitEnd();
        }

        // Each of the two outputs ends with the order's mark, or with the process.
        var (open, dead, exitCode, leaves) = (2, false, 0, false);
        while (open > 0)
        {
            var (text, isError) = Take();
            if (text is null)
            {
                dead = true;
                open--;
            }
            else if (order.IsEndedBy(text, out var code, out var goes))
            {
                (exitCode, leaves) = (code, goes);
                open--;
            }
            else
            {
                said(text, isError);
            }
        }

        IsReady = !dead && !leaves;
        return dead ? AwaitEnd() : exitCode;
    }

    /// <summary>Stops the worker: asked politely it removes its temporary folder, where there is a way to ask.</summary>
    public void Stop()
    {
        try
        {
            if (!Ask() || !_process.WaitForExit(PatienceMilliseconds))
            {
                _process.Kill();
            }
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            // It has ended already.
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        try
        {
            _process.StandardInput.Close();
            if (!_process.WaitForExit(PatienceMilliseconds))
            {
                _process.Kill();
            }
        }
        catch (Exception e) when (e is IOException or InvalidOperationException or Win32Exception)
        {
            // It has ended already.
        }

        _process.Dispose();
    }

    private bool Ask()
    {
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
        {
            return false;
        }

        try
        {
            using var kill = Process.Start(new ProcessStartInfo("kill", "-TERM " + _process.Id.ToString(CultureInfo.InvariantCulture)) { UseShellExecute = false });
            kill?.WaitForExit(1000);
            return true;
        }
        catch (Win32Exception)
        {
            // There is no such command.
            return false;
        }
    }

    private void Add(string? text, bool isError)
    {
        lock (_lines)
        {
            _lines.Enqueue((text, isError));
            Monitor.Pulse(_lines);
        }
    }

    private (string? Text, bool IsError) Take()
    {
        lock (_lines)
        {
            while (_lines.Count == 0)
            {
                Monitor.Wait(_lines);
            }

            return _lines.Dequeue();
        }
    }

    private bool TrySend(string line)
    {
        try
        {
            // Not by the writer's own encoding, which is the console's and may begin with a mark.
            var bytes = Encoding.UTF8.GetBytes(line + "\n");
            _process.StandardInput.BaseStream.Write(bytes, 0, bytes.Length);
            _process.StandardInput.BaseStream.Flush();
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private int AwaitEnd()
    {
        _process.WaitForExit();
        return _process.ExitCode;
    }
}
