using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Ingot.Windows.Tests;

/// <summary>
/// A Windows machine as far as Wine is one, with the released package <c>Ingot.Tool.win-x64</c> and the .NET that it needs. It is set up
/// when it is first used, and its tests run one after the other.
/// </summary>
public sealed class WindowsMachine : IDisposable
{
    private readonly Lazy<Workshop> _workshop = new(() => new Workshop(warm: false));
    private readonly Lazy<WindowsPrograms> _programs;
    private readonly Dictionary<string, Lazy<SampleModel>> _samples = new(StringComparer.Ordinal);
    private readonly string _root = Directory.CreateTempSubdirectory("ingot-wine-").FullName;

    public WindowsMachine() => _programs = new Lazy<WindowsPrograms>(SetUp);

    /// <summary>Where models are built on this machine itself.</summary>
    public Workshop Workshop => _workshop.Value;

    /// <summary>Drive C, as the folder that it is here.</summary>
    public string DriveC => Path.Combine(Prefix, "drive_c");

    // 128 and the number of SIGKILL.
    private const int Killed = 137;

    private string Prefix => Path.Combine(_root, "prefix");

    /// <summary>A sample model, built here and then, from the same files, there. That is done once.</summary>
    internal SampleModel Sample(string name)
    {
        if (!_samples.TryGetValue(name, out var sample))
        {
            _samples[name] = sample = new Lazy<SampleModel>(() => new SampleModel(this, name));
        }

        return sample.Value;
    }

    /// <summary>The path by which programs of Windows know a file: below C what is there, and below Z all of this machine.</summary>
    public string PathOf(string path) =>
        (path.StartsWith(DriveC + "/", StringComparison.Ordinal) ? "C:" + path[DriveC.Length..] : "Z:" + path).Replace('/', '\\');

    /// <summary>
    /// Runs <c>dotnet ingot</c> and waits for its end. On a busy machine a worker once ended by SIGKILL without a word, and nobody of the tests had sent it; who did was not seen
    /// (Wine's server sends it to processes that take long to end). One that ends so is run again, twice at most: a kill that comes each time still fails the test.
    /// </summary>
    public RunResult Run(params string[] arguments)
    {
        for (var tries = 2; ; tries--)
        {
            using var process = Start(arguments);
            var result = EndOf(process);
            if (result.ExitCode != Killed || tries == 0)
            {
                return result;
            }
        }
    }

    /// <summary>Starts <c>dotnet ingot</c>.</summary>
    public Process Start(params string[] arguments) => StartProgram(_programs.Value.Tool, arguments);

    /// <summary>Starts a program that has a file open, or only lives, until it is killed.</summary>
    /// <param name="path">The file; null: none.</param>
    /// <param name="processId">The program's number on Windows.</param>
    public Process Hold(string? path, out string processId)
    {
        var process = StartProgram(_programs.Value.Holder, path is null ? [] : [PathOf(path)]);
        processId = process.StandardOutput.ReadLine()!;
        Assert.Equal("ready", process.StandardOutput.ReadLine());
        return process;
    }

    /// <summary>Waits for a program's end.</summary>
    public static RunResult EndOf(Process process)
    {
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new RunResult(process.ExitCode, output, errors.Result);
    }

    public void Dispose()
    {
        if (Directory.Exists(Prefix))
        {
            // Ends what still runs of this Windows, and nothing else.
            EndOf(StartHere(Wine.Server, "-k"));
            EndOf(StartHere(Wine.Server, "-w"));

            // Not through drive Z, which is all of this machine.
            File.Delete(Path.Combine(Prefix, "dosdevices", "z:"));
        }

        Directory.Delete(_root, recursive: true);
        if (_workshop.IsValueCreated)
        {
            _workshop.Value.Dispose();
        }
    }

    private WindowsPrograms SetUp()
    {
        var programs = WindowsPrograms.Install(Workshop, Path.Combine(_root, "programs"));
        Directory.CreateDirectory(Prefix);
        EndOf(StartHere(Wine.Program!, "wineboot", "-i")).Succeeded();
        return programs;
    }

    private Process StartProgram(string program, string[] arguments) => StartHere(Wine.Program!, [program, .. arguments]);

    private Process StartHere(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = _root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var name in start.Environment.Keys.Where(n => n.StartsWith("DOTNET_", StringComparison.Ordinal) || n.StartsWith("NUGET_", StringComparison.Ordinal)).ToList())
        {
            // They say where .NET and packages are on this machine itself.
            start.Environment.Remove(name);
        }

        start.Environment["WINEPREFIX"] = Prefix;
        start.Environment["WINEDEBUG"] = "-all";

        // No browser, no entries in this machine's menus, no debugger that waits for somebody.
        start.Environment["WINEDLLOVERRIDES"] = "mshtml,winemenubuilder.exe,winedbg.exe=";

        // Wine has no double mapping of memory.
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        start.Environment["DOTNET_ROOT"] = PathOf(Path.Combine(_root, "programs", WindowsPrograms.DotNet));
        return Process.Start(start)!;
    }
}
