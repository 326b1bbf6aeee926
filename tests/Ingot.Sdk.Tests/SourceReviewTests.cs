using Ingot.Sdk.Tasks;

namespace Ingot.Sdk.Tests;

/// <summary>What a commit does not hold of what a package is made from, asked of real repositories.</summary>
public sealed class SourceReviewTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("ingot-sources-").FullName;

    public SourceReviewTests()
    {
        Write("repo/.gitignore", "obj/\n*.local.cs\nkept-out.csv\n");
        Write("repo/models/Churn/Churn.csproj", "<Project />");
        Write("repo/models/Churn/Rules.cs", "class Rules;");
        Write("repo/models/Churn/train.csv", "1,2");
        Write("repo/models/Shared/Shared.csproj", "<Project />");
        Write("repo/README.md", "Read me.");
        Git("repo", "init", "-q", "-b", "main");
        Commit("repo");
    }

    private string Project => At("repo/models/Churn/Churn.csproj");

    public void Dispose()
    {
        // Git's objects are read-only.
        foreach (var file in new DirectoryInfo(_root).EnumerateFiles("*", SearchOption.AllDirectories))
        {
            file.Attributes = FileAttributes.Normal;
        }

        Directory.Delete(_root, recursive: true);
    }

    [Fact]
    public void A_tree_as_it_was_committed_is_clean()
    {
        Write("repo/notes.txt", "Nothing is made from it.");
        Write("repo/models/Churn/kept-out.csv", "1,2");

        var review = Review(["repo/models/Churn/Rules.cs"], data: ["repo/models/Churn/train.csv", "repo/models/Churn/kept-out.csv"]);

        Assert.Equal((SourceReview.Clean, null, 0), (review.State, review.Reason, review.Differences.Count));
    }

    [Fact]
    public void Whatever_differs_is_named_with_how()
    {
        Write("repo/models/Churn/Rules.cs", "class Rules { }");
        File.Delete(At("repo/README.md"));
        Write("repo/models/Churn/Staged.cs", "class Staged;");
        Git("repo", "add", "models/Churn/Staged.cs");
        Write("repo/models/Churn/New.cs", "class New;");
        Write("repo/models/Churn/Mine.local.cs", "class Mine;");
        Write("repo/models/Churn/new.csv", "3,4");
        Write("repo/models/Shared/Helper né.cs", "class Helper;");
        Write("elsewhere/Strange.cs", "class Strange;");

        var review = Review(
            ["repo/models/Churn/Rules.cs", "repo/models/Churn/Staged.cs", "repo/models/Churn/New.cs", "repo/models/Churn/Mine.local.cs", "elsewhere/Strange.cs"],
            data: ["repo/models/Churn/new.csv"],
            folders: ["repo/models/Shared/"]);

        Assert.Equal(SourceReview.Dirty, review.State);
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["README.md"] = "deleted",
                ["Strange.cs"] = "outside the repository",
                ["models/Churn/Mine.local.cs"] = "ignored",
                ["models/Churn/New.cs"] = "untracked",
                ["models/Churn/Rules.cs"] = "modified",
                ["models/Churn/Staged.cs"] = "added",
                ["models/Churn/new.csv"] = "untracked",
                ["models/Shared/Helper né.cs"] = "untracked",
            },
            review.Differences);
    }

    [Fact]
    public void A_file_that_was_renamed_is_one_difference()
    {
        Git("repo", "mv", "models/Churn/Rules.cs", "models/Churn/Other rules.cs");

        Assert.Equal(new Dictionary<string, string> { ["models/Churn/Other rules.cs"] = "renamed" }, Review(["repo/models/Churn/Other rules.cs"]).Differences);
    }

    [Fact]
    public void What_a_link_leads_to_is_in_no_commit()
    {
        Write("elsewhere/Linked.cs", "class Linked;");
        File.CreateSymbolicLink(At("repo/models/Churn/Linked.cs"), At("elsewhere/Linked.cs"));
        Directory.CreateSymbolicLink(At("repo/models/Churn/more"), At("elsewhere"));
        Commit("repo");

        Assert.Equal(
            new Dictionary<string, string> { ["models/Churn/Linked.cs"] = "a symbolic link", ["models/Churn/more/Linked.cs"] = "behind a symbolic link" },
            Review(["repo/models/Churn/Linked.cs", "repo/models/Churn/more/Linked.cs"]).Differences);
    }

    [Fact]
    public void A_submodule_is_compared_with_its_own_commit()
    {
        Write("library/Library.cs", "class Library;");
        Git("library", "init", "-q", "-b", "main");
        Commit("library");
        Git("repo", "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", At("library"), "library");
        Commit("repo");
        string[] sources = ["repo/library/Library.cs"];
        Write("repo/library/unused.txt", "Nothing is made from it.");

        Assert.Equal(SourceReview.Clean, Review(sources).State);

        Write("repo/library/Library.cs", "class Library { }");
        Assert.Equal(new Dictionary<string, string> { ["library"] = "a changed submodule", ["library/Library.cs"] = "modified" }, Review(sources).Differences);

        Git("repo/library", "add", "Library.cs");
        Commit("repo/library");
        Assert.Equal(new Dictionary<string, string> { ["library"] = "a submodule at another commit" }, Review(sources).Differences);
    }

    [Fact]
    public void A_shallow_clone_is_as_good_as_a_whole_one()
    {
        Write("repo/README.md", "Read me again.");
        Commit("repo");
        Git(".", "clone", "-q", "--depth", "1", new Uri(At("repo")).AbsoluteUri, "clone");

        Assert.Equal(SourceReview.Clean, SourceReview.Of(At("clone/models/Churn/Churn.csproj"), string.Empty, [At("clone/models/Churn/Rules.cs")], [], []).State);
    }

    [Fact]
    public void A_commit_that_is_not_checked_out_is_told()
    {
        var review = SourceReview.Of(Project, new string('0', 40), [At("repo/models/Churn/Rules.cs")], [], []);

        Assert.Equal(SourceReview.Dirty, review.State);
        Assert.StartsWith("git has checked out ", review.Differences["(commit)"], StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_repository_or_a_commit_nobody_knows()
    {
        Write("alone/Churn.csproj", "<Project />");
        Assert.Equal((SourceReview.Unknown, "the project is in no git repository"), StateOf("alone/Churn.csproj"));

        Git("alone", "init", "-q");
        Assert.Equal((SourceReview.Unknown, "the repository has no commit yet"), StateOf("alone/Churn.csproj"));

        Directory.Delete(At("alone/.git/objects"), recursive: true);
        var (state, reason) = StateOf("alone/Churn.csproj");
        Assert.Equal(SourceReview.Unknown, state);
        Assert.StartsWith("git says: ", reason, StringComparison.Ordinal);
    }

    private (string State, string? Reason) StateOf(string project)
    {
        var review = SourceReview.Of(At(project), string.Empty, [], [], []);
        return (review.State, review.Reason);
    }

    private SourceReview Review(IEnumerable<string> sources, string[]? data = null, string[]? folders = null) =>
        SourceReview.Of(Project, string.Empty, sources.Select(At).Append(Project), (data ?? []).Select(At), (folders ?? []).Select(At));

    private string At(string path) => Path.Combine(_root, path);

    private void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.WriteAllText(At(path), text);
    }

    private void Commit(string folder) => TestGit.Commit(At(folder));

    private void Git(string folder, params string[] arguments) => TestGit.Run(At(folder), arguments);
}
