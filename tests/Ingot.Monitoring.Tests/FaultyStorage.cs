using Ingot.Monitoring.Journals;

namespace Ingot.Monitoring.Tests;

/// <summary>A disk that is full or stands still when a test says so.</summary>
internal sealed class FaultyStorage : ILogStorage
{
    private readonly DiskStorage _disk = new();

    /// <summary>No byte more fits: half of what is appended is written, the rest refused.</summary>
    public bool IsFull { get; set; }

    /// <summary>Nor can anything be cut off.</summary>
    public bool CannotTruncate { get; set; }

    /// <summary>Appending waits for it.</summary>
    public ManualResetEventSlim Moves { get; } = new(initialState: true);

    /// <summary>Set when something waits for the disk.</summary>
    public TaskCompletionSource IsWaiting { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IJournalFile Create(string path) => new FaultyFile(this, _disk.Create(path));

    public void Publish(string temporary, string path)
    {
        if (IsFull)
        {
            throw new IOException("No space left on device");
        }

        _disk.Publish(temporary, path);
    }

    private sealed class FaultyFile(FaultyStorage storage, IJournalFile file) : IJournalFile
    {
        public void Append(ReadOnlyMemory<byte> bytes)
        {
            if (!storage.Moves.IsSet)
            {
                storage.IsWaiting.TrySetResult();
                Assert.True(storage.Moves.Wait(Waiting.Patience));
            }

            if (storage.IsFull)
            {
                file.Append(bytes[..(bytes.Length / 2)]);
                throw new IOException("No space left on device");
            }

            file.Append(bytes);
        }

        public void Truncate(long length)
        {
            if (storage.CannotTruncate)
            {
                throw new IOException("Read-only file system");
            }

            file.Truncate(length);
        }

        public void Dispose() => file.Dispose();
    }
}
