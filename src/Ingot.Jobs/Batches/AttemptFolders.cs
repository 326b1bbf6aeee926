using System.Globalization;

namespace Ingot.Jobs.Batches;

/// <summary>The attempts at a unit of work: a folder for each, numbered from 1. One that was stopped has another name, and does not count.</summary>
/// <param name="Path">The folder that holds them.</param>
internal readonly record struct AttemptFolders(string Path)
{
    private const string Stopped = "-stopped";

    /// <summary>How often the unit began.</summary>
    public int Count => Numbers.Count();

    /// <summary>The folder of the last one; null: there is none.</summary>
    public string? Last => Numbers.DefaultIfEmpty().Max() is > 0 and var number ? this[number] : null;

    /// <summary>The folder of an attempt.</summary>
    public string this[int number] => System.IO.Path.Combine(Path, number.ToString(CultureInfo.InvariantCulture));

    private IEnumerable<int> Numbers => (Directory.Exists(Path) ? Directory.GetDirectories(Path) : [])
        .Select(d => int.TryParse(System.IO.Path.GetFileName(d), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)
        .Where(n => n > 0);

    /// <summary>Begins one: makes its folder.</summary>
    public (int Number, string Folder) Begin()
    {
        for (var number = Count + 1; ; number++)
        {
            var folder = this[number];
            if (!Directory.Exists(folder))
            {
                Directory.CreateDirectory(folder);
                return (number, folder);
            }
        }
    }

    /// <summary>Takes an attempt for none: somebody stopped it, which tells nothing of the unit. What it wrote stays.</summary>
    /// <param name="folder">Its folder.</param>
    public static void Stop(string folder)
    {
        if (Directory.Exists(folder + Stopped))
        {
            Directory.Delete(folder + Stopped, recursive: true);
        }

        Directory.Move(folder, folder + Stopped);
    }
}
