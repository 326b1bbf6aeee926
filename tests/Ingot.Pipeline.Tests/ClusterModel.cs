using System.Globalization;

namespace Ingot.Pipeline.Tests;

/// <summary>A project that looks for clusters, with made-up data.</summary>
internal static class ClusterModel
{
    /// <summary>A project of it.</summary>
    /// <param name="hasLabel">Whether its data say of which kind each row is.</param>
    public static ModelFolder Folder(bool hasLabel) => UnlabelledModel.Folder("Clustering", hasLabel, Row);

    // Half of the rows are of one kind, a third of another, a sixth of a third.
    private static (string Cells, string Label) Row(Random random, int number)
    {
        var kind = (number % 6) switch { < 3 => 0, < 5 => 1, _ => 2 };
        var usage = (kind == 1 ? 90 : 20) + (10 * (random.NextDouble() + random.NextDouble()));
        var age = (kind == 2 ? 65 : 30) + random.Next(12);
        return (string.Create(CultureInfo.InvariantCulture, $"{usage},{age},{(random.Next(10) == 0 ? "c" : "ab"[kind == 0 ? 0 : 1])}"), kind == 0 ? "young" : kind == 1 ? "busy" : "old");
    }
}
