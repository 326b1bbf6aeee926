using System.Globalization;
using System.Text;

namespace Ingot.Tests.Shared.Trials;

/// <summary>The data of a small model: two numbers and a category; the label follows from them with noise.</summary>
internal static class TrialData
{
    /// <summary>Writes a file with a heading.</summary>
    public static void Write(string path, int rows, int seed)
    {
        var random = new Random(seed);
        var text = new StringBuilder("usage,age,plan,left\n");
        for (var i = 0; i < rows; i++)
        {
            var usage = Math.Round(random.NextDouble() * 100, 2);
            var plan = random.Next(3);
            var left = (usage / 50) - plan + random.NextDouble() > 0.8 ? "Yes" : "No";
            text.Append(CultureInfo.InvariantCulture, $"{usage},{18 + random.Next(60)},{"abc"[plan]},{left}\n");
        }

        File.WriteAllText(path, text.ToString());
    }
}
