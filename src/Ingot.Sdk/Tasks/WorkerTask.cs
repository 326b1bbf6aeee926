using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Build.Framework;

namespace Ingot.Sdk.Tasks;

/// <summary>Has a worker process do something: its canonical lines become diagnostics, its progress messages, and its death INGOT9002.</summary>
public abstract class WorkerTask : Microsoft.Build.Utilities.Task, ICancelableTask
{
    private const string ProgressPrefix = "progress: ";
    private const int RememberedLines = 5;
    private static readonly Regex ErrorLine = new(@": error (?<code>[A-Z]+[0-9]+: )");

    private readonly object _sync = new();
    private readonly Queue<string> _lastLines = new();
    private WorkerConnection? _running;
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

    /// <summary>Whether the worker runs code of the project: such a one does nothing else, before or after.</summary>
    protected virtual bool RunsProjectCode => false;

    /// <summary>Whether errors of the worker's stage are told as messages: what failed is somebody else's to decide then.</summary>
    protected virtual bool ErrorsAreTold => false;

    /// <summary>Whether a worker that has died, or that asks for it, is started again with the same order: only where it cannot die at the same point for ever.</summary>
    /// <param name="exitCode">The dead worker's exit code.</param>
    protected virtual bool StartsAnew(int exitCode) => false;

    /// <inheritdoc />
    public void Cancel()
    {
        WorkerConnection? running;
        lock (_sync)
        {
            _canceled = true;
            running = _running;
        }

        running?.Stop();
    }

    /// <summary>Has the worker run a stage, and waits for it.</summary>
    protected bool RunWorker(string stage, string projectJson, string folder, params IReadOnlyList<string> more) =>
        RunWorker(stage, ["worker", stage, "--project", projectJson, "--folder", folder.TrimEnd('/', '\\'), .. more]);

    /// <summary>Has the worker do something, and waits for it.</summary>
    /// <param name="stage">What it is called in messages.</param>
    /// <param name="arguments">The worker's command line.</param>
    protected bool RunWorker(string stage, IReadOnlyList<string> arguments)
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
            var threads = Threads > 0 ? Threads : Math.Max(granted ?? Environment.ProcessorCount, 1);
            using var self = Process.GetCurrentProcess();
            WorkerExitCode = Run(worker, [.. arguments, "--parent", Text(self.Id), "--threads", Text(threads)]);
        }
        catch (Win32Exception e)
        {
            Remember(DotNetHost + ": " + e.Message);
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

        if (WorkerExitCode is not (0 or 1 or 2 or 3) || (WorkerExitCode != 0 && !Log.HasLoggedErrors && !(ErrorsAreTold && WorkerExitCode == 1)))
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

    private int Run(string worker, IReadOnlyList<string> arguments)
    {
        while (true)
        {
            var exitCode = RunOnce(worker, arguments);
            if (_canceled || exitCode is 0 or 1 or 2 or 3 || !StartsAnew(exitCode))
            {
                return exitCode;
            }
        }
    }

    private int RunOnce(string worker, IReadOnlyList<string> arguments)
    {
        Log.LogCommandLine(MessageImportance.Low, DotNetHost + " exec " + worker + " " + string.Join(" ", arguments));
#pragma warning disable CA2000 // The pool is the build's, which ends it.
        var pool = RunsProjectCode ? null : WorkerPool.Of(BuildEngine, DotNetHost, worker);
#pragma warning restore CA2000
        var connection = pool?.Take() ?? WorkerConnection.Start(DotNetHost, worker);
        try
        {
            lock (_sync)
            {
                _running = connection;
                if (_canceled)
                {
                    return WorkerExitCode;
                }
            }

            return connection.Run(arguments, Hear);
        }
        finally
        {
            lock (_sync)
            {
                _running = null;
            }

            if (pool is null)
            {
                connection.Dispose();
            }
            else
            {
                pool.Return(connection);
            }
        }
    }

    private void Hear(string line, bool isError)
    {
        if (string.IsNullOrWhiteSpace(line))
        {
            return;
        }

        if (!line.StartsWith("   at ", StringComparison.Ordinal))
        {
            Remember(line.Trim().Replace(ProgressPrefix, string.Empty));
        }

        if (line.StartsWith(ProgressPrefix, StringComparison.Ordinal))
        {
            Log.LogText(MessageImportance.High, "{0}", line.Substring(ProgressPrefix.Length));
        }
        else
        {
            // What a native library or a script of the user writes passes here too.
            LogStageLine(line, isError ? MessageImportance.High : MessageImportance.Low);
        }
    }

    /// <summary>Logs a line of the worker as what it is; an error, while these are told only, as a message.</summary>
    protected void LogStageLine(string line, MessageImportance importance)
    {
        if (ErrorsAreTold && ErrorLine.IsMatch(line))
        {
            // Without the word by which CI systems find errors in a log.
            Log.LogText(MessageImportance.High, "{0}", ErrorLine.Replace(line, ": ${code}"));
        }
        else
        {
            Log.LogCanonical(line, importance);
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

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
