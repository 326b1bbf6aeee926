namespace Ingot.Sdk.Tasks;

/// <summary>Whether a commit holds what a package is made from, and what differs where it does not.</summary>
internal sealed class SourceReview
{
    private readonly SortedDictionary<string, string> _differences = new(StringComparer.Ordinal);

    /// <summary>The commit holds everything.</summary>
    public const string Clean = "clean";

    /// <summary>Something differs from the commit.</summary>
    public const string Dirty = "dirty";

    /// <summary>Nobody knows.</summary>
    public const string Unknown = "unknown";

    private SourceReview(string? reason) => Reason = reason;

    /// <summary>One of the three words.</summary>
    public string State => Reason is not null ? Unknown : _differences.Count == 0 ? Clean : Dirty;

    /// <summary>Why nobody knows; null: it is known.</summary>
    public string? Reason { get; private set; }

    /// <summary>What differs: how, by the path below the root of the repository, in ordinal order.</summary>
    public IReadOnlyDictionary<string, string> Differences => _differences;

    /// <summary>Compares a working tree with a commit.</summary>
    /// <param name="projectFile">The project.</param>
    /// <param name="commit">The commit that the package names; empty: none.</param>
    /// <param name="sources">Files whose content only the commit tells: full paths.</param>
    /// <param name="data">Files that the package names by their content, and that need not be in git: full paths.</param>
    /// <param name="folders">Folders of other projects whose untracked files may be compiled in.</param>
    public static SourceReview Of(
        string projectFile, string commit, IEnumerable<string> sources, IEnumerable<string> data, IEnumerable<string> folders)
    {
        if (GitTree.RootOf(projectFile) is not { } root)
        {
            return new SourceReview("the project is in no git repository");
        }

        var review = new SourceReview(null);
        var main = GitTree.Read(root, out var fault);
        review.Reason = fault ?? (main.Commit is null ? "the repository has no commit yet" : null);
        if (review.Reason is null)
        {
            review.Compare(main, commit, [.. sources.Distinct(StringComparer.Ordinal)], [.. data.Distinct(StringComparer.Ordinal)], [.. folders]);
        }

        return review;
    }

    private void Compare(GitTree main, string commit, List<string> sources, List<string> data, List<string> folders)
    {
        if (commit.Length > 0 && !string.Equals(commit, main.Commit, StringComparison.OrdinalIgnoreCase))
        {
            _differences["(commit)"] = "git has checked out " + main.Commit;
        }

        Add(string.Empty, main.Changes);
        foreach (var tree in sources.GroupBy(GitTree.RootOf, StringComparer.Ordinal))
        {
            if (tree.Key == main.Root)
            {
                Add(string.Empty, main.Missing([.. tree]));
            }
            else if (tree.Key is not null && main.IsSubmodule(tree.Key))
            {
                CompareSubmodule(main, tree.Key, [.. tree]);
            }
            else
            {
                Add(string.Empty, tree.Select(f => new KeyValuePair<string, string>(main.IsBelow(f) ? main.PathOf(f) : Path.GetFileName(f), "outside the repository")));
            }
        }

        // Data are often kept out of git on purpose. Their hashes say what they were; one that is about to be committed is told all the same.
        Add(string.Empty, data.Where(main.IsBelow).Select(main.PathOf).Where(main.Untracked.Contains).Select(Untracked));
        Add(string.Empty, main.Untracked.Where(f => folders.Any(folder => main.IsBelow(folder) && f.StartsWith(main.PathOf(folder), StringComparison.Ordinal))).Select(Untracked));
    }

    private void CompareSubmodule(GitTree main, string root, List<string> files)
    {
        var submodule = GitTree.Read(root, out var fault);
        if (fault is not null)
        {
            Reason = fault;
            return;
        }

        var below = main.PathOf(root);
        Add(below, submodule.Changes);
        Add(below, submodule.Missing(files));
    }

    private static KeyValuePair<string, string> Untracked(string file) => new(file, "untracked");

    private void Add(string below, IEnumerable<KeyValuePair<string, string>> differences)
    {
        foreach (var pair in differences)
        {
            _differences[below + pair.Key] = pair.Value;
        }
    }
}
