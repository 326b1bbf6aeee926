using System.Globalization;
using Ingot.Core;
using Ingot.Core.Diagnostics;
using Ingot.Pipeline;
using Ingot.Tool.Output;
using Spectre.Console;

namespace Ingot.Tool.Building;

/// <summary>How the builds of several models ended.</summary>
/// <param name="Models">Those that were built, in the order of their projects.</param>
/// <param name="UpToDate">Those that were left out, since a build would have done nothing.</param>
internal sealed record BuildReport(IReadOnlyList<BuiltModel> Models, UpToDateModels UpToDate)
{
    private const int MostNamed = 20;

    /// <summary>Of several outcomes, the one that must be mended first.</summary>
    public StageOutcome Outcome => Models.Select(m => m.Outcome).DefaultIfEmpty(StageOutcome.Passed).Max();

    public string ToJson() => JsonFormat.Write(new { verb = "build", outcome = Outcome.ToString(), exitCode = (int)Outcome, models = Models, upToDate = UpToDate });

    public void Print(TextWriter output)
    {
        var table = ConsoleTable.Of("model", "outcome", "seconds", "machine", "attempt");
        foreach (var model in Models)
        {
            table.AddRow(
                ConsoleTable.Cell(model.Project),
                ConsoleTable.Cell(model.Outcome.ToString()),
                ConsoleTable.Cell(model.Seconds.ToString("F1", CultureInfo.InvariantCulture)),
                ConsoleTable.Cell(model.Machine),
                ConsoleTable.Cell(model.Attempt.ToString(CultureInfo.InvariantCulture)));
        }

        foreach (var diagnostic in UpToDate.Diagnostics.Concat(Models.SelectMany(m => m.Diagnostics)))
        {
            output.WriteLine(diagnostic.ToString());
        }

        if (Models.Count == 0)
        {
            output.WriteLine(UpToDate.Models.Count == 1 ? "The model is up to date." : FormattableString.Invariant($"All {UpToDate.Models.Count} models are up to date."));
            return;
        }

        ConsoleTable.Write(output, table);
        // Beside many that passed a few that did not are not seen in the table.
        var others = Models.Where(m => m.Outcome != StageOutcome.Passed).ToList();
        var names = others.Count is > 0 and <= MostNamed && others.Count < Models.Count ? $"; not {string.Join(", ", others.Select(m => $"{m.Project} ({m.Outcome})"))}" : string.Empty;
        output.WriteLine(FormattableString.Invariant($"{Models.Count - others.Count} of {DiagnosticText.Count(Models.Count, "model")} passed{names}.{(UpToDate.Models.Count == 0 ? string.Empty : $" {DiagnosticText.Count(UpToDate.Models.Count, "other")} {DiagnosticText.Agree(UpToDate.Models.Count, "is", "are")} up to date and {DiagnosticText.Agree(UpToDate.Models.Count, "was", "were")} left out.")}"));
    }
}
