using System.Globalization;
using System.Text;

namespace Ingot.Pipeline.Tests;

/// <summary>A project that looks for clusters, with made-up data.</summary>
internal static class ClusterModel
{
    /// <summary>A project of it.</summary>
    /// <param name="hasLabel">Whether its data say of which kind each row is.</param>
    public static ModelFolder Folder(bool hasLabel)
    {
        var model = new ModelFolder();
        model.Properties["ModelTask"] = "Clustering";
        model.Properties["ModelLabel"] = hasLabel ? "kind" : string.Empty;
        WriteData(model.File("train.csv"), 900, 1, hasLabel);
        WriteData(model.File("reference.csv"), 300, 2, hasLabel);
        return model;
    }

    // Half of the rows are of one kind, a third of another, a sixth of a third.
    private static void WriteData(string file, int rows, int seed, bool hasLabel)
    {
        var random = new Random(seed);
        var text = new StringBuilder(hasLabel ? "usage,age,plan,kind\n" : "usage,age,plan\n");
        for (var i = 0; i < rows; i++)
        {
            var kind = (i % 6) switch { < 3 => 0, < 5 => 1, _ => 2 };
            var usage = (kind == 1 ? 90 : 20) + (10 * (random.NextDouble() + random.NextDouble()));
            var age = (kind == 2 ? 65 : 30) + random.Next(12);
            text.Append(CultureInfo.InvariantCulture, $"{usage},{age},{(random.Next(10) == 0 ? "c" : "ab"[kind == 0 ? 0 : 1])}{(hasLabel ? $",{(kind == 0 ? "young" : kind == 1 ? "busy" : "old")}" : string.Empty)}\n");
        }

        File.WriteAllText(file, text.ToString());
    }
}
