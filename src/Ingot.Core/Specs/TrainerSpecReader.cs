using System.Globalization;
using Ingot.Artifacts;
using Ingot.Artifacts.Stages;
using Ingot.Core.Diagnostics;

namespace Ingot.Core.Specs;

/// <summary>Reads the <c>Trainer</c> items: the trainer of a model, or those of an ensemble.</summary>
public static class TrainerSpecReader
{
    /// <summary>Metadata of a <c>Trainer</c> item: how much it counts among several.</summary>
    public const string Weight = "Weight";

    private const string Kind = "ModelEnsemble";

    /// <summary>Reads them.</summary>
    /// <param name="document">The project.</param>
    /// <exception cref="IngotException">INGOT1001: several trainers make no ensemble, or an ensemble has not several.</exception>
    public static (TrainerSpec Trainer, EnsembleSpec? Ensemble) Read(ProjectDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var trainers = document.OfType(ProjectItems.Trainer).ToList();
        var ensemble = Ensemble(document, trainers);
        return (Trainer(document, trainers, ensemble), ensemble);
    }

    private static TrainerSpec Trainer(ProjectDocument document, List<ProjectItem> trainers, EnsembleSpec? ensemble) => trainers.Count switch
    {
        0 when document.OfType(ProjectItems.PretrainedModel).FirstOrDefault() is { } model => new TrainerSpec(
            OwnModelSpec.PretrainedTrainer,
            new Dictionary<string, string>(model.Metadata, StringComparer.OrdinalIgnoreCase) { ["File"] = Path.GetFileName(model.Include) },
            model.Location) { LightGbmLibrary = document.Get(LightGbmLocation.Property) },
        0 => TrainerSpec.Of(TrainerSpec.BoostedTrees, new Dictionary<string, string>(), document.Location, document.Get(LightGbmLocation.Property)) with { IsImplied = true },
        1 => One(document, trainers[0], trainers[0].Metadata),
        _ => One(document, trainers[0], trainers[0].Metadata) with
        {
            Name = EnsembleSpec.Trainer,
            Parameters = new Dictionary<string, string> { ["Members"] = string.Join(", ", trainers.Select(t => t.Include)), ["Combined"] = ensemble!.Kind.ToString() },
            IsBoostedTrees = false,
        },
    };

    private static TrainerSpec One(ProjectDocument document, ProjectItem item, IReadOnlyDictionary<string, string> parameters) =>
        TrainerSpec.Of(item.Include, parameters, item.Location, document.Get(LightGbmLocation.Property));

    private static EnsembleSpec? Ensemble(ProjectDocument document, List<ProjectItem> trainers)
    {
        var kind = ModelSpecReader.Choice<EnsembleKind>(document.Get(Kind), $"property {Kind}", document.LocationOf(Kind));
        if (trainers.Count < 2)
        {
            return kind is null ? null : throw Wrong(
                document.LocationOf(Kind), $"ModelEnsemble is {kind}, and the project has {(trainers.Count == 0 ? "no Trainer item" : "one Trainer item")}; an ensemble has two or more. Add another one, or remove ModelEnsemble.");
        }

        var weighed = trainers.FindAll(t => t.Get(Weight) is not null);
        if (kind is null && weighed.Count == 0)
        {
            throw Wrong(trainers[1].Location, $"The project has {trainers.Count} Trainer items; a model has one, or is an ensemble of several. Remove the others, or add <ModelEnsemble>Average</ModelEnsemble> or <ModelEnsemble>Stack</ModelEnsemble>.");
        }

        if (trainers.Find(t => t.Include is OwnModelSpec.CommandTrainer or OwnModelSpec.PipelineTrainer) is { } own)
        {
            throw Wrong(own.Location, $"The trainer {own.Include} is the project's own, which cannot be part of an ensemble. Remove it, or the others.");
        }

        if (trainers.Find(t => string.Equals(t.Include, TrainerSpec.Auto, StringComparison.OrdinalIgnoreCase)) is { } auto)
        {
            throw Wrong(auto.Location, $"The project has the trainer {TrainerSpec.Auto}, which chooses trainers itself, and {trainers.Count - 1} more. Remove it, or the others.");
        }

        kind ??= EnsembleKind.Weighted;
        if (kind != EnsembleKind.Weighted)
        {
            return weighed.Count == 0 ? new EnsembleSpec(kind.Value, [.. trainers.Select(t => One(document, t, t.Metadata))]) : throw Wrong(
                weighed[0].Location, $"The Trainer {weighed[0].Include} has a {Weight}, and ModelEnsemble is {kind}, which says the weights itself. Remove one of the two.");
        }

        return trainers.Find(t => t.Get(Weight) is null) is { } without
            ? throw Wrong(without.Location, $"The Trainer {without.Include} has no {Weight}, which the ensemble's others have or ModelEnsemble asks for. Write how much each counts, such as {Weight}=\"1\".")
            : new EnsembleSpec(EnsembleKind.Weighted, [.. trainers.Select(t => One(document, t, Parameters(t)))]) { Weights = Shares(trainers) };
    }

    // A weight is the ensemble's, and no parameter of the learner.
    private static Dictionary<string, string> Parameters(ProjectItem trainer) =>
        trainer.Metadata.Where(m => !string.Equals(m.Key, Weight, StringComparison.OrdinalIgnoreCase)).ToDictionary(m => m.Key, m => m.Value, StringComparer.OrdinalIgnoreCase);

    private static double[] Shares(List<ProjectItem> trainers)
    {
        double[] weights = [.. trainers.Select(t => double.TryParse(t.Get(Weight), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value is > 0 and <= 1e6
            ? value
            : throw Wrong(t.Location, $"{Weight} of the Trainer {t.Include} is '{t.Get(Weight)}'; expected a number above 0, of at most 1000000. The weights need not sum to 1."))];
        return Array.ConvertAll(weights, w => w / weights.Sum());
    }

    private static IngotException Wrong(SourceLocation location, FormattableString message) => ModelSpecReader.Wrong(location, message);
}
