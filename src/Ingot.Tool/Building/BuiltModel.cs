using System.Text.Json;
using Ingot.Core;
using Ingot.Core.Diagnostics;
using Ingot.Jobs.Batches;
using Ingot.Pipeline;
using Ingot.Tool.Workers;

namespace Ingot.Tool.Building;

/// <summary>How the build of one model of several ended.</summary>
/// <param name="Project">The project.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Attempt">Which attempt came to this end.</param>
/// <param name="Machine">The machine's name.</param>
/// <param name="Seconds">How long that attempt took.</param>
/// <param name="Diagnostics">Errors and warnings, each once.</param>
internal sealed record BuiltModel(string Project, StageOutcome Outcome, int Attempt, string Machine, double Seconds, IReadOnlyList<MSBuildDiagnostic> Diagnostics)
{
    public static BuiltModel Of(UnitFolder unit)
    {
        var result = unit.Result!;
        var outcome = result.ExitCode is >= 0 and <= (int)StageOutcome.Infrastructure ? (StageOutcome)result.ExitCode : StageOutcome.Infrastructure;
        return new BuiltModel(unit.Unit.Name, outcome, result.Attempt, result.Machine, Math.Round(result.Seconds, 3), DiagnosticsOf(unit, result));
    }

    private static IReadOnlyList<MSBuildDiagnostic> DiagnosticsOf(UnitFolder unit, UnitResult result)
    {
        if (result.Lost is { } lost)
        {
            return [Error(lost.Code, $"The model was not built: {lost.Reason}. What it wrote is in {unit.FullPath}.", unit)];
        }

        try
        {
            return JsonFormat.Parse<Answer>(System.Text.Encoding.UTF8.GetBytes(unit.Output ?? string.Empty), JsonFormat.Options).Diagnostics;
        }
        catch (JsonException)
        {
            return [Error(
                InfrastructureDiagnostics.WorkerDied.Code,
                FormattableString.Invariant($"The build ended with exit code {result.ExitCode} and without an answer; on its standard error stands: '{DiagnosticText.Shorten((unit.Error ?? string.Empty).Trim())}'. All of it is in {unit.FullPath}."),
                unit)];
        }
    }

    private static MSBuildDiagnostic Error(string code, string message, UnitFolder unit) => new("error", code, message, unit.Unit.Name, 0, 0)
    {
        Help = DiagnosticCatalog.All.Single(d => d.Code == code).Help,
    };

    private sealed record Answer(IReadOnlyList<MSBuildDiagnostic> Diagnostics);
}
