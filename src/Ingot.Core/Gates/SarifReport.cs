using System.Text.Json;
using System.Text.Json.Nodes;
using Ingot.Core.Diagnostics;

namespace Ingot.Core.Gates;

/// <summary>Verdicts as SARIF 2.1.0 (OASIS Standard, 27 March 2020): what code scanning pages read.</summary>
public static class SarifReport
{
    /// <summary>The report.</summary>
    /// <param name="verdicts">The verdicts; passed ones become results of kind <c>pass</c>.</param>
    /// <param name="toolVersion">Ingot's version.</param>
    public static string ToJson(IReadOnlyList<Verdict> verdicts, string toolVersion)
    {
        var codes = verdicts.Select(v => v.Code).OfType<string>().Distinct().Order(StringComparer.Ordinal);
        var rules = DiagnosticCatalog.All.Where(d => codes.Contains(d.Code)).Select(d => (JsonNode)new JsonObject
        {
            ["id"] = d.Code,
            ["shortDescription"] = new JsonObject { ["text"] = d.Title + "." },
        });
        var report = new JsonObject
        {
            ["$schema"] = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
            ["version"] = "2.1.0",
            ["runs"] = new JsonArray(new JsonObject
            {
                ["tool"] = new JsonObject
                {
                    ["driver"] = new JsonObject
                    {
                        ["name"] = "Ingot",
                        ["version"] = toolVersion,
                        ["rules"] = new JsonArray([.. rules]),
                    },
                },
                ["results"] = new JsonArray([.. verdicts.Select(Result)]),
            }),
        };
        return report.ToJsonString(JsonFormat.Options);
    }

    private static JsonNode Result(Verdict verdict)
    {
        var failed = verdict.Outcome is GateOutcome.Failed;
        var result = new JsonObject
        {
            ["ruleId"] = verdict.Code ?? GateDiagnostics.ValueThreshold.Code,
            ["kind"] = verdict.Outcome switch
            {
                GateOutcome.Passed => "pass",
                GateOutcome.Skipped => "notApplicable",
                GateOutcome.Inconclusive => "review",
                _ => "fail",
            },
            ["level"] = failed ? "error" : "none",
            ["message"] = new JsonObject { ["text"] = verdict.Message },
        };
        if (!string.IsNullOrEmpty(verdict.File))
        {
            var physical = new JsonObject { ["artifactLocation"] = new JsonObject { ["uri"] = Uri.EscapeDataString(verdict.File).Replace("%2F", "/", StringComparison.Ordinal) } };
            if (verdict.Line > 0)
            {
                physical["region"] = new JsonObject { ["startLine"] = verdict.Line, ["startColumn"] = Math.Max(1, verdict.Column) };
            }

            result["locations"] = new JsonArray(new JsonObject { ["physicalLocation"] = physical });
        }

        return result;
    }
}
