using System.Globalization;
using System.Text;

namespace Ingot.Artifacts.Stages;

/// <summary>What a stage left behind and from what: <c>record.txt</c> in its folder. It decides whether the stage can be skipped.</summary>
public sealed class StageRecord
{
    /// <summary>The record's file name.</summary>
    public const string FileName = "record.txt";

    private const string Header = "ingot-record 1";

    private const string CacheOrigin = "cache";

    private StageRecord(
        string key, int exitCode, IReadOnlyList<KeyValuePair<string, string>> inputs, IReadOnlyList<StageOutput> outputs, bool isFromCache)
    {
        Key = key;
        ExitCode = exitCode;
        Inputs = inputs;
        Outputs = outputs;
        IsFromCache = isFromCache;
    }

    /// <summary>The stage's key.</summary>
    public string Key { get; }

    /// <summary>The worker's exit code: 0, or 1 for gates that failed.</summary>
    public int ExitCode { get; }

    /// <summary>Input files by name, with their content hashes.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Inputs { get; }

    /// <summary>Output files.</summary>
    public IReadOnlyList<StageOutput> Outputs { get; }

    /// <summary>Whether the outputs came from the cache instead of the worker.</summary>
    public bool IsFromCache { get; }

    /// <summary>Records a folder as it is now.</summary>
    /// <param name="folder">The stage's folder.</param>
    /// <param name="key">The stage's key.</param>
    /// <param name="exitCode">The worker's exit code.</param>
    /// <param name="isFromCache">Whether the outputs came from the cache.</param>
    public static StageRecord Create(string folder, StageKey key, int exitCode, bool isFromCache = false) =>
        new(key.Compute(), exitCode, key.Inputs, List(folder), isFromCache);

    /// <summary>The same record with other outputs, for the cache.</summary>
    /// <param name="outputs">The outputs.</param>
    public StageRecord WithOutputs(IEnumerable<StageOutput> outputs) => new(Key, ExitCode, Inputs, [.. outputs], isFromCache: false);

    /// <summary>Reads a folder's record; null when there is none or it cannot be understood.</summary>
    /// <param name="folder">The stage's folder.</param>
    public static StageRecord? TryRead(string folder)
    {
        try
        {
            var path = Path.Combine(folder, FileName);
            return File.Exists(path) ? TryParse(File.ReadAllText(path)) : null;
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

    /// <summary>Reads the text of a record; null when it cannot be understood.</summary>
    /// <param name="text">The text.</param>
    public static StageRecord? TryParse(string text)
    {
        var lines = text.Split('\n');
        return lines[lines.Length - 1].Length == 0 ? Parse([.. lines.Take(lines.Length - 1).Select(l => l.TrimEnd('\r'))]) : null;
    }

    /// <summary>Writes the record into the stage's folder.</summary>
    /// <param name="folder">The stage's folder.</param>
    public void Write(string folder) => AtomicFile.Write(Path.Combine(folder, FileName), ToText());

    /// <summary>The record as text.</summary>
    public string ToText()
    {
        var text = new StringBuilder(Header).Append('\n');
        text.Append("key ").Append(Key).Append('\n');
        text.Append("exit ").Append(ExitCode.ToString(CultureInfo.InvariantCulture)).Append('\n');
        if (IsFromCache)
        {
            text.Append("from ").Append(CacheOrigin).Append('\n');
        }

        foreach (var input in Inputs)
        {
            text.Append("in ").Append(input.Value.Length == 0 ? "-" : input.Value).Append(' ').Append(input.Key).Append('\n');
        }

        foreach (var output in Outputs)
        {
            text.Append(FormattableString.Invariant($"out {output.Size} {output.Modified} {output.Hash} {output.Name}\n"));
        }

        return text.Append("end\n").ToString();
    }

    /// <summary>Whether every output still is what was recorded. A touched file is compared by its content.</summary>
    /// <param name="folder">The stage's folder.</param>
    /// <param name="byContent">Whether each is read, touched or not.</param>
    public bool OutputsAreIntact(string folder, bool byContent = false)
    {
        foreach (var output in Outputs)
        {
            var path = Path.Combine(folder, output.Name);
            var file = new FileInfo(path);
            if (!file.Exists
                || file.Length != output.Size
                || ((byContent || file.LastWriteTimeUtc.Ticks != output.Modified) && ContentHash.OfFile(path) != output.Hash))
            {
                return false;
            }
        }

        return true;
    }

    private static List<StageOutput> List(string folder)
    {
        var outputs = new List<StageOutput>();
        var root = Path.GetFullPath(folder).TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar;
        foreach (var path in Directory.GetFiles(root, "*", SearchOption.AllDirectories).OrderBy(p => p, StringComparer.Ordinal))
        {
            var name = path.Substring(root.Length).Replace('\\', '/');
            if (name is FileName or StageManifest.FileName)
            {
                continue;
            }

            var file = new FileInfo(path);
            outputs.Add(new StageOutput(name, file.Length, file.LastWriteTimeUtc.Ticks, ContentHash.OfFile(path)));
        }

        return outputs;
    }

    // Outputs are copied by these names: none may lead out of the stage's folder.
    private static bool IsBelow(string name) =>
        name.Length > 0
        && name.IndexOfAny(['\\', ':', '\0']) < 0
        && name.Split('/').All(part => part is not ("" or "." or ".."));

    private static StageRecord? Parse(string[] lines)
    {
        if (lines.Length < 4 || lines[0] != Header || lines[lines.Length - 1] != "end")
        {
            return null;
        }

        var key = string.Empty;
        var exitCode = -1;
        var isFromCache = false;
        var inputs = new List<KeyValuePair<string, string>>();
        var outputs = new List<StageOutput>();
        foreach (var line in lines)
        {
            var parts = line.Split([' '], 5);
            if (parts[0] == "key" && parts.Length == 2)
            {
                key = parts[1];
            }
            else if (parts[0] == "exit")
            {
                if (parts.Length != 2 || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out exitCode))
                {
                    return null;
                }
            }
            else if (parts[0] == "from")
            {
                isFromCache = parts.Length == 2 && parts[1] == CacheOrigin;
                if (!isFromCache)
                {
                    return null;
                }
            }
            else if (parts[0] == "in")
            {
                var pair = line.Split([' '], 3);
                if (pair.Length != 3)
                {
                    return null;
                }

                inputs.Add(new KeyValuePair<string, string>(pair[2], pair[1] == "-" ? string.Empty : pair[1]));
            }
            else if (parts[0] == "out")
            {
                if (parts.Length != 5
                    || !long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var size)
                    || !long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var modified)
                    || !IsBelow(parts[4]))
                {
                    return null;
                }

                outputs.Add(new StageOutput(parts[4], size, modified, parts[3]));
            }
        }

        return key.Length == 64 && exitCode >= 0 ? new StageRecord(key, exitCode, inputs, outputs, isFromCache) : null;
    }
}
