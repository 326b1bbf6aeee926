using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Ingot.Artifacts;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Ingot.Sdk.Tasks;

/// <summary>Runs the worker process: its canonical lines become diagnostics, its progress messages, and its death INGOT9002.</summary>
public abstract class WorkerTask : ToolTask
{
    private const string ProgressPrefix = "progress: ";
    private const string PidPrefix = "pid: ";
    private const string Finished = "finished";

    // What the base class makes of exit code 0 when an error was logged, and a warning that the project takes for an error is one.
    private const int FailedInsteadOfZero = -1;
    private const int RememberedLines = 5;

    private static readonly (string Name, string Value)[] Settings =
    [
        // Threads of LightGBM (OpenMP) must not spin while they wait: on a busy machine spinning made training 20 times slower.
        ("OMP_WAIT_POLICY", "passive"),
        // A stage is over before what .NET learns of its hot paths pays for the learning, which is a tenth of its processor time.
        ("DOTNET_TieredPGO", "0"),
    ];

    private readonly Queue<string> _lastLines = new();
    private int _workerPid;
    private bool _finished;
    private bool _canceled;

    /// <summary>The <c>dotnet</c> executable.</summary>
    public string DotNetHost { get; set; } = string.Empty;

    /// <summary>The worker's assembly, <c>Ingot.Tool.dll</c>, in the one or the other place; separated by semicolons.</summary>
    public string Worker { get; set; } = string.Empty;

    /// <summary>The model's project file: the place of diagnostics that have no better one.</summary>
    public string ProjectFile { get; set; } = string.Empty;

    /// <summary>Threads that the worker may use; 0: as many as MSBuild grants.</summary>
    public int Threads { get; set; }

    /// <summary>The worker's exit code.</summary>
    internal int WorkerExitCode { get; private set; } = -1;

    /// <summary>Whether the build was cancelled.</summary>
    protected bool IsCanceled => _canceled;

    /// <inheritdoc />
    protected override string ToolName => "dotnet";

    /// <inheritdoc />
    /// <remarks>The worker writes UTF-8. The base class would read the code page of the system, which has not the letters of every path.</remarks>
    protected override Encoding StandardOutputEncoding => Encoding.UTF8;

    /// <inheritdoc />
    protected override MessageImportance StandardErrorLoggingImportance => MessageImportance.High;

    /// <inheritdoc />
    public override void Cancel()
    {
        _canceled = true;
        if (_workerPid > 0 && !RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
        {
            // Asked politely, the worker removes its temporary folder.
            Terminate(_workerPid);
        }

        base.Cancel();
    }

    /// <inheritdoc />
    protected override string GenerateFullPathToTool() => DotNetHost;

    /// <summary>Starts the worker for a stage and waits for it.</summary>
    protected bool RunWorker(string stage, string projectJson, string folder)
    {
        var arguments = new CommandLineBuilder();
        arguments.AppendSwitch("worker");
        arguments.AppendSwitch(stage);
        arguments.AppendSwitchIfNotNull("--project ", projectJson);
        arguments.AppendSwitchIfNotNull("--folder ", folder.TrimEnd('/', '\\'));
        return RunWorker(stage, arguments);
    }

    /// <summary>Starts the worker with a verb of its own and waits for it.</summary>
    protected bool RunWorker(string stage, CommandLineBuilder arguments)
    {
        var worker = WorkerPackage.Find(Worker);
        if (!File.Exists(worker))
        {
            WorkerPackage.LogMissing(Log, ProjectFile, worker);
            return false;
        }

        var granted = RequestCores();
        try
        {
            var commandLine = new CommandLineBuilder();
            commandLine.AppendSwitch("exec");
            commandLine.AppendFileNameIfNotNull(worker);
            commandLine.AppendSwitch(arguments.ToString());
            using (var self = Process.GetCurrentProcess())
            {
                commandLine.AppendSwitch("--parent " + self.Id.ToString(CultureInfo.InvariantCulture));
            }

            var threads = Threads > 0 ? Threads : Math.Max(granted ?? Environment.ProcessorCount, 1);
            commandLine.AppendSwitch("--threads " + threads.ToString(CultureInfo.InvariantCulture));

            // The worker runs code of packages, which is no reason to hand it the key that vouches for what others run.
            EnvironmentVariables = [SealKey.Variable + "=", .. Settings.Where(s => Environment.GetEnvironmentVariable(s.Name) is null).Select(s => s.Name + "=" + s.Value)];
            Log.LogCommandLine(MessageImportance.Low, DotNetHost + " " + commandLine);
            _finished = false;
            var exitCode = ExecuteTool(GenerateFullPathToTool(), string.Empty, commandLine.ToString());
            WorkerExitCode = exitCode == FailedInsteadOfZero && _finished ? 0 : exitCode;
        }
        finally
        {
            if (granted is > 0 and var cores)
            {
                ((IBuildEngine9)BuildEngine).ReleaseCores(cores);
            }
        }

        if (_canceled)
        {
            return false;
        }

        if (WorkerExitCode is not (0 or 1 or 2 or 3) || (WorkerExitCode != 0 && !Log.HasLoggedErrors))
        {
            LogDeath(stage, _lastLines.Count == 0 ? "nothing" : "\"" + string.Join(" | ", _lastLines) + "\"");
            return false;
        }

        return WorkerExitCode == 0;
    }

    /// <summary>Reports that the worker ended without finishing.</summary>
    /// <param name="stage">What it was to do.</param>
    /// <param name="said">What it last said.</param>
    protected virtual void LogDeath(string stage, string said) => Log.LogCodedError(
        "INGOT9002", ProjectFile,
        "The worker process of stage '{0}' ended with exit code {1} without finishing; it last said {2}. Build again; if it dies again, build with -v:detailed and report it.",
        stage, WorkerExitCode, said);

    /// <inheritdoc />
    protected override void LogEventsFromTextOutput(string singleLine, MessageImportance messageImportance)
    {
        if (string.IsNullOrWhiteSpace(singleLine))
        {
            return;
        }

        if (singleLine.StartsWith(PidPrefix, StringComparison.Ordinal))
        {
            _ = int.TryParse(singleLine.Substring(PidPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out _workerPid);
            return;
        }

        if (singleLine == Finished)
        {
            _finished = true;
            return;
        }

        if (!singleLine.StartsWith("   at ", StringComparison.Ordinal))
        {
            Remember(singleLine.Trim().Replace(ProgressPrefix, string.Empty));
        }

        if (singleLine.StartsWith(ProgressPrefix, StringComparison.Ordinal))
        {
            Log.LogText(MessageImportance.High, "{0}", singleLine.Substring(ProgressPrefix.Length));
        }
        else
        {
            // What a native library or a script of the user writes passes here too.
            base.LogEventsFromTextOutput(OutputText.Line(singleLine), messageImportance);
        }
    }

    private void Remember(string line)
    {
        if (_lastLines.Count == RememberedLines)
        {
            _lastLines.Dequeue();
        }

        _lastLines.Enqueue(line);
    }

    private static void Terminate(int pid)
    {
        try
        {
            using var kill = Process.Start(new ProcessStartInfo("kill", "-TERM " + pid.ToString(CultureInfo.InvariantCulture)) { UseShellExecute = false });
            kill?.WaitForExit(1000);
            var patience = Stopwatch.StartNew();
            while (patience.ElapsedMilliseconds < 5000)
            {
                using var worker = Process.GetProcessById(pid);
                if (worker.WaitForExit(50))
                {
                    return;
                }
            }
        }
        catch (ArgumentException)
        {
            // It has ended already.
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // No kill command: the base class ends the process its own way.
        }
    }

    /// <summary>The cores that MSBuild grants; null when there is nobody to ask, and then nothing to give back.</summary>
    private int? RequestCores()
    {
        try
        {
            return (BuildEngine as IBuildEngine9)?.RequestCores(Environment.ProcessorCount);
        }
        catch (Exception e) when (TaskHost.Refuses(e))
        {
            // There is no scheduler: as many as the machine has.
            return null;
        }
    }
}
