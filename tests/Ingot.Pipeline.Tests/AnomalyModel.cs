using System.Globalization;
using System.Text;

namespace Ingot.Pipeline.Tests;

/// <summary>A project that looks for anomalies, with made-up data.</summary>
internal static class AnomalyModel
{
    /// <summary>A project of it.</summary>
    /// <param name="hasLabel">Whether its data say which rows are anomalies.</param>
    public static ModelFolder Folder(bool hasLabel)
    {
        var model = new ModelFolder();
        model.Properties["ModelTask"] = "AnomalyDetection";
        model.Properties["ModelLabel"] = hasLabel ? "kind" : string.Empty;
        WriteData(model.File("train.csv"), 900, 1, hasLabel);
        WriteData(model.File("reference.csv"), 300, 2, hasLabel);
        return model;
    }

    // One row in thirty lies far off.
    private static void WriteData(string file, int rows, int seed, bool hasLabel)
    {
        var random = new Random(seed);
        var text = new StringBuilder(hasLabel ? "usage,age,plan,kind\n" : "usage,age,plan\n");
        for (var i = 0; i < rows; i++)
        {
            var isOdd = i % 30 == 7;
            var usage = 50 + (10 * (random.NextDouble() + random.NextDouble() + random.NextDouble())) + (isOdd ? 60 + (40 * random.NextDouble()) : 0);
            var age = isOdd ? 90 + random.Next(20) : 30 + random.Next(20);
            text.Append(CultureInfo.InvariantCulture, $"{usage},{age},{"abc"[random.Next(3)]}{(hasLabel ? isOdd ? ",odd" : ",usual" : string.Empty)}\n");
        }

        File.WriteAllText(file, text.ToString());
    }
}
