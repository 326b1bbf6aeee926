using System.Text;
using Ingot.Artifacts.Stages;

namespace Ingot.Artifacts;

/// <summary>
/// Outputs of stages by key, shared by all clones of a machine or by a team. What comes out of it becomes code and models, so an entry is used only when its
/// record has a seal of a key that lies elsewhere, and its files are those of the record. Entries appear whole.
/// </summary>
public sealed class ArtifactCache
{
    /// <summary>The file in an entry that has the seal of its record.</summary>
    public const string SealFile = "seal.txt";

    // Diagnostics name files: those of the project are stored without the folder that it happens to stand in.
    private const string ProjectPlaceholder = "{project}";
    private const long MostOfRecord = 1 << 24;
    private const string Purpose = "ingot-cache 1";

    private readonly string _root;
    private readonly SealKey _seal;

    /// <summary>Opens a cache; its folder is created when something is stored.</summary>
    /// <param name="root">The cache's folder.</param>
    /// <param name="seal">Seals what is stored, and proves what is taken.</param>
    public ArtifactCache(string root, SealKey seal)
    {
        _root = root;
        _seal = seal;
    }

    /// <summary>Puts an entry's files into a stage's folder. An entry that must not be used is removed, where this user may do that.</summary>
    /// <param name="key">The stage's key.</param>
    /// <param name="folder">The stage's folder; replaced when the entry is taken.</param>
    /// <param name="projectFolder">The project's folder.</param>
    public CacheAnswer Take(string key, string folder, string projectFolder)
    {
        var entry = EntryFolder(key);
        if (!Directory.Exists(entry))
        {
            return CacheAnswer.Missing;
        }

        // Read once: what is parsed is what has the seal.
        var text = TryReadSealed(entry);
        if (text is null || StageRecord.TryParse(text) is not { } record || record.Key != key)
        {
            DeleteQuietly(entry);
            return CacheAnswer.Unsealed;
        }

        var temporary = folder + AtomicFile.Mark + Guid.NewGuid().ToString("N");
        try
        {
            Directory.CreateDirectory(temporary);
            foreach (var output in record.Outputs)
            {
                var target = Path.Combine(temporary, output.Name);
                Directory.CreateDirectory(Path.GetDirectoryName(target));

                // The hash is of the copy, which nobody else can change any more.
                if (!TryCopy(Path.Combine(entry, output.Name), target, output.Size) || ContentHash.OfFile(target) != output.Hash)
                {
                    DeleteQuietly(entry);
                    return CacheAnswer.Damaged;
                }
            }

            var diagnostics = Path.Combine(temporary, StageDefinition.Diagnostics);
            if (File.Exists(diagnostics))
            {
                AtomicFile.Write(diagnostics, File.ReadAllText(diagnostics).Replace(ProjectPlaceholder, projectFolder));
            }

            Folders.Replace(temporary, folder, folder + ".old-" + Guid.NewGuid().ToString("N"));
            return CacheAnswer.Taken;
        }
        catch (IOException)
        {
            return CacheAnswer.Missing;
        }
        catch (UnauthorizedAccessException)
        {
            return CacheAnswer.Missing;
        }
        finally
        {
            DeleteQuietly(temporary);
        }
    }

    /// <summary>
    /// Waits until nobody else makes the entry of this key, so that it is made once. Null when cancelled, or when the cache cannot
    /// be written: then it is made without.
    /// </summary>
    /// <param name="key">The stage's key.</param>
    /// <param name="isOver">Whether waiting is over.</param>
    public IDisposable? TryLock(string key, Func<bool> isOver)
    {
        var path = EntryFolder(key) + ".lock";
        try
        {
            MakeFolderOf(path);
            var held = PassingLock.Acquire(path, isOver);
            SharedFolder.Share(_root, path);
            return held;
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

    /// <summary>Stores a stage's folder. A cache only saves time: when it cannot be written, nothing happens.</summary>
    /// <param name="key">The stage's key.</param>
    /// <param name="folder">The stage's folder.</param>
    /// <param name="projectFolder">The project's folder.</param>
    public void Store(string key, string folder, string projectFolder)
    {
        var entry = EntryFolder(key);
        var temporary = entry + AtomicFile.Mark + Guid.NewGuid().ToString("N");
        try
        {
            if (Directory.Exists(entry) || StageRecord.TryRead(folder) is not { } record || record.Key != key)
            {
                return;
            }

            MakeFolderOf(entry);
            RemoveAbandoned(entry);
            Directory.CreateDirectory(temporary);
            var outputs = new List<StageOutput>();
            foreach (var output in record.Outputs)
            {
                var source = Path.Combine(folder, output.Name);
                var target = Path.Combine(temporary, output.Name);
                Directory.CreateDirectory(Path.GetDirectoryName(target));
                if (output.Name == StageDefinition.Diagnostics)
                {
                    var text = File.ReadAllText(source).Replace(projectFolder, ProjectPlaceholder);
                    AtomicFile.Write(target, text);
                    outputs.Add(new StageOutput(output.Name, Encoding.UTF8.GetByteCount(text), output.Modified, ContentHash.OfText(text)));
                }
                else
                {
                    File.Copy(source, target);
                    outputs.Add(output);
                }
            }

            // Sealed is what the stage made, never what lies in the cache's folder by now.
            var sealedText = record.WithOutputs(outputs).ToText();
            AtomicFile.Write(Path.Combine(temporary, StageRecord.FileName), sealedText);
            AtomicFile.Write(Path.Combine(temporary, SealFile), _seal.Seal(Purpose, sealedText) + "\n");

            // Those who share the cache read it, whatever the umask of its maker and the modes of what he copied.
            foreach (var made in Directory.GetFileSystemEntries(temporary, "*", SearchOption.AllDirectories))
            {
                SharedFolder.Share(_root, made);
            }

            SharedFolder.Share(_root, temporary);
            SharedFiles.Patiently(() => Directory.Move(temporary, entry));
        }
        catch (IOException)
        {
            // Full, or stored by another build at the same moment.
        }
        catch (UnauthorizedAccessException)
        {
            // Read-only.
        }
        finally
        {
            DeleteQuietly(temporary);
        }
    }

    // Builds that were killed while they stored this entry. One that does it at this moment, without the lock, finds its folder gone, and stores nothing.
    private static void RemoveAbandoned(string entry)
    {
        foreach (var folder in Directory.GetDirectories(Path.GetDirectoryName(entry), Path.GetFileName(entry) + AtomicFile.Mark + "*"))
        {
            DeleteQuietly(folder);
        }
    }

    private string? TryReadSealed(string entry)
    {
        try
        {
            var record = Path.Combine(entry, StageRecord.FileName);
            var seal = Path.Combine(entry, SealFile);
            if (PlainSize(record) is not (> 0 and < MostOfRecord) || PlainSize(seal) is not (> 0 and < MostOfRecord))
            {
                return null;
            }

            var text = File.ReadAllText(record);
            return _seal.Fits(Purpose, text, File.ReadAllText(seal).Trim()) ? text : null;
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

    private static bool TryCopy(string source, string target, long size)
    {
        if (PlainSize(source) != size)
        {
            return false;
        }

        if (size == 0)
        {
            File.WriteAllBytes(target, []);
            return true;
        }

        File.Copy(source, target);

        // The copy of a file that others may only read is nobody's but this build's.
        new FileInfo(target).IsReadOnly = false;
        return true;
    }

    // Null: no file, or a link, which may lead to something without an end. A pipe that nobody writes to has no size.
    private static long? PlainSize(string path) =>
        new FileInfo(path) is { Exists: true } file && (file.Attributes & FileAttributes.ReparsePoint) == 0 ? file.Length : null;

    // Those who share the cache put entries below the same folders.
    private void MakeFolderOf(string entry)
    {
        var folder = Path.GetDirectoryName(entry);
        if (!Directory.Exists(folder))
        {
            SharedFolder.MakeOwn(_root, _seal.IsTeams);
            Directory.CreateDirectory(folder);
            SharedFolder.Share(_root, folder);
        }
    }

    private string EntryFolder(string key) => Path.Combine(_root, key.Substring(0, 2), key);

    private static void DeleteQuietly(string folder)
    {
        try
        {
            Folders.Delete(folder);
        }
        catch (IOException)
        {
        }
        catch (UnauthorizedAccessException)
        {
        }
    }
}
