using Microsoft.Build.Utilities;

namespace Ingot.Sdk.Tasks;

/// <summary>
/// The worker as a package of one platform: where it may be, and what to say when it is nowhere. A path of it is
/// <c>…/ingot.tool.PLATFORM/VERSION/tools/FRAMEWORK/PLATFORM/Ingot.Tool.dll</c>.
/// </summary>
internal static class WorkerPackage
{
    private const string Id = "Ingot.Tool";
    private const string Platforms = "win-x64, win-arm64, linux-x64, linux-arm64, osx-arm64 and osx-x64";

    /// <summary>The first of the places that has the worker; the first of all when none has it.</summary>
    /// <param name="places">Its possible places, separated by semicolons.</param>
    public static string Find(string places)
    {
        var candidates = places.Split([';'], StringSplitOptions.RemoveEmptyEntries);
        return candidates.FirstOrDefault(File.Exists) ?? candidates.FirstOrDefault() ?? string.Empty;
    }

    /// <summary>Says why there is no worker where it was expected.</summary>
    /// <param name="log">Takes the error.</param>
    /// <param name="projectFile">The project that needs it.</param>
    /// <param name="worker">The place where it was expected.</param>
    public static void LogMissing(TaskLoggingHelper log, string projectFile, string worker)
    {
        var segments = worker.Split('/', '\\');
        var at = Array.FindIndex(segments, s => s.StartsWith(Id + ".", StringComparison.OrdinalIgnoreCase) && !s.EndsWith(".dll", StringComparison.OrdinalIgnoreCase));
        if (at < 0 || at + 1 >= segments.Length)
        {
            log.LogCodedError(
                "INGOT9009", projectFile,
                "There is no worker at '{0}', which IngotWorker names; expected the file Ingot.Tool.dll of the tool. Correct the property, or remove it: without it restore downloads the worker.",
                worker);
            return;
        }

        var platform = segments[at].Substring(Id.Length + 1);
        if (platform.IndexOf("musl", StringComparison.Ordinal) >= 0)
        {
            log.LogCodedError(
                "INGOT9010", projectFile,
                "The .NET that builds this model is for {0}, a Linux with musl such as Alpine; DuckDB, ONNX Runtime and LightGBM are built for glibc and cannot be loaded there. Build in an image with glibc, such as Debian's, Ubuntu's or the default tag of the .NET SDK's.",
                platform);
        }
        else if (!Platforms.Split([", ", " and "], StringSplitOptions.None).Contains(platform))
        {
            log.LogCodedError(
                "INGOT9010", projectFile,
                "The .NET that builds this model is for {0}, and there is no worker for it; expected one of {1}. Build on one of these, or with a .NET SDK of 64 bits.",
                platform, Platforms);
        }
        else
        {
            log.LogCodedError(
                "INGOT9009", projectFile,
                "The package {0}.{1} {2}, the worker of this machine, is not restored; expected it at '{3}'. Run 'dotnet restore' on this machine; if it was restored on another one, or in a container, restore it here too.",
                Id, platform, segments[at + 1], worker);
        }
    }
}
