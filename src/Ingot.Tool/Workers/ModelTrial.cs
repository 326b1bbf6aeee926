using Ingot.Releases.Validation;

namespace Ingot.Tool.Workers;

/// <summary>Models of packages are tried by this very tool, started anew.</summary>
internal static class ModelTrial
{
    /// <summary>The argument, alone, by which the tool is the process that tries a model. Not for people.</summary>
    public const string Verb = "try-model";

    /// <summary>A trial in a process of its own.</summary>
    /// <param name="limits">What a model may take.</param>
    public static IModelTrial With(TrialLimits limits) => new ProcessTrial(Command, limits);

    // Published with its own .NET, the tool is this process's program; else .NET runs its assembly.
    private static IReadOnlyList<string> Command
    {
        get
        {
            var assembly = typeof(ModelTrial).Assembly.Location;
            var program = Environment.ProcessPath!;
            return assembly.Length > 0 && Path.GetFileNameWithoutExtension(program) != Path.GetFileNameWithoutExtension(assembly) && File.Exists(DotNet(program))
                ? [DotNet(program), "exec", assembly, Verb]
                : [program, Verb];
        }
    }

    // A shim of the installed tool, or the program of the tests, is not the tool; the .NET that runs this is three folders above its libraries.
    private static string DotNet(string program) => Path.GetFileNameWithoutExtension(program) == "dotnet"
        ? program
        : Path.GetFullPath(Path.Combine(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
}
