using Ingot.Artifacts.Stages;

namespace Ingot.Artifacts;

/// <summary>Outputs of stages by key, shared by all clones of a machine. Entries appear whole, and are read only when their hashes are right.</summary>
public sealed class ArtifactCache
{
    // Diagnostics name files: those of the project are stored without the folder that it happens to stand in.
    private const string ProjectPlaceholder = "{project}";

    private readonly string _root;

    /// <summary>Opens a cache; its folder is created when something is stored.</summary>
    /// <param name="root">The cache's folder.</param>
    public ArtifactCache(string root)
    {
        _root = root;
    }

    /// <summary>Puts an entry's files into a stage's folder. False when there is no entry, or it is damaged (then it is removed).</summary>
    /// <param name="key">The stage's key.</param>
    /// <param name="folder">The stage's folder; replaced.</param>
    /// <param name="projectFolder">The project's folder.</param>
    public bool TryRestore(string key, string folder, string projectFolder)
    {
        var entry = EntryFolder(key);
        var record = StageRecord.TryRead(entry);
        if (record is null || record.Key != key)
        {
            DeleteQuietly(entry);
            return false;
        }

        var temporary = folder + ".tmp-" + Guid.NewGuid().ToString("N");
        try
        {
            Directory.CreateDirectory(temporary);
            foreach (var output in record.Outputs)
            {
                var target = Path.Combine(temporary, output.Name);
                Directory.CreateDirectory(Path.GetDirectoryName(target));
                var source = Path.Combine(entry, output.Name);
                if (File.Exists(source))
                {
                    File.Copy(source, target);

                    // The copy of a file that others may only read is nobody's but this build's.
                    new FileInfo(target).IsReadOnly = false;
                }

                if (!File.Exists(target) || ContentHash.OfFile(target) != output.Hash)
                {
                    DeleteQuietly(entry);
                    return false;
                }
            }

            var diagnostics = Path.Combine(temporary, StageDefinition.Diagnostics);
            if (File.Exists(diagnostics))
            {
                AtomicFile.Write(diagnostics, File.ReadAllText(diagnostics).Replace(ProjectPlaceholder, projectFolder));
            }

            Folders.Replace(temporary, folder, folder + ".old-" + Guid.NewGuid().ToString("N"));
            return true;
        }
        catch (IOException)
        {
            return false;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
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
            Directory.CreateDirectory(Path.GetDirectoryName(path));
            return FileLock.Acquire(path, isOver, FileOptions.DeleteOnClose);
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
        var temporary = entry + ".tmp-" + Guid.NewGuid().ToString("N");
        try
        {
            if (Directory.Exists(entry) || StageRecord.TryRead(folder) is not { } record || record.Key != key)
            {
                return;
            }

            Directory.CreateDirectory(temporary);
            foreach (var output in record.Outputs)
            {
                var target = Path.Combine(temporary, output.Name);
                Directory.CreateDirectory(Path.GetDirectoryName(target));
                File.Copy(Path.Combine(folder, output.Name), target);
            }

            var diagnostics = Path.Combine(temporary, StageDefinition.Diagnostics);
            if (File.Exists(diagnostics))
            {
                AtomicFile.Write(diagnostics, File.ReadAllText(diagnostics).Replace(projectFolder, ProjectPlaceholder));
            }

            record.WithOutputsOf(temporary).Write(temporary);
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
