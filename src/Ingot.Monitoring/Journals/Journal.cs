namespace Ingot.Monitoring.Journals;

/// <summary>A journal that is being written.</summary>
/// <param name="path">Its path.</param>
/// <param name="file">The file, new and empty.</param>
/// <param name="opened">When it was made.</param>
internal sealed class Journal(string path, IJournalFile file, DateTimeOffset opened) : IDisposable
{
    public string Path { get; } = path;

    public DateTimeOffset Opened { get; } = opened;

    /// <summary>Length of its whole records.</summary>
    public long Length { get; private set; }

    public long Rows { get; private set; }

    /// <summary>Whether half a record is at its end that could not be cut off: nothing may follow it.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Appends a record; it is on the disk, or the journal is as it was.</summary>
    /// <exception cref="IOException">The disk refuses.</exception>
    public void Append(ReadOnlySpan<byte> content, int rows)
    {
        if (content.Length > JournalRecord.MaxLength)
        {
            throw new IOException(FormattableString.Invariant($"a record of {content.Length:N0} bytes is longer than {JournalRecord.MaxLength:N0}"));
        }

        var record = JournalRecord.Frame(content);
        try
        {
            file.Append(record);
            Length += record.Length;
            Rows += rows;
        }
        catch (IOException)
        {
            CutOff();
            throw;
        }
    }

    public void Dispose() => file.Dispose();

    private void CutOff()
    {
        try
        {
            file.Truncate(Length);
        }
        catch (IOException)
        {
            // Said by the exception that is on its way; the reader stops before the half record.
            IsBroken = true;
        }
    }
}
