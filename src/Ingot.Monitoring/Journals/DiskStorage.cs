using Microsoft.Win32.SafeHandles;

namespace Ingot.Monitoring.Journals;

/// <summary>The file system.</summary>
internal sealed class DiskStorage : ILogStorage
{
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

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Move(temporary, path, overwrite: true);
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
