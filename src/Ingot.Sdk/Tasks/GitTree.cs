using Ingot.Artifacts;

namespace Ingot.Sdk.Tasks;

/// <summary>A working tree of git: what its commit holds, and what differs from that.</summary>
internal sealed class GitTree
{
    // Modes in git's index.
    private const string Submodule = "160000";
    private const string SymbolicLink = "120000";

    private readonly Dictionary<string, string> _modes = new(StringComparer.Ordinal);
    private readonly HashSet<string> _untracked = new(StringComparer.Ordinal);
    private readonly List<KeyValuePair<string, string>> _changes = [];

    private GitTree(string root) => Root = root;

    /// <summary>The tree's folder, with a separator at its end.</summary>
    public string Root { get; }

    /// <summary>The commit that is checked out; null: there is none yet.</summary>
    public string? Commit { get; private set; }

    /// <summary>Tracked files that differ from the commit, staged or not: how, by their paths below the root, with slashes.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Changes => _changes;

    /// <summary>Untracked files that are not ignored, by their paths below the root.</summary>
    public IEnumerable<string> Untracked => _untracked;

    /// <summary>The folder of the working tree in which a path lies, with a separator at its end; null: it lies in none.</summary>
    /// <param name="path">A full path.</param>
    public static string? RootOf(string path)
    {
        for (var folder = Path.GetDirectoryName(path); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            // A file in submodules and in further working trees.
            var git = Path.Combine(folder, ".git");
            if (Directory.Exists(git) || File.Exists(git))
            {
                return folder.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar;
            }
        }

        return null;
    }

    /// <summary>Reads a working tree.</summary>
    /// <param name="root">Its folder, with a separator at its end.</param>
    /// <param name="fault">Why it cannot be read; null: it was.</param>
    public static GitTree Read(string root, out string? fault)
    {
        var tree = new GitTree(root);
        var status = GitCommand.Run(root, "-c core.fsmonitor=false status --porcelain=v2 --branch -z --untracked-files=all --ignore-submodules=none");
        var files = status.Fault is null ? GitCommand.Run(root, "ls-files -s -z") : status;
        fault = status.Fault ?? files.Fault;
        if (fault is null)
        {
            tree.ReadStatus(status.Entries);
            foreach (var entry in files.Entries)
            {
                // MODE HASH STAGE<tab>PATH
                tree._modes[entry.Substring(entry.IndexOf('\t') + 1)] = entry.Substring(0, entry.IndexOf(' '));
            }
        }

        return tree;
    }

    /// <summary>Whether a working tree below this one is one of its submodules.</summary>
    /// <param name="root">The other tree's folder, with a separator at its end.</param>
    public bool IsSubmodule(string root) => IsBelow(root) && _modes.TryGetValue(PathOf(root).TrimEnd('/'), out var mode) && mode == Submodule;

    /// <summary>Whether a path lies below the root.</summary>
    public bool IsBelow(string path) => path.StartsWith(Root, PathNames.Comparison) && path.Length > Root.Length;

    /// <summary>A path below the root, with slashes.</summary>
    public string PathOf(string path) => path.Substring(Root.Length).Replace(Path.DirectorySeparatorChar, '/');

    /// <summary>Why the commit does not hold files that lie in this tree and in none below it; files that it holds are left out.</summary>
    /// <param name="files">Their full paths.</param>
    public IEnumerable<KeyValuePair<string, string>> Missing(IReadOnlyList<string> files)
    {
        var absent = new List<string>();
        foreach (var file in files.Select(PathOf))
        {
            if (!_modes.TryGetValue(file, out var mode))
            {
                absent.Add(file);
            }
            else if (mode == SymbolicLink)
            {
                // The commit has where the link leads, and not what is there.
                yield return new(file, "a symbolic link");
            }
        }

        if (absent.Count == 0)
        {
            yield break;
        }

        var ignored = new HashSet<string>(GitCommand.Run(Root, "check-ignore -z --stdin", absent, 1).Entries, StringComparer.Ordinal);
        foreach (var file in absent)
        {
            yield return new(file, ignored.Contains(file) ? "ignored" : _untracked.Contains(file) ? "untracked" : "behind a symbolic link");
        }
    }

    private void ReadStatus(IReadOnlyList<string> entries)
    {
        for (var i = 0; i < entries.Count; i++)
        {
            var entry = entries[i];
            switch (entry[0])
            {
                case '#' when entry.StartsWith("# branch.oid ", StringComparison.Ordinal):
                    var commit = entry.Substring("# branch.oid ".Length);
                    Commit = commit[0] == '(' ? null : commit;
                    break;
                case '1':
                    AddChange(entry, fields: 8);
                    break;
                case '2':
                    // The next entry is the path that it had.
                    AddChange(entry, fields: 9);
                    i++;
                    break;
                case 'u':
                    _changes.Add(new(After(entry, 10), "in conflict"));
                    break;
                case '?':
                    _untracked.Add(entry.Substring(2));
                    break;
            }
        }
    }

    // KIND XY SUBMODULE … PATH: X is staged, Y is not.
    private void AddChange(string entry, int fields)
    {
        var (state, submodule) = (entry.Substring(2, 2), entry.Substring(5, 4));
        if (submodule[0] == 'S')
        {
            // New files in it count where the model is made of them; see the submodule's own tree.
            if (submodule != "S..U" || state[0] != '.')
            {
                _changes.Add(new(After(entry, fields), submodule[1] == 'C' || state[0] != '.' ? "a submodule at another commit" : "a changed submodule"));
            }

            return;
        }

        _changes.Add(new(After(entry, fields), state.Contains('D') ? "deleted" : state.Contains('A') ? "added" : state.Contains('R') ? "renamed" : "modified"));
    }

    private static string After(string entry, int fields)
    {
        var at = 0;
        for (var i = 0; i < fields; i++)
        {
            at = entry.IndexOf(' ', at) + 1;
        }

        return entry.Substring(at);
    }
}
