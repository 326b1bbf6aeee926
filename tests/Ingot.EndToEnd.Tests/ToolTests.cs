using System.Text.Json;

namespace Ingot.EndToEnd.Tests;

/// <summary><c>dotnet ingot</c>, installed as a local tool.</summary>
[Collection(EndToEndGroup.First)]
public class ToolTests(Workshop workshop)
{
    private const int GateFailed = 1;
    private const int BadInput = 2;

    [Fact]
    public void Every_verb_in_turn() => workshop.Test(folder =>
    {
        var model = new ModelFolder(workshop, folder, "Churn");
        workshop.GiveTool(folder);
        foreach (var (verb, number) in new[] { "prepare", "train", "challenge", "evaluate", "gate", "export", "pack" }.Select((v, i) => (v, i)))
        {
            // By folder, or by file with a JSON answer.
            if (number % 2 == 0)
            {
                Ingot(folder, verb, "Churn").Ended(0);
                continue;
            }

            var json = Json(Ingot(folder, verb, model.ProjectFile, "--no-restore", "--json").Ended(0));
            Assert.Equal((verb, "Passed", 0), (json.GetProperty("verb").GetString(), json.GetProperty("outcome").GetString(), json.GetProperty("exitCode").GetInt32()));
        }

        Assert.True(File.Exists(model.At("bin", "Release", "Contoso.Churn.1.0.0.nupkg")));

        var feed = Path.Combine(folder, "published");
        Ingot(folder, "publish", "Churn", "--feed", feed).Ended(0);
        Assert.True(File.Exists(Path.Combine(feed, "Contoso.Churn.1.0.0.nupkg")));
        Ingot(folder, "publish", model.ProjectFile, "--feed", feed).Ended(BadInput).Contains("raise <Version>");

        // The model came from the cache that all tests share: made again without it, it is the same.
        Ingot(folder, "reproduce", "Churn").Ended(0).Contains("reproduced: model.onnx is the same byte for byte");

        File.Delete(model.At("Churn.accepted.json"));
        Ingot(folder, "accept", "Churn").Ended(0);
        Assert.True(File.Exists(model.At("Churn.accepted.json")));
    });

    [Fact]
    public void The_verb_build_leaves_out_what_a_build_would_do_nothing_for() => workshop.Test(folder =>
    {
        var models = new[] { "one", "two" }.Select(f => new ModelFolder(workshop, Path.Combine(folder, f), "Churn")).ToArray();
        workshop.GiveTool(folder);
        (int Built, int LeftOut) Asked(params string[] more)
        {
            var json = Json(Ingot(folder, ["build", ".", "--json", .. more]).Ended(0));
            return (json.GetProperty("models").GetArrayLength(), json.GetProperty("upToDate").GetProperty("models").GetArrayLength());
        }

        // What was written in the moment of the record counts as changed, so it may take one more.
        Assert.Equal((2, 0), Asked());
        Assert.Contains((0, 2), Enumerable.Range(0, 4).Select(_ => Asked()));
        Assert.Equal((2, 0), Asked("-p:IngotPrune=false"));

        models[0].Edit("Min=\"0.82\"", "Min=\"0.81\"");
        Assert.Equal((1, 1), Asked());
        File.Delete(models[1].At("bin", "Release", "net10.0", "Churn.onnx"));
        Assert.NotEqual(0, Asked().Built);
        Assert.True(File.Exists(models[1].At("bin", "Release", "net10.0", "Churn.onnx")));
    });

    [Fact]
    public void A_failed_gate_is_exit_code_1_with_its_place_as_JSON() => workshop.Test(folder =>
    {
        var model = new ModelFolder(workshop, folder, "Churn").Edit("Min=\"0.82\"", "Min=\"0.99\"");
        workshop.GiveTool(folder);
        var json = Json(Ingot(folder, "gate", "Churn", "--json").Ended(GateFailed));
        Assert.Equal("GateFailed", json.GetProperty("outcome").GetString());
        var diagnostic = Assert.Single(json.GetProperty("diagnostics").EnumerateArray().ToList());
        Assert.Equal("INGOT4001", diagnostic.GetProperty("code").GetString());
        Assert.Equal("error", diagnostic.GetProperty("severity").GetString());
        var place = FormattableString.Invariant($"{diagnostic.GetProperty("file").GetString()}({diagnostic.GetProperty("line").GetInt32()},{diagnostic.GetProperty("column").GetInt32()})");
        Assert.Equal(model.PlaceOf("Min=\"0.99\""), place);
        Ingot(folder, "publish", "Churn", "--feed", Path.Combine(folder, "published")).Ended(GateFailed);
        Assert.False(Directory.Exists(Path.Combine(folder, "published")));

        model.Edit("<ModelLabel>churn</ModelLabel>", "<ModelLabel>chrun</ModelLabel>");
        Json(Ingot(folder, "train", "Churn", "--json").Ended(BadInput));
    });

    [Fact]
    public void Wrong_use_is_exit_code_2_and_says_what_was_expected() => workshop.Test(folder =>
    {
        workshop.GiveTool(folder);
        var empty = Directory.CreateDirectory(Path.Combine(folder, "empty")).FullName;
        var two = Directory.CreateDirectory(Path.Combine(folder, "two")).FullName;
        File.WriteAllText(Path.Combine(two, "A.csproj"), "<Project />");
        File.WriteAllText(Path.Combine(two, "B.csproj"), "<Project />");
        Ingot(folder, "publish", two, "--feed", folder).Ended(BadInput).Contains("A.csproj, B.csproj");
        Ingot(folder, "train", "nowhere").Ended(BadInput).Contains("neither a project nor a folder");
        Ingot(folder, "train", "--quickly").Ended(BadInput).Contains("--quickly");
        Ingot(folder, "publish", "two").Ended(BadInput).Contains("--feed");
        Ingot(folder, "explain", "INGOT0000").Ended(BadInput);
        Ingot(folder, "explain", "INGOT4002").Ended(0).Contains("regressed");
        Assert.Equal("INGOT4002", Json(Ingot(folder, "explain", "ingot4002", "--json").Ended(0)).GetProperty("code").GetString());
        var json = Json(Ingot(folder, "train", empty, "--json").Ended(BadInput));
        Assert.Equal("BadInput", json.GetProperty("outcome").GetString());
        Assert.Contains("no project file", json.GetProperty("diagnostics")[0].GetProperty("message").GetString(), StringComparison.Ordinal);
    });

    private RunResult Ingot(string folder, params string[] arguments) => workshop.DotNet(folder, ["ingot", .. arguments]);

    private static JsonElement Json(RunResult result)
    {
        using var document = JsonDocument.Parse(result.Output);
        return document.RootElement.Clone();
    }
}
