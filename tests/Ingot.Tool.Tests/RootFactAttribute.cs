using System.Diagnostics;
using Ingot.Tool.Commands;

namespace Ingot.Tool.Tests;

/// <summary>A test that starts the tool as other users, which only the administrator of a Linux machine may; elsewhere it is reported as skipped.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RootFactAttribute : FactAttribute
{
    public RootFactAttribute() => Skip =
        !OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess ? "Only root of a Linux machine may start programs as other users."
        : !OthersCanRun() ? "Other users can start neither setpriv nor the tool, where it lies."
        : null;

    private static bool OthersCanRun()
    {
        try
        {
            using var process = Process.Start("setpriv", ["--reuid=64001", "--regid=64000", "--clear-groups", "test", "-r", typeof(RootCommandFactory).Assembly.Location]);
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
