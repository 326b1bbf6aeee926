using Ingot.Artifacts.Stages;
using Ingot.Core.Diagnostics;
using Ingot.Core.Metrics;
using Ingot.Core.Schemas;

namespace Ingot.Core.Specs;

/// <summary>Reads how a project brings a model of its own, and says what is wrong with it.</summary>
internal sealed class OwnModelSpecReader(ProjectDocument document)
{
    private static readonly string[] PretrainedMetadata = ["Columns", "Output", "As", "Classes"];
    private static readonly string[] InputMetadata = ["Columns"];
    private static readonly string[] OutputMetadata = ["As", "Classes"];
    private static readonly string[] CommandMetadata = ["Command", "Timeout", .. PretrainedMetadata];
    private static readonly string[] PipelineMetadata = ["Class"];

    /// <summary>The model of its own; null: the project has none.</summary>
    /// <exception cref="IngotException">INGOT1001: what it says cannot be used.</exception>
    public static OwnModelSpec? Read(ProjectDocument document) => new OwnModelSpecReader(document).Read();

    private OwnModelSpec? Read()
    {
        var models = document.OfType(ProjectItems.PretrainedModel).ToList();
        var trainer = document.OfType(ProjectItems.Trainer).FirstOrDefault();
        if (models.Count > 1)
        {
            throw Wrong(models[1], $"The project has {models.Count} PretrainedModel items, or a pattern that matches as many files; a model has one. Remove the others.");
        }

        if (models.Count == 1 && trainer is not null)
        {
            throw Wrong(trainer, $"The project has both a PretrainedModel and a Trainer. Remove one of the two: a model is either brought or trained.");
        }

        var own = models.Count == 1 ? Pretrained(models[0])
            : Is(trainer, OwnModelSpec.CommandTrainer) ? Command(trainer!)
            : Is(trainer, OwnModelSpec.PipelineTrainer) ? Pipeline(trainer!)
            : null;
        if (own is null)
        {
            RefuseLeftOvers();
        }
        else if (ModelTasks.IsUnsupervised(document.Get("ModelTask")))
        {
            var task = document.Get("ModelTask")!.Trim();
            var isClustering = string.Equals(task, nameof(ModelTask.Clustering), StringComparison.OrdinalIgnoreCase);
            throw ModelSpecReader.Wrong(
                own.Location, $"The project brings a model of its own ({own.Kind}), and the ModelTask is {task}, {(isClustering ? "whose clusters and the features of which" : "whose score and threshold")} Ingot does not read out of models of others. Write <Trainer Include=\"{(isClustering ? TrainerSpec.KMeans : TrainerSpec.IsolationForest)}\" />, or, where rows are labelled, bring the model with the task {(isClustering ? "MulticlassClassification" : "BinaryClassification")}.");
        }

        return own;
    }

    private OwnModelSpec Pretrained(ProjectItem item)
    {
        ModelSpecReader.CheckMetadata(item, PretrainedMetadata);
        Refuse(ProjectItems.TrainerInput, "which says what a Command or a Pipeline depends on; a PretrainedModel is trained elsewhere");
        var own = new OwnModelSpec(OwnModelKind.Pretrained, item.Location) { File = item.Include, InputColumns = InputColumns(item), Output = Output(item) };
        if (own.IsSavedPipeline && (own.InputColumns.Count > 0 || own.Output is { Name: not null } or { Kind: not null }))
        {
            throw Wrong(item, $"The PretrainedModel '{Path.GetFileName(item.Include)}' is a model that ML.NET saved, which takes columns by their names and whose answer is its Probability or Score: Columns, Output, As, ModelInput and ModelOutput mean nothing to it. Remove them; only Classes says something.");
        }

        return own;
    }

    private OwnModelSpec Command(ProjectItem item)
    {
        ModelSpecReader.CheckMetadata(item, CommandMetadata);
        return new OwnModelSpec(OwnModelKind.Command, item.Location)
        {
            Command = item.Get("Command") ?? throw Wrong(
                item, $"The trainer Command has no Command. Add the metadata Command with what is to be run, such as Command=\"python3 train.py {{training}} {{validation}} {{model}}\"."),
            Timeout = Timeout(item),
            Inputs = Inputs(),
            InputColumns = InputColumns(item),
            Output = Output(item),
        };
    }

    private OwnModelSpec Pipeline(ProjectItem item)
    {
        ModelSpecReader.CheckMetadata(item, PipelineMetadata);
        Refuse(ProjectItems.ModelInput, "which a Pipeline does not need: it takes the columns by their names");
        Refuse(ProjectItems.ModelOutput, "which a Pipeline does not need: its outputs have the names of ML.NET");
        var assemblies = document.OfType(ProjectItems.TrainerAssembly).Select(i => i.Include).ToList();
        return assemblies.Count > 0 || document.OfType(ProjectItems.TrainerProject).Any()
            ? new OwnModelSpec(OwnModelKind.Pipeline, item.Location) { Class = item.Get("Class"), Assemblies = assemblies, Inputs = Inputs() }
            : throw Wrong(item, $"The trainer Pipeline has no code. Add <TrainerProject Include=\"…\" /> with the C# project that has its class.");
    }

    private List<ModelInputSpec> InputColumns(ProjectItem item)
    {
        var inputs = document.OfType(ProjectItems.ModelInput).Select(Input).ToList();
        if (Columns(item) is { } columns)
        {
            if (inputs.Count > 0)
            {
                throw Wrong(item, $"The {item.ItemType} '{item.Include}' has Columns, and the project has ModelInput items, which say the same. Remove one of the two.");
            }

            inputs.Add(new ModelInputSpec(null, columns, item.Location));
        }

        return inputs.GroupBy(i => i.Name, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1)?.ElementAt(1) is { } twice
            ? throw new IngotException(PrepareDiagnostics.InvalidProject.At(twice.Location, $"There are two ModelInput items '{twice.Name}'. Remove one of them."))
            : inputs;
    }

    private static ModelInputSpec Input(ProjectItem item)
    {
        ModelSpecReader.CheckMetadata(item, InputMetadata);
        return new ModelInputSpec(
            item.Include,
            Columns(item) ?? throw Wrong(item, $"The ModelInput '{item.Include}' has no Columns. Add the metadata Columns with the names of the columns that it is made of, separated by semicolons."),
            item.Location);
    }

    private ModelOutputSpec? Output(ProjectItem item)
    {
        var outputs = document.OfType(ProjectItems.ModelOutput).ToList();
        if (outputs.Count > 1)
        {
            throw Wrong(outputs[1], $"The project has {outputs.Count} ModelOutput items; one output is the model's answer. Remove the others.");
        }

        if (item.Get("Output") is null && item.Get("As") is null && item.Get("Classes") is null)
        {
            return outputs.Count == 0 ? null : Output(outputs[0], outputs[0].Include, OutputMetadata);
        }

        return outputs.Count == 0
            ? Output(item, item.Get("Output"), null)
            : throw Wrong(outputs[0], $"The project has a ModelOutput, and its {item.ItemType} has Output, As or Classes, which say the same. Remove one of the two.");
    }

    private static ModelOutputSpec Output(ProjectItem item, string? name, string[]? metadata)
    {
        if (metadata is not null)
        {
            ModelSpecReader.CheckMetadata(item, metadata);
        }

        return new ModelOutputSpec(
            name,
            ModelSpecReader.Choice<ModelOutputKind>(item.Get("As"), $"metadata As of the {item.ItemType} '{item.Include}'", item.Location),
            Names(item.Get("Classes")),
            item.Location);
    }

    private IReadOnlyList<DataSource> Inputs()
    {
        var folder = Path.GetDirectoryName(document.Get("ProjectFile")) ?? string.Empty;
        return [.. document.OfType(ProjectItems.TrainerInput).Select(i => new DataSource(i.Include, Path.GetRelativePath(folder, i.Include).Replace('\\', '/'), i.Location, i.Sha256))];
    }

    // What says how a model of one's own is made or read means nothing beside a trainer of Ingot's.
    private void RefuseLeftOvers()
    {
        foreach (var type in new[] { ProjectItems.ModelInput, ProjectItems.ModelOutput, ProjectItems.TrainerInput })
        {
            Refuse(type, "which a model has that is brought: add a PretrainedModel, or a Trainer Command or Pipeline");
        }

        if (!document.OfType(ProjectItems.Trainer).Any())
        {
            Refuse(ProjectItems.TrainerAssembly, "whose code nobody asks for: add a Trainer Pipeline, or a Trainer with the name of its learner");
        }
    }

    private void Refuse(string itemType, string why)
    {
        if (document.OfType(itemType).FirstOrDefault() is { } item)
        {
            throw Wrong(item, $"The project has the {itemType} '{Path.GetFileName(item.Include)}', {why}. Remove it otherwise.");
        }
    }

    private static TimeSpan Timeout(ProjectItem item) => item.Get("Timeout") is not { } text ? TimeSpan.FromHours(1)
        : Quantity.Parse(text, MetricUnit.Seconds) is { } seconds and > 0 and < 1e7 ? TimeSpan.FromSeconds(seconds)
        : throw Wrong(item, $"Timeout=\"{text}\" of the trainer Command cannot be used; expected {Quantity.Expected(MetricUnit.Seconds)}, more than 0. The default is 1h.");

    private static string[]? Columns(ProjectItem item) => Names(item.Get("Columns"));

    private static string[]? Names(string? text) =>
        text?.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } names ? names : null;

    private static bool Is(ProjectItem? item, string name) => string.Equals(item?.Include, name, StringComparison.OrdinalIgnoreCase);

    private static IngotException Wrong(ProjectItem item, FormattableString message) => ModelSpecReader.Wrong(item.Location, message);
}
