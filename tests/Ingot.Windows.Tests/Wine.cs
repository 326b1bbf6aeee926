using System.Runtime.InteropServices;

namespace Ingot.Windows.Tests;

/// <summary>The programs of Wine on this machine.</summary>
internal static class Wine
{
    private const string Loader = "wine64";

    private static readonly string[] Folders =
        [.. (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries), "/usr/lib/wine"];

    /// <summary>What runs a program of Windows; null where there is no Wine.</summary>
    public static string? Program { get; } = Find(Loader);

    /// <summary>What holds the files, processes and locks of all programs that run.</summary>
    public static string Server => Find("wineserver") ?? Find("wineserver64") ?? throw new InvalidOperationException("There is no wineserver beside wine64.");

    /// <summary>Why nothing can be run; null when it can.</summary>
    public static string? Missing { get; } = Why();

    private static string? Why()
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64)
        {
            return "Wine runs programs of Windows x64 on Linux x64.";
        }

        return Program is null
            ? "There is no Wine: neither wine64 on PATH nor in /usr/lib/wine. On Debian: apt-get install wine64."
            : null;
    }

    private static string? Find(string name) => Folders.Select(f => Path.Combine(f, name)).FirstOrDefault(File.Exists);
}
