using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using Ingot.Tests.Shared;

namespace Ingot.Runtime.Tests;

/// <summary>The typed client that an older Ingot compiled runs on today's runtime: an application updates one without the other.</summary>
public class KeptReleaseTests
{
    public static TheoryData<string> Versions => KeptRelease.Versions;

    [Theory]
    [MemberData(nameof(Versions))]
    public void Its_client_gives_the_answers_of_its_golden_rows(string ingot)
    {
        var kept = new KeptRelease(ingot);
        var client = Assembly.Load(kept.Read("lib/net10.0/Leave.dll"));
        var input = client.GetType("Contoso.Leave.LeaveInput", throwOnError: true)!;
        using var model = (ModelClient)Activator.CreateInstance(client.GetType("Contoso.Leave.LeaveModel", throwOnError: true)!)!;
        var predict = model.GetType().GetMethod("Predict", [input])!;
        var rows = JsonNode.Parse(kept.Read("evidence/golden.json"))!["rows"]!.AsArray();

        Assert.Equal(20, rows.Count);
        Assert.All(rows, row =>
        {
            var asked = Activator.CreateInstance(input)!;
            input.GetProperty("Usage")!.SetValue(asked, (float?)row!["inputs"]!["usage"]);
            input.GetProperty("Age")!.SetValue(asked, (float?)row["inputs"]!["age"]);
            input.GetProperty("Plan")!.SetValue(asked, (string?)row["inputs"]!["plan"]);

            var answer = predict.Invoke(model, [asked])!;

            Assert.Equal((float)row["scores"]![0]!, Convert.ToSingle(answer.GetType().GetProperty("Probability")!.GetValue(answer), CultureInfo.InvariantCulture));
        });
    }
}
