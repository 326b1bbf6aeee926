using System.Globalization;
using Ingot.Artifacts;
using Ingot.Artifacts.Stages;
using Ingot.Core;
using Ingot.Core.Diagnostics;
using Ingot.Core.Specs;
using Ingot.Search.Reports;

namespace Ingot.Pipeline.Automl;

/// <summary>What trials chose, in the place of the trainer Auto: read by the very code that reads the lines of a project.</summary>
internal static class ChosenTrainers
{
    /// <summary>A stage's project with what was chosen, where the project leaves that to trials.</summary>
    public static StageContext In(StageContext context) =>
        context.Spec.Trainer.IsAuto ? context with { Spec = In(context.Spec, Read(context).Trainers) } : context;

    /// <summary>Says what the model's trainer is, and how it becomes a line of the project.</summary>
    public static void Say(StageContext context)
    {
        if (context.Spec.Trainer.IsAuto)
        {
            var choice = Read(context);
            context.Diagnostics.Report(AutomlDiagnostics.ChosenByTrials.At(
                context.Spec.Trainer.Location,
                $"The project leaves its trainer to trials, which chose {DiagnosticText.List(choice.Trainers.Select(t => t.Name))}. {choice.Why}. Other data may choose another one without anybody looking at it: write what was chosen into the project (dotnet ingot automl --apply), and review the lines."));
        }
    }

    /// <summary>A project with some trainers in place of its own.</summary>
    public static ModelSpec In(ModelSpec spec, IReadOnlyList<ChosenTrainer> chosen)
    {
        var items = chosen.Select(c => new ProjectItem(ProjectItems.Trainer, c.Name, Metadata(c), spec.Trainer.Location)).ToList();
        var (trainer, ensemble) = TrainerSpecReader.Read(new ProjectDocument([new(LightGbmLocation.Property, spec.Trainer.LightGbmLibrary ?? string.Empty)], items));
        return spec with { Trainer = trainer, Ensemble = ensemble };
    }

    /// <summary>The metadata of the item that a project would have.</summary>
    public static Dictionary<string, string> Metadata(ChosenTrainer chosen)
    {
        var metadata = new Dictionary<string, string>(chosen.Parameters, StringComparer.OrdinalIgnoreCase);
        if (chosen.Weight is { } weight)
        {
            metadata[TrainerSpecReader.Weight] = weight.ToString(CultureInfo.InvariantCulture);
        }

        return metadata;
    }

    private static TrainerChoiceReport Read(StageContext context) => JsonFormat.Read<TrainerChoiceReport>(context.Input(AutomlFiles.Choice));
}
