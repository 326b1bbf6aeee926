using System.Net;
using System.Text.Json.Nodes;
using Ingot.Core.Tables;
using Ingot.Releases.Validation;
using Ingot.Scoring;
using Ingot.Scoring.Explanations;
using Ingot.Tests.Shared;

namespace Ingot.Serving.Tests;

/// <summary>Reasons of predictions, for those who ask and of models whose project gives some.</summary>
public sealed class ReasonTests
{
    private const string Predict = "/models/Contoso.Churn/predict";
    private const string Infer = "/v2/models/Contoso.Churn/infer";
    private const string Row = """{"tenure": 60, "contract": "Two year", "senior": false}""";

    private static readonly Table Rows = new(
    [
        new NumberColumn("tenure", [3, 24, double.NaN, 60]),
        new StringColumn("contract", [0, 1, -1, 1], ["Month-to-month", "Two year"]),
        new BooleanColumn("senior", [1, 0, -1, 0]),
    ]);

    [Fact]
    public async Task Predict_and_infer_give_the_strongest_reasons_to_those_who_ask()
    {
        await using var host = await StartAsync(reasons: 2);
        var expected = Explained().Of(3).ToArray();
        var names = new[] { "tenure", "contract", "senior" };
        var strongest = names.Zip(expected).OrderByDescending(p => Math.Abs(p.Second)).ToList();

        var plain = await host.AskAsync(Predict, Row);
        var asked = await host.AskAsync(Predict + "?reasons", Row);
        var all = await host.AskAsync(Predict + "?reasons=3", $"[{Row}, {Row}]");
        var none = await host.AskAsync(Predict + "?reasons=0", Row);

        Assert.Equal(plain["prediction"]!.ToJsonString(), none["prediction"]!.ToJsonString());
        var found = asked["prediction"]!["reasons"]!.AsArray();
        Assert.Equal(strongest.Take(2).Select(s => s.First), found.Select(r => (string?)r!["column"]));
        Assert.All(found.Zip(strongest), p => Assert.Equal(p.Second.Second, (double)p.First!["contribution"]!, 1e-6));
        Assert.Equal(3, all["predictions"]![1]!["reasons"]!.AsArray().Count);
        Assert.Equal((float)plain["prediction"]!["probability"]!, (float)asked["prediction"]!["probability"]!);

        var metadata = JsonNode.Parse(await host.Client.GetStringAsync("/v2/models/Contoso.Churn"))!["outputs"]!.AsArray();
        Assert.Equal("[-1,2]", metadata.Single(o => (string?)o!["name"] == "reason_columns")!["shape"]!.ToJsonString());
        const string Inputs = """{"inputs": [{"name": "tenure", "datatype": "FP32", "shape": [1, 1], "data": [60]}, {"name": "contract", "datatype": "BYTES", "shape": [1, 1], "data": ["Two year"]}, {"name": "senior", "datatype": "BOOL", "shape": [1, 1], "data": [false]}]""";
        var outputs = (await host.AskAsync(Infer, Inputs + """, "outputs": [{"name": "reason_contributions"}, {"name": "probability"}, {"name": "reason_columns"}]}"""))["outputs"]!.AsArray();
        Assert.Equal(["reason_contributions", "probability", "reason_columns"], outputs.Select(o => (string?)o!["name"]));
        Assert.Equal(strongest.Take(2).Select(s => s.First), outputs[2]!["data"]!.AsArray().Select(d => (string?)d));
        Assert.Equal("[1,2]", outputs[0]!["shape"]!.ToJsonString());
        Assert.DoesNotContain("reason", (await host.AskAsync(Infer, Inputs + "}")).ToJsonString(), StringComparison.Ordinal);

        var document = await host.Client.GetStringAsync("/openapi/v1.json");
        Assert.Contains("How many reasons of each prediction", document, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?reasons=4", "from 0 to 3")]
    [InlineData("?reasons=-1", "from 0 to 3")]
    [InlineData("?reasons=all", "from 0 to 3")]
    [InlineData("?reasons=1&reasons=2", "from 0 to 3")]
    [InlineData("?reasons=99999999999", "from 0 to 3")]
    public async Task A_wrong_number_is_refused(string query, string message)
    {
        await using var host = await StartAsync(reasons: 2);

        Assert.Contains(message, (await host.RefusedAsync(HttpStatusCode.BadRequest, Predict + query, Row)).ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_whose_project_gives_no_reasons_gives_none()
    {
        await using var host = await StartAsync(reasons: 0);

        Assert.Contains("Set ModelReasons", (await host.RefusedAsync(HttpStatusCode.BadRequest, Predict + "?reasons", Row)).ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("reason", await host.Client.GetStringAsync("/v2/models/Contoso.Churn"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_batch_of_several_requests_gives_each_its_own_reasons()
    {
        await using var host = await StartAsync(reasons: 3, o => o.Batching.MaxRows = 8);
        string[] rows = [Row, """{"tenure": 1, "contract": "Month-to-month", "senior": true}""", "{}"];
        var alone = new List<string>();
        foreach (var row in rows)
        {
            alone.Add((await host.AskAsync(Predict + "?reasons", row))["prediction"]!.ToJsonString());
        }

        var together = await Task.WhenAll(Enumerable.Range(0, 30).Select(i => host.AskAsync(Predict + "?reasons", rows[i % 3])));

        Assert.Equal(3, alone.Distinct().Count());
        Assert.All(together.Select((a, i) => (a, i)), p => Assert.Equal(alone[p.i % 3], p.a["prediction"]!.ToJsonString()));
    }

    private static async Task<ServingHost> StartAsync(int reasons, Action<ServingOptions>? configure = null)
    {
        var host = new ServingHost();
        var onnx = CoveredTrees.Onnx(TestPackage.Schema, Rows, reasons, split: 12);
        var path = Path.Combine(Path.GetTempPath(), $"ingot-{Guid.NewGuid():N}.onnx");
        await File.WriteAllBytesAsync(path, onnx);
        try
        {
            using var scorer = new OnnxScorer(path, threads: 1);
            var scores = scorer.Score(Rows, TestPackage.Schema);
            TestPackage.Write(
                host.Packages, "1.0.0", TestPackage.Schema, onnx, [.. Enumerable.Range(0, Rows.Rows).Select(r => new GoldenRow(r, GoldenFile.Inputs(TestPackage.Schema.Features, Rows, r), [scores[r]]))], 0.8);
        }
        finally
        {
            File.Delete(path);
        }

        host.Promote("production", "1.0.0");
        await host.RunAsync(configure);
        return host;
    }

    private static Contributions Explained()
    {
        using var explainer = new PredictionExplainer(CoveredTrees.Onnx(TestPackage.Schema, Rows, 0, split: 12), TestPackage.Schema, "m.onnx", 1);
        return explainer.Explain(Rows);
    }
}
