using System.Globalization;

namespace Ingot.Pipeline.Tests;

/// <summary>A project that looks for anomalies, with made-up data.</summary>
internal static class AnomalyModel
{
    /// <summary>A project of it.</summary>
    /// <param name="hasLabel">Whether its data say which rows are anomalies.</param>
    public static ModelFolder Folder(bool hasLabel) => UnlabelledModel.Folder("AnomalyDetection", hasLabel, Row);

    // One row in thirty lies far off.
    private static (string Cells, string Label) Row(Random random, int number)
    {
        var isOdd = number % 30 == 7;
        var usage = 50 + (10 * (random.NextDouble() + random.NextDouble() + random.NextDouble())) + (isOdd ? 60 + (40 * random.NextDouble()) : 0);
        var age = isOdd ? 90 + random.Next(20) : 30 + random.Next(20);
        return (string.Create(CultureInfo.InvariantCulture, $"{usage},{age},{"abc"[random.Next(3)]}"), isOdd ? "odd" : "usual");
    }
}
