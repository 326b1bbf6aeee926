using Ingot.Artifacts;
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

    // From the model to the verdict, each step by content: model.onnx, evaluated as metrics.json, judged as verdicts.json.
    private string? FindFault()
    {
        var model = Path.Combine(IngotFolder, "train", "model.onnx");
        if (!File.Exists(model))
        {
            return "The model has not been trained";
        }

        var evaluate = StageRecord.TryRead(Path.Combine(IngotFolder, "evaluate"));
        if (evaluate is null
            || !evaluate.OutputsAreIntact(Path.Combine(IngotFolder, "evaluate"))
            || Hash(evaluate.Inputs, "model.onnx") != ContentHash.OfFile(model))
        {
            return "The model has not been evaluated since it was made";
        }

        var gate = StageRecord.TryRead(Path.Combine(IngotFolder, "gate"));
        var metrics = evaluate.Outputs.FirstOrDefault(o => o.Name == "metrics.json")?.Hash;
        if (gate is null
            || metrics is null
            || !gate.OutputsAreIntact(Path.Combine(IngotFolder, "gate"))
            || Hash(gate.Inputs, "metrics.json") != metrics)
        {
            return "The model has no verdict";
        }

        return gate.ExitCode == 0 ? null : "The model failed its gates";
    }

    private static string Hash(IEnumerable<KeyValuePair<string, string>> inputs, string name) =>
        inputs.FirstOrDefault(i => i.Key == name).Value ?? string.Empty;
}
