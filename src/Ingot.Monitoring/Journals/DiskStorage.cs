using Microsoft.Win32.SafeHandles;

namespace Ingot.Monitoring.Journals;

/// <summary>The file system.</summary>
internal sealed class DiskStorage : ILogStorage
{
    private const int MostTries = 5;

    public IJournalFile Create(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return new JournalFile(path);
    }

    public void Publish(string temporary, string path)
    {
        using (var file = File.OpenHandle(temporary, FileMode.Open, FileAccess.ReadWrite))
        {
            RandomAccess.FlushToDisk(file);
        }

        // Retention, here or in another process, removes folders that are empty.
        for (var tries = 1; ; tries++)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            try
            {
                File.Move(temporary, path, overwrite: true);
                return;
            }
            catch (DirectoryNotFoundException) when (tries < MostTries)
            {
            }
        }
    }

    private sealed class JournalFile(string path) : IJournalFile
    {
        private readonly SafeFileHandle _file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
        private long _length;

        public void Append(ReadOnlyMemory<byte> bytes)
        {
            RandomAccess.Write(_file, bytes.Span, _length);
            RandomAccess.FlushToDisk(_file);
            _length += bytes.Length;
        }

        public void Truncate(long length)
        {
            RandomAccess.SetLength(_file, length);
            _length = length;
        }

        public void Dispose() => _file.Dispose();
    }
}
