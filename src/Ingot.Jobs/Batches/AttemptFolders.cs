using System.Globalization;

namespace Ingot.Jobs.Batches;

/// <summary>The attempts at a unit of work: a folder for each, numbered from 1.</summary>
/// <param name="Path">The folder that holds them.</param>
internal readonly record struct AttemptFolders(string Path)
{
    /// <summary>How often the unit began.</summary>
    public int Count => Directory.Exists(Path) ? Directory.GetDirectories(Path).Length : 0;

    /// <summary>The folder of an attempt.</summary>
    public string this[int number] => System.IO.Path.Combine(Path, number.ToString(CultureInfo.InvariantCulture));

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
}
