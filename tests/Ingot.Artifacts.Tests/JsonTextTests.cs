using System.Text.Json;
using Ingot.Artifacts.Stages;
using Ingot.Tests.Shared;

namespace Ingot.Artifacts.Tests;

/// <summary>JSON written without a library: what any reader reads, in one layout, since manifests are compared byte for byte.</summary>
public class JsonTextTests
{
    [Fact]
    public void It_is_laid_out_with_two_spaces_a_level_and_empty_things_on_one_line()
    {
        var json = new JsonText();
        json.BeginObject();
        json.Property("stage", "train");
        json.Property("count", -3);
        json.BeginArray("none");
        json.EndArray();
        json.BeginArray("some");
        json.Value("a");
        json.BeginObject();
        json.EndObject();
        json.EndArray();
        json.BeginObject("more");
        json.Property("x", "y");
        json.EndObject();
        json.EndObject();

        Assert.Equal(
            """
            {
              "stage": "train",
              "count": -3,
              "none": [],
              "some": [
                "a",
                {}
              ],
              "more": {
                "x": "y"
              }
            }

            """.ReplaceLineEndings("\n"),
            json.ToString());
    }

    [Fact]
    public void Every_text_comes_back_as_it_was()
    {
        string[] texts = ["", "\"quoted\" \\ back", "line\r\nline\ttab", "\b\f\0\u001F ", "ä 😀 \u2028", .. HostileTexts.All];
        var json = new JsonText();
        json.BeginObject();
        foreach (var text in texts)
        {
            json.Property(text, text);
        }

        json.EndObject();

        Assert.Equal(texts.Select(t => (t, t)), JsonDocument.Parse(json.ToString()).RootElement.EnumerateObject().Select(p => (p.Name, p.Value.GetString()!)));
    }

    /// <summary>What a stage was made from and what it left behind, for people and for tools: docs/stages.md has its form.</summary>
    [Fact]
    public void A_manifest_tells_inputs_parameters_outputs_and_diagnostics()
    {
        using var folder = new TemporaryFolder();
        folder.Write("model.onnx", "bytes");
        var key = new StageKey("train", 1);
        key.AddInput("TrainingData/train.csv", ContentHash.OfText("data"));
        key.Add("ModelSeed", "7");
        StageManifest.Write(folder.Path, "train", key, StageRecord.Create(folder.Path, key, exitCode: 0), ["M.csproj(3,5): warning INGOT2005: it is \"small\"."]);

        Assert.Equal(
            $$"""
            {
              "stage": "train",
              "key": "{{key.Compute()}}",
              "inputs": [
                {
                  "name": "TrainingData/train.csv",
                  "value": "{{ContentHash.OfText("data")}}"
                }
              ],
              "parameters": [
                {
                  "name": "ModelSeed",
                  "value": "7"
                }
              ],
              "outputs": [
                {
                  "name": "model.onnx",
                  "sha256": "{{ContentHash.OfText("bytes")}}"
                }
              ],
              "diagnostics": [
                "M.csproj(3,5): warning INGOT2005: it is \"small\"."
              ]
            }

            """.ReplaceLineEndings("\n"),
            File.ReadAllText(folder.At(StageManifest.FileName)));
    }
}
