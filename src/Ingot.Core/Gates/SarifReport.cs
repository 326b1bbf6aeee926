using System.Text.Json.Nodes;
using Ingot.Core.Behaviour;
using Ingot.Core.Diagnostics;

namespace Ingot.Core.Gates;

/// <summary>Verdicts as SARIF 2.1.0 (OASIS Standard, 27 March 2020): what code scanning pages read.</summary>
public static class SarifReport
{
    private const string SourceRoot = "%SRCROOT%";

    /// <summary>The report.</summary>
    /// <param name="verdicts">The verdicts; passed ones become results of kind <c>pass</c>.</param>
    /// <param name="toolVersion">Ingot's version.</param>
    /// <param name="projectFolder">
    /// The project's folder relative to the root of the sources, with <c>/</c>, such as <c>models/Churn</c>; empty: that
    /// root itself. Places are written relative to the root, since code scanning pages look there.
    /// </param>
    /// <param name="passed">The rule of a verdict that passed, where it is of no gate of the build.</param>
    /// <param name="stage">Whose verdicts they are.</param>
    public static string ToJson(
        IReadOnlyList<Verdict> verdicts, string toolVersion, string projectFolder = "", Func<Verdict, DiagnosticDescriptor>? passed = null, string stage = "gate")
    {
        DiagnosticDescriptor RuleOf(Verdict verdict) =>
            DiagnosticCatalog.All.FirstOrDefault(d => d.Code == verdict.Code) ?? passed?.Invoke(verdict) ?? RuleOfBuild(verdict);

        var rules = verdicts.Select(RuleOf).DistinctBy(d => d.Code).OrderBy(d => d.Code, StringComparer.Ordinal).ToList();
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
                        ["rules"] = new JsonArray([.. rules.Select(Rule)]),
                    },
                },
                // Code scanning pages take results of another id as those of another analysis: without it the last model's report would close the alerts of the others.
                ["automationDetails"] = new JsonObject { ["id"] = string.Join('/', new[] { "ingot", stage, projectFolder }.Where(p => p.Length > 0)) + "/" },
                ["originalUriBaseIds"] = new JsonObject
                {
                    [SourceRoot] = new JsonObject { ["description"] = Text("The root of the repository that holds the project.") },
                },
                ["columnKind"] = "utf16CodeUnits",
                ["results"] = new JsonArray([.. verdicts.Select(v => Result(v, RuleOf(v), rules, projectFolder))]),
            }),
        };
        return report.ToJsonString(JsonFormat.Options);
    }

    // A gate that passed is a result of the rule that it could have broken.
    private static DiagnosticDescriptor RuleOfBuild(Verdict verdict) =>
        BehaviourRules.Of(verdict.Gate)
        ?? (verdict.Gate.Contains(" MaxRegression=", StringComparison.Ordinal) ? GateDiagnostics.ChangeThreshold : GateDiagnostics.ValueThreshold);

    private static JsonObject Rule(DiagnosticDescriptor rule) => new JsonObject
    {
        ["id"] = rule.Code,
        ["shortDescription"] = Text(rule.Title + "."),
        ["help"] = Text($"Run '{rule.Help}'."),
        ["defaultConfiguration"] = new JsonObject { ["level"] = rule.Severity == DiagnosticSeverity.Error ? "error" : "warning" },
    };

    private static JsonObject Result(Verdict verdict, DiagnosticDescriptor rule, List<DiagnosticDescriptor> rules, string projectFolder)
    {
        var result = new JsonObject
        {
            ["ruleId"] = rule.Code,
            ["ruleIndex"] = rules.FindIndex(r => r.Code == rule.Code),
            ["kind"] = verdict.Outcome switch
            {
                GateOutcome.Passed => "pass",
                GateOutcome.Skipped => "notApplicable",
                GateOutcome.Inconclusive => "review",
                _ => "fail",
            },
            ["level"] = verdict.Outcome == GateOutcome.Failed ? "error" : "none",
            ["message"] = Text(verdict.Message),
        };
        if (!string.IsNullOrEmpty(verdict.File))
        {
            var physical = new JsonObject
            {
                ["artifactLocation"] = new JsonObject { ["uri"] = UriOf(projectFolder, verdict.File), ["uriBaseId"] = SourceRoot },
            };
            if (verdict.Line > 0)
            {
                physical["region"] = new JsonObject { ["startLine"] = verdict.Line, ["startColumn"] = Math.Max(1, verdict.Column) };
            }

            result["locations"] = new JsonArray(new JsonObject { ["physicalLocation"] = physical });
        }

        return result;
    }

    private static JsonObject Text(string text) => new() { ["text"] = text };

    private static string UriOf(string projectFolder, string file)
    {
        var parts = new List<string>();
        foreach (var part in $"{projectFolder}/{file}".Split('/').Where(p => p is not ("" or ".")))
        {
            if (part == ".." && parts.Count > 0 && parts[^1] != "..")
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else
            {
                parts.Add(Uri.EscapeDataString(part));
            }
        }

        return string.Join('/', parts);
    }
}
