using System.Text;

namespace Ingot.Artifacts;

/// <summary>
/// All that a successful build of a project depended on and left behind, so that the next one can be left out before the
/// project is even evaluated. What is not recorded, or not as it was, means: build. Records lie in the cache, so there each has a seal of the user's
/// own key: nobody else decides what is left out, nor what a build says.
/// </summary>
public sealed class UpToDateRecord
{
    private const string Header = "ingot-up-to-date 3";
    private const string Purpose = "ingot-up-to-date";
    private const string SealWord = "seal ";

    // The greatest number has as many. What is beyond it is another one, as which no file is known.
    private const int MostDigits = 19;
    private readonly Dictionary<string, string> _context = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FileState> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _folders = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _links = new(StringComparer.Ordinal);
    private readonly HashSet<string> _absent = new(StringComparer.Ordinal);
    private readonly List<string> _diagnostics = [];

    /// <summary>What the build said, in MSBuild's canonical form: said again when the project is left out.</summary>
    public IReadOnlyList<string> Diagnostics => _diagnostics;

    /// <summary>The record's file: one for each project and way of building it.</summary>
    /// <param name="folder">The folder of all records.</param>
    /// <param name="projectFile">Full path of the project.</param>
    /// <param name="variant">What tells one way of building it from another, such as its configuration.</param>
    public static string PathOf(string folder, string projectFile, params string[] variant) => Path.Combine(
        folder, "projects", ContentHash.OfText(projectFile + "\n" + string.Join("\n", variant)) + ".txt");

    /// <summary>Records a part of what surrounds the build: a property, a version.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    public void AddContext(string name, string value) => _context[name] = value;

    /// <summary>Records a file as it is now; a file that does not exist is recorded as absent.</summary>
    /// <param name="path">Full path.</param>
    /// <param name="states">The file system.</param>
    public void AddFile(string path, FileStates states)
    {
        if (states.OfFile(path) is { } state)
        {
            _files[path] = state;
        }
        else
        {
            _absent.Add(path);
        }
    }

    /// <summary>Records a folder whose entries matter, with all folders below it that are not left out.</summary>
    /// <param name="path">Full path.</param>
    /// <param name="leftOut">Folders that do not matter, with their trailing separator.</param>
    /// <param name="states">The file system.</param>
    public void AddFolder(string path, IReadOnlyCollection<string> leftOut, FileStates states) =>
        AddFolder(path, leftOut, states, new HashSet<string>(StringComparer.Ordinal));

    /// <summary>Records where the links lead that stood on the way to all files and folders so far.</summary>
    /// <param name="states">The file system that gave their states.</param>
    public void AddLinks(FileStates states)
    {
        foreach (var link in states.Links)
        {
            _links[link.Key] = link.Value;
        }
    }

    /// <summary>Records a diagnostic.</summary>
    /// <param name="line">In canonical form.</param>
    public void AddDiagnostic(string line) => _diagnostics.Add(line);

    /// <summary>Whether a recorded input changed after the build began: then what was built may be of its older content.</summary>
    /// <param name="start">When the build began, in ticks of UTC.</param>
    /// <param name="outputs">Full paths of the files that the build itself wrote.</param>
    public bool ChangedSince(long start, ISet<string> outputs) =>
        _files.Any(f => f.Value.Last >= start && !outputs.Contains(f.Key)) || _links.Keys.Any(l => File.GetLastWriteTimeUtc(l).Ticks >= start);

    /// <summary>The first thing that is not as recorded; null when everything is.</summary>
    /// <param name="context">What surrounds the build now.</param>
    /// <param name="states">The file system.</param>
    public string? FindChange(IReadOnlyDictionary<string, string> context, FileStates states)
    {
        foreach (var name in context.Keys.Concat(_context.Keys))
        {
            if (!context.TryGetValue(name, out var now) || !_context.TryGetValue(name, out var then) || now != then)
            {
                return "another " + name;
            }
        }

        return FirstOf("changed link", _links.Where(l => states.TargetOf(l.Key) != l.Value).Select(l => l.Key))
            ?? FirstOf("changed file", _files.Where(f => states.OfFile(f.Key) is not { } state || state != f.Value).Select(f => f.Key))
            ?? FirstOf("changed folder", _folders.Where(f => states.OfFolder(f.Key) != f.Value).Select(f => f.Key))
            ?? FirstOf("new file", _absent.Where(a => !states.IsFree(a)));
    }

    /// <summary>Reads a record; null when there is none, it cannot be understood, or it has not the seal of the key.</summary>
    /// <param name="path">The record's file.</param>
    /// <param name="key">The user's own key; null where nobody else writes.</param>
    public static UpToDateRecord? TryRead(string path, SealKey? key)
    {
        try
        {
            if (!File.Exists(path))
            {
                return null;
            }

            var text = File.ReadAllText(path);
            if (key is null)
            {
                return Parse(Lines(text));
            }

            var end = text.LastIndexOf(SealWord, StringComparison.Ordinal);
            return end > 0 && key.Fits(Purpose, text.Substring(0, end), text.Substring(end + SealWord.Length).Trim())
                ? Parse(Lines(text.Substring(0, end)))
                : null;
        }
        catch (IOException)
        {
            return null;
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Writes the record.</summary>
    /// <param name="path">The record's file.</param>
    /// <param name="key">The user's own key; null where nobody else writes.</param>
    public void Write(string path, SealKey? key)
    {
        var text = new StringBuilder(Header).Append('\n');
        foreach (var pair in _context.OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            text.Append("context ").Append(pair.Key).Append('=').Append(Escape(pair.Value)).Append('\n');
        }

        foreach (var file in _files.OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            text.Append(FormattableString.Invariant($"file {file.Value.Size} {file.Value.Modified} {file.Value.Changed} {file.Value.Number} {file.Key}\n"));
        }

        foreach (var folder in _folders.OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            text.Append(FormattableString.Invariant($"folder {folder.Value} {folder.Key}\n"));
        }

        foreach (var link in _links.OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            text.Append("link ").Append(Escape(link.Key)).Append('>').Append(Escape(link.Value)).Append('\n');
        }

        foreach (var absent in _absent.OrderBy(a => a, StringComparer.Ordinal))
        {
            text.Append("absent ").Append(absent).Append('\n');
        }

        foreach (var line in _diagnostics)
        {
            text.Append("diagnostic ").Append(line).Append('\n');
        }

        text.Append("end\n");
        if (key is not null)
        {
            var seal = key.Seal(Purpose, text.ToString());
            text.Append(SealWord).Append(seal).Append('\n');
        }

        AtomicFile.Write(path, text.ToString());
    }

    // A link may lead to a folder above itself: each is recorded once.
    private void AddFolder(string path, IReadOnlyCollection<string> leftOut, FileStates states, HashSet<string> known)
    {
        if (leftOut.Contains(path + Path.DirectorySeparatorChar) || states.OfFolder(path) is not { } modified || !known.Add(states.RealPathOf(path)!))
        {
            return;
        }

        _folders[path] = modified;
        foreach (var folder in Directory.GetDirectories(path).Where(f => Path.GetFileName(f) != ToolFolder.Name))
        {
            AddFolder(folder, leftOut, states, known);
        }
    }

    private static string? FirstOf(string kind, IEnumerable<string> paths) => paths.FirstOrDefault() is { } path ? kind + " " + path : null;

    private static string[] Lines(string text) => text.Split(['\n'], StringSplitOptions.RemoveEmptyEntries);

    private static UpToDateRecord? Parse(string[] lines)
    {
        if (lines.Length < 2 || lines[0] != Header || lines[lines.Length - 1] != "end")
        {
            return null;
        }

        var record = new UpToDateRecord();
        for (var i = 1; i < lines.Length - 1; i++)
        {
            var space = lines[i].IndexOf(' ');
            if (space < 0 || !record.TryAdd(lines[i].Substring(0, space), lines[i].Substring(space + 1)))
            {
                return null;
            }
        }

        return record;
    }

    private bool TryAdd(string kind, string rest)
    {
        switch (kind)
        {
            case "context":
                var equals = rest.IndexOf('=');
                _context[rest.Substring(0, Math.Max(equals, 0))] = Unescape(rest.Substring(equals + 1));
                return equals > 0;
            case "file":
                var at = 0;
                if (TryNumber(rest, ref at, out var size) && TryNumber(rest, ref at, out var modified)
                    && TryNumber(rest, ref at, out var changedAt) && TryNumber(rest, ref at, out var number))
                {
                    _files[rest.Substring(at)] = new FileState(size, modified, changedAt, number);
                    return true;
                }

                return false;
            case "folder":
                var start = 0;
                if (TryNumber(rest, ref start, out var changed))
                {
                    _folders[rest.Substring(start)] = changed;
                    return true;
                }

                return false;
            case "link":
                var ends = rest.Split('>');
                _links[Unescape(ends[0])] = Unescape(ends[ends.Length - 1]);
                return ends.Length == 2;
            case "absent":
                return _absent.Add(rest);
            case "diagnostic":
                _diagnostics.Add(rest);
                return true;
            default:
                return false;
        }
    }

    // A number and a space; the records of many models have tens of thousands.
    private static bool TryNumber(string text, ref int at, out long number)
    {
        number = 0;
        var isNegative = at < text.Length && text[at] == '-';
        var first = at += isNegative ? 1 : 0;
        for (; at < text.Length && text[at] is >= '0' and <= '9'; at++)
        {
            number = unchecked((number * 10) + (text[at] - '0'));
        }

        number = isNegative ? unchecked(-number) : number;
        return at - first is > 0 and <= MostDigits && at < text.Length && text[at++] == ' ';
    }

    private static string Escape(string value) => value.Replace("%", "%25").Replace("\r", "%0D").Replace("\n", "%0A").Replace(">", "%3E");

    private static string Unescape(string value) => value.Replace("%3E", ">").Replace("%0A", "\n").Replace("%0D", "\r").Replace("%25", "%");
}
