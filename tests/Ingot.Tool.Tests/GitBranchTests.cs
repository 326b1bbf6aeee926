using System.Diagnostics;
using Ingot.Core.Diagnostics;
using Ingot.Tool.Retraining;

namespace Ingot.Tool.Tests;

/// <summary>A proposal becomes a branch, and whoever works in the repository does not notice.</summary>
public sealed class GitBranchTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("ingot-branch-").FullName;

    public GitBranchTests()
    {
        Git("init", "-q", "-b", "main");
        Git("config", "user.name", "Test");
        Git("config", "user.email", "test@example.com");
        Directory.CreateDirectory(At("models"));
        File.WriteAllText(At("models/a.txt"), "one\n");
        File.WriteAllText(At("models/gone.txt"), "gone\n");
        File.WriteAllText(At("b.txt"), "b\n");
        Git("add", "-A");
        Git("commit", "-q", "-m", "first");
    }

    public void Dispose()
    {
        foreach (var file in Directory.EnumerateFiles(_root, "*", SearchOption.AllDirectories))
        {
            File.SetAttributes(file, FileAttributes.Normal);
        }

        Directory.Delete(_root, recursive: true);
    }

    [Fact]
    public async Task The_branch_has_the_files_and_nothing_else_changes()
    {
        // Somebody is in the middle of something.
        await File.WriteAllTextAsync(At("b.txt"), "mine\n");
        Git("add", "b.txt");
        await File.WriteAllTextAsync(At("models/a.txt"), "two\n");
        await File.WriteAllTextAsync(At("models/new file.csv"), "x\n");
        File.Delete(At("models/gone.txt"));
        var status = Git("status", "--porcelain");

        await GitBranch.RequireNewAsync(At("models"), "ingot/churn", CancellationToken.None);
        var commit = await GitBranch.CreateAsync(
            At("models"), "ingot/churn", [At("models/a.txt"), At("models/new file.csv"), At("models/gone.txt")], "Trained again\n\nWhy", CancellationToken.None);

        Assert.Equal(commit, Git("rev-parse", "ingot/churn"));
        Assert.Equal(Git("rev-parse", "HEAD"), Git("rev-parse", "ingot/churn~1"));
        Assert.Equal("two", Git("show", "ingot/churn:models/a.txt"));
        Assert.Equal("b", Git("show", "ingot/churn:b.txt"));
        Assert.Equal("M\tmodels/a.txt\nD\tmodels/gone.txt\nA\tmodels/new file.csv", Git("diff", "--name-status", "HEAD", "ingot/churn"));
        Assert.Equal(status, Git("status", "--porcelain"));
        Assert.Equal("main", Git("branch", "--show-current"));
    }

    [Theory]
    [InlineData("main", "There is a branch 'main' already")]
    [InlineData("..", "git does not take '..' as the name of a branch")]
    [InlineData("-x", "git does not take '-x' as the name of a branch")]
    [InlineData("a b", "git does not take 'a b' as the name of a branch")]
    public async Task A_name_that_cannot_be_used_is_refused_before_anything_is_built(string name, string said)
    {
        var error = (await Assert.ThrowsAsync<IngotException>(() => GitBranch.RequireNewAsync(_root, name, CancellationToken.None))).Diagnostic;

        Assert.Equal("INGOT8069", error.Code);
        Assert.Contains(said, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_branch_that_came_meanwhile_is_not_overwritten()
    {
        Git("branch", "taken");

        var error = (await Assert.ThrowsAsync<IngotException>(() => GitBranch.CreateAsync(_root, "taken", [At("b.txt")], "x", CancellationToken.None))).Diagnostic;

        Assert.Equal("INGOT8069", error.Code);
        Assert.Equal(Git("rev-parse", "HEAD"), Git("rev-parse", "taken"));
    }

    private string At(string path) => Path.Combine(_root, path);

    private string Git(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = _root, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, process.StandardError.ReadToEnd());
        return output.TrimEnd('\n');
    }
}
