using System.Security.Cryptography;
using Ingot.Artifacts;
using Ingot.Releases.Signing;
using NuGet.Common;
using NuGet.Packaging;
using NuGet.Packaging.Core;
using NuGet.Protocol;

namespace Ingot.Releases.Feeds;

/// <summary>
/// A folder as a feed: packages beside each other, or NuGet's hierarchy <c>id/version/</c>. A package appears by a rename of a
/// whole file or folder: whoever restores at that moment sees all of it or nothing.
/// </summary>
internal sealed class FolderFeed(string folder)
{
    // One publisher at a time, of all processes: it is freed when its holder dies. NuGet reads no file of such a name.
    private const string LockName = ".ingot-publish.lock";
    private const string TemporaryMark = ".ingot-tmp-";

    /// <summary>Adds a package and the envelope that lies beside it.</summary>
    /// <param name="package">The package's file.</param>
    /// <param name="identity">Its id and version.</param>
    /// <param name="cancellation">Stops waiting for another publisher.</param>
    /// <returns>The package's file in the folder; null when the folder has the version already.</returns>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public string? TryAdd(string package, PackageIdentity identity, CancellationToken cancellation)
    {
        SharedFolder.Make(folder);
        using var held = FileLock.Acquire(Path.Combine(folder, LockName), () => cancellation.IsCancellationRequested);
        cancellation.ThrowIfCancellationRequested();

        // Those who share the feed hold it in turn: the first of them must not keep it for himself.
        SharedFolder.Share(folder, Path.Combine(folder, LockName));
        return LocalFolderUtility.GetLocalFeedType(folder, NullLogger.Instance) == FeedType.FileSystemV3
            ? AddToHierarchy(package, identity)
            : AddToFlat(package, identity);
    }

    private string? AddToFlat(string package, PackageIdentity identity)
    {
        RemoveLeftovers(folder);
        if (LocalFolderUtility.GetPackageV2(folder, identity, NullLogger.Instance) is not null)
        {
            return null;
        }

        var path = Path.Combine(folder, $"{identity.Id}.{identity.Version.ToNormalizedString()}.nupkg");
        if (File.Exists(path))
        {
            return null;
        }

        // The envelope first: whoever sees the package sees its signature as well.
        if (File.Exists(package + ReleaseStatement.Extension))
        {
            Install(package + ReleaseStatement.Extension, path + ReleaseStatement.Extension);
        }

        Install(package, path);
        return path;
    }

    private string? AddToHierarchy(string package, PackageIdentity identity)
    {
        var names = new VersionFolderPathResolver(folder);
        var target = names.GetInstallPath(identity.Id, identity.Version);
        var parent = Path.GetDirectoryName(target)!;
        SharedFolder.Make(parent);
        RemoveLeftovers(parent);
        if (Directory.Exists(target))
        {
            return null;
        }

        // No version has such a name: NuGet passes it by.
        var temporary = Path.Combine(parent, TemporaryMark + Guid.NewGuid().ToString("N"));
        try
        {
            Directory.CreateDirectory(temporary);
            string In(string file) => Path.Combine(temporary, Path.GetFileName(file));
            var copy = In(names.GetPackageFilePath(identity.Id, identity.Version));
            Copy(package, copy);
            if (File.Exists(package + ReleaseStatement.Extension))
            {
                Copy(package + ReleaseStatement.Extension, copy + ReleaseStatement.Extension);
            }

            using (var archive = new PackageArchiveReader(package))
            using (var nuspec = archive.GetNuspec())
            {
                Write(In(names.GetManifestFilePath(identity.Id, identity.Version)), nuspec);
            }

            var hash = In(names.GetHashPath(identity.Id, identity.Version));
            LocalFolderUtility.GenerateNupkgMetadataFile(copy, temporary, hash, In(names.GetNupkgMetadataPath(identity.Id, identity.Version)));
            if (!File.Exists(hash))
            {
                // NuGet's listing of a folder takes this file, its restore the other one, for the sign of a whole package.
                using var content = File.OpenRead(copy);
                File.WriteAllText(hash, Convert.ToBase64String(SHA512.HashData(content)));
            }

            foreach (var made in Directory.GetFiles(temporary).Append(temporary))
            {
                SharedFolder.Share(folder, made);
            }

            Directory.Move(temporary, target);
        }
        finally
        {
            if (Directory.Exists(temporary))
            {
                Directory.Delete(temporary, recursive: true);
            }
        }

        return names.GetPackageFilePath(identity.Id, identity.Version);
    }

    // What publishers that were killed left behind: the lock says that nobody is at work. What is another user's, who alone may delete it, stays
    // until he publishes: nobody reads it.
    private static void RemoveLeftovers(string folder)
    {
        foreach (var left in Directory.GetFileSystemEntries(folder, TemporaryMark + "*"))
        {
            try
            {
                if (Directory.Exists(left))
                {
                    Directory.Delete(left, recursive: true);
                }
                else
                {
                    File.Delete(left);
                }
            }
            catch (UnauthorizedAccessException)
            {
            }
        }
    }

    private void Install(string source, string target)
    {
        var temporary = Path.Combine(folder, TemporaryMark + Guid.NewGuid().ToString("N"));
        try
        {
            Copy(source, temporary);
            SharedFolder.Share(folder, temporary);

            // By one rename. That nothing is replaced was seen under the lock; told not to replace, .NET may copy on some file systems.
            File.Move(temporary, target, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static void Copy(string source, string target)
    {
        using var from = File.OpenRead(source);
        Write(target, from);
    }

    private static void Write(string path, Stream content)
    {
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        content.CopyTo(file);
        file.Flush(flushToDisk: true);
    }
}
