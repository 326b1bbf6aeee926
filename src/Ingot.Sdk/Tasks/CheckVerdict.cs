using Ingot.Artifacts;
using Ingot.Artifacts.Stages;
using Microsoft.Build.Framework;

namespace Ingot.Sdk.Tasks;

/// <summary>Refuses to pack a model that has no passed verdict for its hash (INGOT6001).</summary>
public sealed class CheckVerdict : Microsoft.Build.Utilities.Task
{
    /// <summary>The folder of all stages of this model.</summary>
    [Required]
    public string IngotFolder { get; set; } = string.Empty;

    /// <summary>The project file.</summary>
    [Required]
    public string ProjectFile { get; set; } = string.Empty;

    /// <inheritdoc />
    public override bool Execute()
    {
        var found = FindFault();
        if (found is not null)
        {
            Log.LogCodedError(
                "INGOT6001", ProjectFile,
                "{0}, but a package needs a passed verdict for the very model that it carries. Run 'dotnet build' until its gates pass, then pack.",
                found);
        }

        return found is null;
    }

    // From the model to the verdict, each step by content: the model, evaluated as metrics, judged as verdicts.
    private string? FindFault()
    {
        var model = TrainFiles.Model.PathIn(IngotFolder, string.Empty);
        if (!File.Exists(model))
        {
            return "The model has not been trained";
        }

        if (Intact(StageCatalog.Evaluate) is not { } evaluate || InputOf(evaluate, TrainFiles.Model) != ContentHash.OfFile(model))
        {
            return "The model has not been evaluated since it was made";
        }

        var metrics = evaluate.Outputs.FirstOrDefault(o => o.Name == EvaluateFiles.Metrics.Pattern)?.Hash;
        if (metrics is null || Intact(StageCatalog.Gate) is not { } gate || InputOf(gate, EvaluateFiles.Metrics) != metrics)
        {
            return "The model has no verdict";
        }

        return gate.ExitCode == 0 ? null : "The model failed its gates";
    }

    /// <summary>What a stage left behind, if it still is as it was.</summary>
    private StageRecord? Intact(StageDefinition stage)
    {
        var folder = Path.Combine(IngotFolder, stage.FolderName);
        return StageRecord.TryRead(folder) is { } record && record.OutputsAreIntact(folder, byContent: true) ? record : null;
    }

    private static string InputOf(StageRecord record, StageFile file) => record.Inputs.FirstOrDefault(i => i.Key == file.Id).Value ?? string.Empty;
}
