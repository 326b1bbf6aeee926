using System.Text.Json;
using Ingot.Core.Metrics;
using Ingot.Core.Specs;
using Ingot.Reports.Cards;
using static Ingot.Tests.Shared.CardSamples;

namespace Ingot.Reports.Tests.Cards;

public class CycloneDxModelCardTests
{
    // The properties that CycloneDX 1.6's JSON schema has for a modelCard; it allows no others.
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        [""] = ["bom-ref", "modelParameters", "quantitativeAnalysis", "considerations", "properties"],
        ["modelParameters"] = ["approach", "task", "architectureFamily", "modelArchitecture", "datasets", "inputs", "outputs"],
        ["approach"] = ["type"],
        ["datasets"] = ["bom-ref", "type", "name", "contents", "classification", "sensitiveData", "graphics", "description", "governance"],
        ["contents"] = ["attachment", "url", "properties"],
        ["properties"] = ["name", "value"],
        ["inputs"] = ["format"],
        ["outputs"] = ["format"],
        ["quantitativeAnalysis"] = ["performanceMetrics", "graphics"],
        ["performanceMetrics"] = ["type", "value", "slice", "confidenceInterval"],
        ["confidenceInterval"] = ["lowerBound", "upperBound"],
        ["considerations"] = ["users", "useCases", "technicalLimitations", "performanceTradeoffs", "ethicalConsiderations", "environmentalConsiderations", "fairnessAssessments"],
        ["ethicalConsiderations"] = ["name", "mitigationStrategy"],
    };

    [Fact]
    public void It_has_only_what_the_standard_knows()
    {
        foreach (var content in HtmlCardTests.AllTasks())
        {
            var said = new ModelConsiderations { Users = ["u"], UseCases = ["c"], Limitations = ["l"], Tradeoffs = ["t"], EthicalConsiderations = ["e"] };
            using var card = JsonDocument.Parse(CycloneDxModelCard.ToJson(content with { Spec = content.Spec with { Considerations = said } }));
            Check(string.Empty, card.RootElement);
        }
    }

    [Fact]
    public void Metrics_have_their_slice_and_interval_as_text()
    {
        using var card = JsonDocument.Parse(CycloneDxModelCard.ToJson(Full()));

        var metrics = card.RootElement.GetProperty("quantitativeAnalysis").GetProperty("performanceMetrics").EnumerateArray().ToList();
        var auc = metrics[0];
        Assert.Equal("AUC", auc.GetProperty("type").GetString());
        Assert.Equal("0.84671", auc.GetProperty("value").GetString());
        Assert.Equal("0.82513", auc.GetProperty("confidenceInterval").GetProperty("lowerBound").GetString());
        Assert.Equal("0.86829", auc.GetProperty("confidenceInterval").GetProperty("upperBound").GetString());
        Assert.False(auc.TryGetProperty("slice", out _));
        Assert.Contains(metrics, m => m.TryGetProperty("slice", out var slice) && slice.GetString() == "contract=Two year");
    }

    [Fact]
    public void Inputs_outputs_and_data_are_named()
    {
        using var card = JsonDocument.Parse(CycloneDxModelCard.ToJson(Full()));

        var parameters = card.RootElement.GetProperty("modelParameters");
        var inputs = parameters.GetProperty("inputs").EnumerateArray().Select(i => i.GetProperty("format").GetString()).ToList();
        Assert.Equal(9, inputs.Count);
        Assert.Contains("tenure: float32[N,1]", inputs);
        Assert.Contains("account_number: float64[N,1]", inputs);
        Assert.Contains("contract: string[N,1]", inputs);
        Assert.Equal("decision tree ensemble", parameters.GetProperty("architectureFamily").GetString());
        Assert.Equal(["train.csv", "reference.csv"], parameters.GetProperty("datasets").EnumerateArray().Select(d => d.GetProperty("name").GetString()));
    }

    [Fact]
    public void What_is_undefined_is_left_out()
    {
        var content = Full();
        content = content with { Metrics = content.Metrics with { Metrics = [new MetricResult { Name = "AUC", Value = double.NaN, Rows = 3 }] } };

        using var card = JsonDocument.Parse(CycloneDxModelCard.ToJson(content));

        Assert.Equal(0, card.RootElement.GetProperty("quantitativeAnalysis").GetProperty("performanceMetrics").GetArrayLength());
        Assert.False(card.RootElement.TryGetProperty("considerations", out _));
    }

    private static void Check(string name, JsonElement element)
    {
        foreach (var item in element.ValueKind == JsonValueKind.Array ? [.. element.EnumerateArray()] : new[] { element })
        {
            if (item.ValueKind != JsonValueKind.Object)
            {
                continue;
            }

            foreach (var property in item.EnumerateObject())
            {
                Assert.Contains(property.Name, Allowed[name]);
                Check(property.Name, property.Value);
            }
        }
    }
}
