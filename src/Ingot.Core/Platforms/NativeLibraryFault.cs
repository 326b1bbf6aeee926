using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Ingot.Core.Diagnostics;

namespace Ingot.Core.Platforms;

/// <summary>
/// What an exception means that comes from a native library which cannot be loaded: .NET names a file that nobody has heard of, and may
/// hide it in the failure of a type's initializer.
/// </summary>
public static partial class NativeLibraryFault
{
    /// <summary>The platform of the .NET that runs, such as <c>linux-x64</c>.</summary>
    private static string Platform => RuntimeInformation.RuntimeIdentifier;

    /// <summary>The diagnostic for an exception: INGOT9011, or INGOT9010 where no native library can be loaded; null when it is about something else.</summary>
    /// <param name="exception">It, or what it wraps.</param>
    public static Diagnostic? Find(Exception exception) => Find(exception, Platform);

    /// <summary>INGOT9010 on a platform that has none of the libraries, before anything of them is tried; null on the others.</summary>
    public static Diagnostic? FindUnsupported() => FindUnsupported(Platform);

    /// <summary>The same for a platform that is not this one.</summary>
    /// <param name="platform">Such as <c>linux-musl-x64</c>.</param>
    internal static Diagnostic? FindUnsupported(string platform) => IsMusl(platform)
        ? InfrastructureDiagnostics.NoPlatform.At(
            SourceLocation.None,
            $"This .NET is for {platform}, a Linux with musl such as Alpine; DuckDB, ONNX Runtime and LightGBM are built for glibc and cannot be loaded there. Use an image with glibc, such as Debian's, Ubuntu's or the default tag of the .NET SDK's.")
        : null;

    /// <summary>The same for a platform that is not this one.</summary>
    internal static Diagnostic? Find(Exception exception, string platform)
    {
        for (var e = exception; e != null; e = e.InnerException)
        {
            if (e is DllNotFoundException or BadImageFormatException { FileName: null } or EntryPointNotFoundException)
            {
                var file = LibraryIn(e);
                return FindUnsupported(platform) ?? Missing(file, Reason(e, file), platform);
            }
        }

        return null;
    }

    private static Diagnostic Missing(string file, string reason, string platform)
    {
        var library = file switch
        {
            _ when file.Contains("onnxruntime", StringComparison.OrdinalIgnoreCase) => "ONNX Runtime",
            _ when file.Contains("duckdb", StringComparison.OrdinalIgnoreCase) => "DuckDB",
            _ when file.Contains("lightgbm", StringComparison.OrdinalIgnoreCase) => "LightGBM",
            _ => file,
        };
        return platform == "osx-x64" && library == "ONNX Runtime"
            ? InfrastructureDiagnostics.NoNativeLibrary.At(
                SourceLocation.None,
                $"ONNX Runtime, which every model is trained and run with, has no library for {platform}. On a Mac with an Intel processor build in a container of linux-x64, or on another machine; what opens no model, such as the channels and their files, works here.")
            : InfrastructureDiagnostics.NoNativeLibrary.At(
                SourceLocation.None,
                $"The native library of {library} cannot be loaded on {platform}: {reason}. It comes with the package Ingot.Tool.{platform}: delete that from the folder of packages and run 'dotnet restore' or 'dotnet tool restore' again; if a library of the system is what is missing, install it.");
    }

    // The loader's own words, where it has any that tell more than that the file is not there under each name that was tried.
    private static string Reason(Exception e, string file)
    {
        if (e is BadImageFormatException)
        {
            return "it is for another platform, or damaged";
        }

        if (e is EntryPointNotFoundException)
        {
            return "it is another version than the one that belongs here";
        }

        var name = Path.GetFileNameWithoutExtension(file);
        var said = e.Message.Split('\n').Skip(1).Select(l => l.Trim().TrimEnd('.'))
            .FirstOrDefault(l => l.Length > 0 && !(l.Contains(name, StringComparison.OrdinalIgnoreCase) && l.Contains("No such file", StringComparison.OrdinalIgnoreCase)));
        return said ?? "there is no such library, or one that it needs is missing";
    }

    // The first name in quotation marks is the library, but for a function that it has not: there the function comes first.
    private static string LibraryIn(Exception e)
    {
        var names = Quoted().Matches(e.Message).Select(m => m.Groups["file"].Value).ToList();
        return (e is EntryPointNotFoundException ? names.LastOrDefault() : names.FirstOrDefault()) ?? "a part of Ingot";
    }

    private static bool IsMusl(string platform) =>
        platform.Contains("musl", StringComparison.Ordinal) || platform.StartsWith("alpine", StringComparison.Ordinal);

    [GeneratedRegex("['\"](?<file>[^'\"]+)['\"]", RegexOptions.ExplicitCapture)]
    private static partial Regex Quoted();
}
