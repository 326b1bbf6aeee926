using System.Reflection;
using System.Runtime.CompilerServices;
using DiffEngine;

namespace Ingot.Tests.Shared;

/// <summary>
/// Compares a text with the one that was verified by a person, as Verify does and with its file names: beside the test
/// stands <c>Class.Method.verified.txt</c>; a text that differs is written to <c>Class.Method.received.txt</c>, the diff
/// tool opens (not in CI), and the test fails. To accept a text, rename the received file to the verified one.
/// </summary>
internal static class Snapshot
{
    private const string MappedRoot = "/_/";

    /// <summary>The text that was verified; empty when none was.</summary>
    /// <param name="extension">Of the file.</param>
    /// <param name="sourceFile">The test's file; its name is the class's.</param>
    /// <param name="method">The test.</param>
    public static async Task<string> Verified(string extension = "txt", [CallerFilePath] string sourceFile = "", [CallerMemberName] string method = "")
    {
        var verified = $"{PathOf(sourceFile, method)}.verified.{extension}";
        return File.Exists(verified) ? (await File.ReadAllTextAsync(verified)).ReplaceLineEndings("\n") : string.Empty;
    }

    /// <summary>Compares.</summary>
    /// <param name="text">What the test got.</param>
    /// <param name="extension">Of the files: what the text is, for the diff tool.</param>
    /// <param name="reason">What it means when they differ; it comes first in the message.</param>
    /// <param name="sourceFile">The test's file; its name is the class's.</param>
    /// <param name="method">The test.</param>
    public static async Task Verify(
        string text, string extension = "txt", string reason = "", [CallerFilePath] string sourceFile = "", [CallerMemberName] string method = "")
    {
        var path = PathOf(sourceFile, method);
        var (received, verified) = ($"{path}.received.{extension}", $"{path}.verified.{extension}");
        var got = text.ReplaceLineEndings("\n");
        if (File.Exists(verified) && (await File.ReadAllTextAsync(verified)).ReplaceLineEndings("\n") == got)
        {
            File.Delete(received);
            DiffRunner.Kill(received, verified);
            return;
        }

        await File.WriteAllTextAsync(received, got);
        if (!DiffRunner.Disabled)
        {
            await DiffRunner.LaunchForTextAsync(received, verified);
        }

        Assert.Fail(
            $"{reason}{(reason.Length > 0 ? "\n" : string.Empty)}The text is not the one that was verified. Compare {Path.GetFileName(received)} with {Path.GetFileName(verified)} in {Path.GetDirectoryName(path)}, and rename it if it is right. Received:\n{got}");
    }

    private static string PathOf(string sourceFile, string method) =>
        Path.Combine(FolderOf(sourceFile), $"{Path.GetFileNameWithoutExtension(sourceFile)}.{method}");

    private static string FolderOf(string sourceFile)
    {
        var root = typeof(Snapshot).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Snapshot.Root").Value!;
        var folder = Path.GetDirectoryName(sourceFile)!.Replace('\\', '/') + "/";
        return folder.StartsWith(MappedRoot, StringComparison.Ordinal) ? Path.Combine(root, folder[MappedRoot.Length..]) : folder;
    }
}
