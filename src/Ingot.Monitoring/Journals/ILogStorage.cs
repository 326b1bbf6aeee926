namespace Ingot.Monitoring.Journals;

/// <summary>What of the file system the log writes by, so that tests can have one that is full or slow.</summary>
internal interface ILogStorage
{
    /// <summary>Makes a file that others may read.</summary>
    /// <exception cref="IOException">The disk refuses.</exception>
    IJournalFile Create(string path);

    /// <summary>Gives a finished file its final name; one that is there already is replaced.</summary>
    /// <exception cref="IOException">The disk refuses.</exception>
    void Publish(string temporary, string path);
}
