using System.Globalization;

namespace Ingot.EndToEnd.Tests;

/// <summary>From <c>dotnet new</c> to a model that builds.</summary>
[Collection(EndToEndGroup.First)]
public class TemplateTests(Workshop workshop)
{
    [Fact]
    public void A_new_project_builds() => workshop.Test(folder =>
    {
        var hive = Path.Combine(folder, "hive");
        workshop.DotNet(folder, "new", "install", Path.Combine(Workshop.Feed, $"Ingot.Templates.{Workshop.IngotVersion}.nupkg"), "--debug:custom-hive", hive).Succeeded();
        File.WriteAllLines(Path.Combine(folder, "payments.csv"), Payments());

        foreach (var (name, data, label) in new[]
        {
            ("Fraud", Path.Combine("..", "payments.csv"), "is_fraud"),
            ("Leavers", Path.Combine(Workshop.Repository, "data", "telco", "train.csv"), "churn"),
        })
        {
            var project = Path.Combine(folder, name);
            workshop.DotNet(folder, "new", "ingot-model", "-n", name, "-o", project, "--data", data, "--label", label, "--debug:custom-hive", hive).Succeeded();
            workshop.DotNet(project, "build").Succeeded();
            Assert.True(File.Exists(Path.Combine(project, name + ".schema.json")));
            Assert.True(File.Exists(Path.Combine(project, "bin", "Debug", "net10.0", name + ".onnx")));
            Assert.True(File.Exists(Path.Combine(project, "bin", "Debug", "net10.0", name + ".dll")));
        }
    });

    // Large payments at night are the frauds, mostly.
    private static IEnumerable<string> Payments()
    {
        yield return "amount,hour,country,is_fraud";
        var random = new Random(7);
        for (var i = 0; i < 600; i++)
        {
            var (amount, hour) = (random.Next(1, 5000), random.Next(24));
            var fraud = amount > 3000 && hour < 8 ? random.Next(10) > 0 : random.Next(20) == 0;
            yield return string.Create(CultureInfo.InvariantCulture, $"{amount},{hour},{"NL DE FR".Split(' ')[i % 3]},{(fraud ? "yes" : "no")}");
        }
    }
}
