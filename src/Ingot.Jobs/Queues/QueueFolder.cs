using Ingot.Artifacts;

namespace Ingot.Jobs.Queues;

/// <summary>
/// Units of work that are asked for one after the other, when earlier ones are answered, and that workers take who live for several: what a worker has read stays
/// read. The folder, which all machines share, is all that anybody knows of it: <c>units/NAME</c> has what is asked and the answer, <c>open</c> names those that somebody
/// waits for. A unit is named by the hash of what is asked, so it is asked once, by whoever it is, and its first answer stands.
/// </summary>
/// <param name="folder">The folder.</param>
public sealed class QueueFolder(string folder)
{
    private const int NameLetters = 32;

    /// <summary>The folder.</summary>
    public string FullPath => folder;

    /// <summary>The units that somebody waits for, as far as this machine can see.</summary>
    public IReadOnlyList<QueuedUnit> Open => Directory.Exists(OpenFolder)
        ? [.. Directory.EnumerateFiles(OpenFolder).Select(Path.GetFileName).Where(n => n!.Length == NameLetters).Order(StringComparer.Ordinal).Select(n => Unit(n!)).Where(u => u.IsThere)]
        : [];

    private string OpenFolder => Path.Combine(folder, "open");

    /// <summary>Asks for a unit; one that was answered before has its answer.</summary>
    /// <param name="request">What is asked.</param>
    public QueuedUnit Ask(string request)
    {
        var unit = Unit(ContentHash.OfText(request)[..NameLetters]);
        if (!unit.IsThere)
        {
            unit.Ask(request);
        }

        if (unit.Answer is null)
        {
            AtomicFile.Write(Path.Combine(OpenFolder, unit.Name), string.Empty);
        }

        return unit;
    }

    /// <summary>Nobody waits for a unit any more.</summary>
    /// <param name="unit">The unit.</param>
    public void Close(QueuedUnit unit)
    {
        ArgumentNullException.ThrowIfNull(unit);
        if (Directory.Exists(OpenFolder))
        {
            File.Delete(Path.Combine(OpenFolder, unit.Name));
        }
    }

    private QueuedUnit Unit(string name) => new(Path.Combine(folder, "units", name));
}
