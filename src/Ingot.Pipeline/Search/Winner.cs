using Ingot.Core.Diagnostics;
using Ingot.Core.Specs;
using Ingot.Search.Reports;
using Ingot.Search.Trials;

namespace Ingot.Pipeline.Search;

/// <summary>What the best trial changes in the project: parameters of its item <c>Trainer</c>.</summary>
/// <param name="context">Of the stage.</param>
/// <param name="definition">The search.</param>
/// <param name="report">What was found.</param>
/// <param name="best">The best trial; where none keeps what is asked, the nearest.</param>
/// <param name="present">The trainer that the project has.</param>
internal sealed class Winner(StageContext context, SearchDefinition definition, SearchReport report, Trial best, PresentTrainer present)
{
    private readonly TrainerSpec _trainer = definition.TrainerOf(best.Point, best.Steps.Count > 0 ? SearchReports.IterationsOf(best) : null);

    /// <summary>Writes it, where that is asked for, or says what would be written.</summary>
    /// <exception cref="IngotException">INGOT2608: the project cannot be changed so.</exception>
    public void Propose()
    {
        if (!best.Worth.IsFeasible)
        {
            context.Diagnostics.Report(SearchDiagnostics.NoneKeepsConstraints.At(
                definition.Spec.Location,
                $"None of {DiagnosticText.Count(report.Trials.Count, "trial")} keeps {definition.Asked}; the nearest, {definition.Space.Text(best.Point)}, breaks {definition.Broken(best.Measures)}. Nothing was changed{(double.IsFinite(present.Loss) && present.Worth.IsFeasible ? ", and what the project has keeps them" : string.Empty)}. Loosen what is asked (Constraints), widen what the parameters may be, or let more be tried (Trials)."));
            return;
        }

        if (IsPresent())
        {
            context.Progress.Report("The project has the best parameters already.");
            return;
        }

        if (double.IsFinite(present.Loss) && !(best.Worth < present.Worth))
        {
            context.Diagnostics.Report(SearchDiagnostics.NoBetter.At(
                definition.Spec.Location,
                $"{report.Metric} of the best trial is {report.BestTrial.Value:G5}, and {report.Present!.Value:G5} of the parameters that the project has. Nothing was changed. Let more be tried (Trials), or widen what the parameters may be."));
            return;
        }

        if (!context.Spec.Search!.Apply)
        {
            context.Progress.Report($"Nothing was changed. Write it into the project with --apply: {TrainerItemEdit.LineOf(NameOf(_trainer), _trainer.Parameters)}");
            return;
        }

        var edit = new TrainerItemEdit(context.Spec, NameOf(_trainer), _trainer.Parameters, definition.NamesTrainers ? null : [.. definition.Space.Parameters.Select(p => p.Name), .. definition.Fixed.Select(f => f.Name)]);
        edit.Write();
        context.Progress.Report($"Written into {Path.GetFileName(context.Spec.ProjectFile)}: {edit.Line} Build the model and review the change.");
    }

    private static string NameOf(TrainerSpec trainer) => trainer.IsBoostedTrees ? TrainerSpec.BoostedTrees : trainer.Name;

    private bool IsPresent() => string.Equals(NameOf(_trainer), present.Name, StringComparison.OrdinalIgnoreCase)
        && _trainer.Parameters.Count == present.Trainer.Parameters.Count
        && _trainer.Parameters.All(p => present.Trainer.Parameters.FirstOrDefault(o => string.Equals(o.Key, p.Key, StringComparison.OrdinalIgnoreCase)).Value == p.Value);
}
