using System.Runtime.InteropServices;

namespace Ingot.Tool.Workers;

/// <summary>This very tool, started anew.</summary>
internal static class OwnTool
{
    /// <summary>The program and its arguments.</summary>
    /// <param name="arguments">The verb and what follows it.</param>
    public static IReadOnlyList<string> Command(params IEnumerable<string> arguments)
    {
        // Published with its own .NET, the tool is this process's program; else .NET runs its assembly.
        var assembly = typeof(OwnTool).Assembly.Location;
        var program = Environment.ProcessPath!;
        return assembly.Length > 0 && Path.GetFileNameWithoutExtension(program) != Path.GetFileNameWithoutExtension(assembly) && File.Exists(DotNet(program))
            ? [DotNet(program), "exec", assembly, .. arguments]
            : [program, .. arguments];
    }

    // A shim of the installed tool, or the program of the tests, is not the tool; the .NET that runs this is three folders above its libraries.
    private static string DotNet(string program) => Path.GetFileNameWithoutExtension(program) == "dotnet"
        ? program
        : Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
}
