using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Ingot.Core.Gates;
using Ingot.Tests.Shared;

namespace Ingot.Core.Tests.Gates;

/// <summary>The reports that other tools read. The rules of SARIF are those of its schema (OASIS, sarif-schema-2.1.0.json).</summary>
public class VerdictReportTests
{
    private static readonly Verdict[] Verdicts =
    [
        new()
        {
            Gate = "AUC Min=0.82", Value = 0.8467, Threshold = 0.82, Outcome = GateOutcome.Passed,
            Message = "AUC on the reference data is 0.8467; the gate asks for at least 0.8200.", File = "Churn.csproj", Line = 17, Column = 5,
        },
        new()
        {
            Gate = "AUC MaxRegression=0.005", Slice = "contract=Two year <&>", Value = 0.8312, Baseline = 0.8467, Threshold = 0.005,
            Outcome = GateOutcome.Failed, Code = "INGOT4002", Message = "AUC fell \"far\" <&> ü \u0001.", File = "../Common #1.props", Line = 3, Column = 0,
        },
        new()
        {
            Gate = "F1 MaxRegression=0.01", Value = 0.5, Threshold = 0.01, Outcome = GateOutcome.Skipped, Code = "INGOT4008",
            Message = "There is no Churn.accepted.json.", File = "Churn.csproj", Line = 0,
        },
        new() { Gate = "MCC Min=0.4", Outcome = GateOutcome.Inconclusive, Code = "INGOT4001", Message = "The data cannot tell." },
        new() { Gate = "F1 MaxRegression=0.2", Value = 0.5, Baseline = 0.6, Threshold = 0.2, Outcome = GateOutcome.Passed, Message = "F1 went down a little." },
    ];

    [Fact]
    public Task Sarif() => Snapshot.Verify(SarifReport.ToJson(Verdicts, "0.1.0", "models/Churn"), "json");

    [Fact]
    public Task JUnit() => Snapshot.Verify(JUnitReport.ToXml("Churn", Verdicts), "xml");

    [Fact]
    public void Sarif_has_what_its_schema_requires_and_nothing_that_it_does_not_know()
    {
        using var document = JsonDocument.Parse(SarifReport.ToJson(Verdicts, "0.1.0", "models/Churn"));
        var log = document.RootElement;
        AssertKeys(log, ["version", "runs"], ["$schema"]);
        Assert.Equal("2.1.0", log.GetProperty("version").GetString());
        Assert.True(Uri.IsWellFormedUriString(log.GetProperty("$schema").GetString(), UriKind.Absolute));

        var run = Assert.Single(log.GetProperty("runs").EnumerateArray());
        AssertKeys(run, ["tool", "results"], ["automationDetails", "originalUriBaseIds", "columnKind"]);
        Assert.Contains(run.GetProperty("columnKind").GetString(), (string[])["utf16CodeUnits", "unicodeCodePoints"]);
        var driver = run.GetProperty("tool").GetProperty("driver");
        AssertKeys(driver, ["name"], ["version", "rules"]);
        var rules = driver.GetProperty("rules").EnumerateArray().ToList();
        Assert.All(rules, r => AssertKeys(r, ["id"], ["shortDescription", "help", "defaultConfiguration"]));
        Assert.Equal(rules.Count, rules.Select(r => r.GetProperty("id").GetString()).Distinct().Count());

        var results = run.GetProperty("results").EnumerateArray().ToList();
        Assert.Equal(Verdicts.Length, results.Count);
        foreach (var result in results)
        {
            AssertKeys(result, ["ruleId", "ruleIndex", "kind", "level", "message"], ["locations"]);
            Assert.Equal(result.GetProperty("ruleId").GetString(), rules[result.GetProperty("ruleIndex").GetInt32()].GetProperty("id").GetString());
            var kind = result.GetProperty("kind").GetString();
            Assert.Contains(kind, (string[])["notApplicable", "pass", "fail", "review", "open", "informational"]);
            // Section 3.27.10 of the standard: only a failure has a level.
            Assert.Equal(kind == "fail" ? "error" : "none", result.GetProperty("level").GetString());
            Assert.NotEqual(string.Empty, result.GetProperty("message").GetProperty("text").GetString());
            if (result.TryGetProperty("locations", out var locations))
            {
                AssertPlace(Assert.Single(locations.EnumerateArray()).GetProperty("physicalLocation"), run);
            }
        }
    }

    [Fact]
    public void Sarif_names_files_from_the_root_of_the_sources()
    {
        using var document = JsonDocument.Parse(SarifReport.ToJson(Verdicts, "0.1.0", "models/Churn"));
        var uris = document.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray()
            .Where(r => r.TryGetProperty("locations", out _))
            .Select(r => r.GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("artifactLocation").GetProperty("uri").GetString());

        Assert.Equal(["models/Churn/Churn.csproj", "models/Common%20%231.props", "models/Churn/Churn.csproj"], uris);
    }

    // So that the pages keep the alerts of several models, and of a model's gates and monitor gates, apart.
    [Theory]
    [InlineData("models/Churn", "gate", "ingot/gate/models/Churn/")]
    [InlineData("models/Churn", "monitor", "ingot/monitor/models/Churn/")]
    [InlineData("", "gate", "ingot/gate/")]
    public void Each_project_and_stage_is_an_analysis_of_its_own(string folder, string stage, string id)
    {
        using var document = JsonDocument.Parse(SarifReport.ToJson(Verdicts, "0.1.0", folder, stage: stage));

        Assert.Equal(id, document.RootElement.GetProperty("runs")[0].GetProperty("automationDetails").GetProperty("id").GetString());
    }

    [Fact]
    public void A_file_above_the_root_of_the_sources_is_named_from_there()
    {
        string? Uri(string folder, string file)
        {
            using var document = JsonDocument.Parse(SarifReport.ToJson([Verdicts[0] with { File = file }], "0.1.0", folder));
            return document.RootElement.GetProperty("runs")[0].GetProperty("results")[0].GetProperty("locations")[0]
                .GetProperty("physicalLocation").GetProperty("artifactLocation").GetProperty("uri").GetString();
        }

        Assert.Equal("../Common.props", Uri(string.Empty, "../Common.props"));
        Assert.Equal("../../Common.props", Uri("models", "../../../Common.props"));
        Assert.Equal("Churn.csproj", Uri(string.Empty, "./Churn.csproj"));
    }

    [Theory]
    [InlineData("InvarianceTest gender", "INGOT4101")]
    [InlineData("AUC Min=0.8", "INGOT4001")]
    [InlineData("AUC MaxRegression=0.01", "INGOT4002")]
    public void What_passed_is_a_result_of_the_rule_that_it_could_have_broken(string gate, string rule)
    {
        using var document = JsonDocument.Parse(SarifReport.ToJson([Verdicts[0] with { Gate = gate }], "0.1.0"));

        Assert.Equal(rule, document.RootElement.GetProperty("runs")[0].GetProperty("results")[0].GetProperty("ruleId").GetString());
    }

    [Fact]
    public void JUnit_has_a_case_for_each_gate_and_counts_them()
    {
        var suite = XDocument.Parse(JUnitReport.ToXml("Churn", Verdicts)).Root!.Element("testsuite")!;

        Assert.Equal(
            ("5", "1", "0", "2"),
            (suite.Attribute("tests")!.Value, suite.Attribute("failures")!.Value, suite.Attribute("errors")!.Value, suite.Attribute("skipped")!.Value));
        Assert.Equal(
            ["AUC Min=0.82: system-out", "AUC MaxRegression=0.005 on contract=Two year <&>: failure", "F1 MaxRegression=0.01: skipped", "MCC Min=0.4: skipped", "F1 MaxRegression=0.2: system-out"],
            suite.Elements("testcase").Select(c => $"{c.Attribute("name")!.Value}: {c.Elements().Single().Name}"));
        Assert.Equal("INGOT4002", suite.Descendants("failure").Single().Attribute("type")!.Value);
    }

    [Fact]
    public void No_gates_are_valid_reports_too()
    {
        using var sarif = JsonDocument.Parse(SarifReport.ToJson([], "0.1.0"));
        Assert.Empty(sarif.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray());
        Assert.Empty(XDocument.Parse(JUnitReport.ToXml("Churn", [])).Descendants("testcase"));
    }

    private static void AssertPlace(JsonElement place, JsonElement run)
    {
        AssertKeys(place, ["artifactLocation"], ["region"]);
        var artifact = place.GetProperty("artifactLocation");
        AssertKeys(artifact, ["uri", "uriBaseId"], []);
        var uri = artifact.GetProperty("uri").GetString()!;
        Assert.True(Uri.IsWellFormedUriString(uri, UriKind.Relative), uri);
        Assert.DoesNotMatch(new Regex(@"^/|\\|^[A-Za-z]:"), uri);
        Assert.True(run.GetProperty("originalUriBaseIds").TryGetProperty(artifact.GetProperty("uriBaseId").GetString()!, out _));
        if (place.TryGetProperty("region", out var region))
        {
            AssertKeys(region, ["startLine"], ["startColumn"]);
            Assert.True(region.GetProperty("startLine").GetInt32() >= 1);
            Assert.True(region.GetProperty("startColumn").GetInt32() >= 1);
        }
    }

    private static void AssertKeys(JsonElement element, string[] required, string[] optional)
    {
        var keys = element.EnumerateObject().Select(p => p.Name).ToList();
        Assert.Equal(keys.Count, keys.Distinct().Count());
        Assert.Empty(required.Except(keys));
        Assert.Empty(keys.Except([.. required, .. optional]));
    }
}
