using Ingot.Core.Diagnostics;

namespace Ingot.Tool.Workers;

/// <summary>The package that an argument means: a package's id as it is, or that of a model project.</summary>
internal static class ModelId
{
    /// <summary>The package's id.</summary>
    /// <exception cref="IngotException">INGOT1016: it is a folder without a project, or with several.</exception>
    public static async Task<string> OfAsync(string argument, CancellationToken cancellation)
    {
        if (!File.Exists(argument) && !Directory.Exists(argument))
        {
            return argument;
        }

        if (await ModelProjectPath.FindFaultAsync(argument, cancellation) is { } fault)
        {
            throw new IngotException(fault);
        }

        var run = new MSBuildRun(argument, string.Empty, "Release", [], Restore: false);
        return (await MSBuildProperties.ReadAsync(run, ["PackageId"], cancellation))["PackageId"];
    }
}
