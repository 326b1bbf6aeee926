namespace Ingot.Monitoring.Journals;

/// <summary>A file that is only appended to.</summary>
internal interface IJournalFile : IDisposable
{
    /// <summary>Writes at the end and waits until the system has the bytes on its disk.</summary>
    /// <exception cref="IOException">The disk is full, or refuses otherwise; some of the bytes may be written.</exception>
    void Append(ReadOnlyMemory<byte> bytes);

    /// <summary>Cuts the file.</summary>
    /// <exception cref="IOException">The disk refuses.</exception>
    void Truncate(long length);
}
