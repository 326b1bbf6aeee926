using System.ComponentModel;
using System.Diagnostics;

namespace Ingot.Onnx.Tests;

/// <summary>A test that needs Python with the packages onnx and scikit-learn. Where there is none it is reported as skipped; in CI on Linux, which installs it, it fails.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PythonFactAttribute : FactAttribute
{
    private static readonly Lazy<string?> Found = new(
        () => ((string[])["python3", "/usr/bin/python3", "python"]).FirstOrDefault(p => Run(p, "import onnx, sklearn").ExitCode == 0));

    private const string Missing = "There is no Python with the packages onnx and scikit-learn. On Debian: apt-get install python3-onnx python3-sklearn.";

    public PythonFactAttribute() => Skip = Found.Value is null && !(OperatingSystem.IsLinux() && Environment.GetEnvironmentVariable("CI") == "true") ? Missing : null;

    /// <summary>Runs Python code with arguments.</summary>
    public static (int ExitCode, string Output) Run(string code, params string[] arguments) =>
        Run(Found.Value ?? throw new InvalidOperationException(Missing), code, arguments);

    private static (int ExitCode, string Output) Run(string python, string code, string[]? arguments = null)
    {
        var start = new ProcessStartInfo(python, ["-c", code, .. arguments ?? []]) { RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output + error.Result);
        }
        catch (Win32Exception e)
        {
            return (-1, e.Message);
        }
    }
}
