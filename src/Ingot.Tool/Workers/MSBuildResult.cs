using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Ingot.Core;
using Ingot.Pipeline;

namespace Ingot.Tool.Workers;

/// <summary>How a run of MSBuild ended, and what it said.</summary>
/// <param name="Outcome">The tool's exit code.</param>
/// <param name="Diagnostics">Errors and warnings, each once.</param>
internal sealed partial record MSBuildResult(StageOutcome Outcome, IReadOnlyList<MSBuildDiagnostic> Diagnostics)
{
    public static MSBuildResult From(int exitCode, IEnumerable<string> lines)
    {
        var diagnostics = lines.Select(l => Canonical().Match(l)).Where(m => m.Success).Select(Read).Distinct().ToList();
        return new MSBuildResult(exitCode == 0 ? StageOutcome.Passed : StageOutcomes.OfErrors(ErrorsOf(diagnostics)), diagnostics);
    }

    /// <summary>What the run found, for scripts; null: it tells of itself by its outcome and its diagnostics only.</summary>
    public JsonNode? Report { get; set; }

    public string ToJson(string verb) => Report is null
        ? JsonFormat.Write(new { verb, outcome = Outcome.ToString(), exitCode = (int)Outcome, diagnostics = Diagnostics })
        : JsonFormat.Write(new { verb, outcome = Outcome.ToString(), exitCode = (int)Outcome, diagnostics = Diagnostics, report = Report });

    private static List<string> ErrorsOf(IEnumerable<MSBuildDiagnostic> diagnostics) =>
        [.. diagnostics.Where(d => d.Severity == "error").Select(d => d.Code)];

    private static MSBuildDiagnostic Read(Match match) => new(
        match.Groups["severity"].Value,
        match.Groups["code"].Value,
        match.Groups["message"].Value,
        match.Groups["file"].Value,
        match.Groups["line"].Success ? int.Parse(match.Groups["line"].Value, CultureInfo.InvariantCulture) : 0,
        match.Groups["column"].Success ? int.Parse(match.Groups["column"].Value, CultureInfo.InvariantCulture) : 0)
    {
        Help = match.Groups["help"].Success ? match.Groups["help"].Value : null,
    };

    [GeneratedRegex(@"^\s*(?<file>[^(]*?)(\((?<line>\d+)(,(?<column>\d+))?\))?\s*:\s+(?<severity>error|warning)\s+(?<code>[A-Z]+\d+)\s*:\s*(?<message>.*?)(\s+More: (?<help>dotnet ingot explain INGOT\d{4}))?(\s+\[[^\]]*\])?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Canonical();
}
