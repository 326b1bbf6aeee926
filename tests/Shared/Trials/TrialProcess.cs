using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Ingot.Tests.Shared.Trials;

/// <summary>A process that is killed, or not.</summary>
internal sealed class TrialProcess : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();

    private TrialProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Add(line.Data);
        process.ErrorDataReceived += (_, line) => Add(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>What it said until now.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>Its number.</summary>
    public int Id => _process.Id;

    /// <summary>Its exit code, once it has ended.</summary>
    public int ExitCode => _process.ExitCode;

    /// <summary>Whether it has ended.</summary>
    public bool HasEnded => _process.HasExited;

    /// <summary>Starts a program.</summary>
    public static TrialProcess Start(TrialCommand command)
    {
        var start = new ProcessStartInfo(command.Arguments[0], command.Arguments.Skip(1))
        {
            WorkingDirectory = command.Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in command.Environment)
        {
            start.Environment[name] = value;
        }

        return new TrialProcess(Process.Start(start)!);
    }

    /// <summary>Waits for its end; false when it does not come.</summary>
    public async Task<bool> EndAsync(TimeSpan patience)
    {
        using var over = new CancellationTokenSource(patience);
        try
        {
            await _process.WaitForExitAsync(over.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return _process.HasExited;
        }
    }

    /// <summary>Ends it, or asks it to end.</summary>
    public void Kill(KillKind kind)
    {
        if (kind == KillKind.Terminate)
        {
            using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
            kill.WaitForExit();
        }
        else
        {
            _process.Kill(entireProcessTree: kind == KillKind.Tree);
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill(KillKind.Tree);
        }

        _process.Dispose();
    }

    private void Add(string? line)
    {
        lock (_output)
        {
            _output.Append(line).Append('\n');
        }
    }
}
