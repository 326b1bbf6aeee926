using System.Diagnostics;

namespace Ingot.Sdk.Tests;

/// <summary>git in a folder of a test, with an author of its own.</summary>
internal static class TestGit
{
    public static void Run(string folder, params string[] arguments)
    {
        string[] all = ["-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false", .. arguments];
        using var process = Process.Start(new ProcessStartInfo("git", all) { WorkingDirectory = folder, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors);
    }

    /// <summary>Commits everything that is not ignored.</summary>
    public static void Commit(string folder)
    {
        Run(folder, "add", "-A", "--", ":/");
        Run(folder, "commit", "-q", "-m", "As it is");
    }
}
