using Ingot.Artifacts.Stages;
using Ingot.Core.Diagnostics;

namespace Ingot.Core.Specs;

/// <summary>A model that Ingot's own trainers do not learn: where it comes from, and what its inputs and outputs mean.</summary>
/// <param name="Kind">Where it comes from.</param>
/// <param name="Location">The item that says so.</param>
public sealed record OwnModelSpec(OwnModelKind Kind, SourceLocation Location)
{
    /// <summary>What a <c>Trainer</c> item calls a command.</summary>
    public const string CommandTrainer = "Command";

    /// <summary>What a <c>Trainer</c> item calls a pipeline of ML.NET.</summary>
    public const string PipelineTrainer = "Pipeline";

    /// <summary>The trainer's name of a model that was trained elsewhere.</summary>
    public const string PretrainedTrainer = "Pretrained";

    /// <summary>The ONNX file of <see cref="OwnModelKind.Pretrained"/>: its full path; else null.</summary>
    public string? File { get; init; }

    /// <summary>Whether <see cref="File"/> is not an ONNX file but a model that ML.NET saved (<c>.zip</c>).</summary>
    public bool IsSavedPipeline => File is not null && StageConditions.IsSavedPipeline(File);

    /// <summary>The command of <see cref="OwnModelKind.Command"/>, with placeholders such as <c>{training}</c>; else null.</summary>
    public string? Command { get; init; }

    /// <summary>How long the command may run. Default one hour.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The full name of the class of <see cref="OwnModelKind.Pipeline"/>; null: the only one of the assembly that gives a pipeline.</summary>
    public string? Class { get; init; }

    /// <summary>Full paths of the built assembly of <see cref="OwnModelKind.Pipeline"/> and of those that it needs; the first is its own.</summary>
    public IReadOnlyList<string> Assemblies { get; init; } = [];

    /// <summary>Files whose content the training depends on: items <c>TrainerInput</c>.</summary>
    public IReadOnlyList<DataSource> Inputs { get; init; } = [];

    /// <summary>What the model's inputs are made of, where the project says it: metadata <c>Columns</c>, items <c>ModelInput</c>.</summary>
    public IReadOnlyList<ModelInputSpec> InputColumns { get; init; } = [];

    /// <summary>The output that is the model's answer, where the project says it: item <c>ModelOutput</c>.</summary>
    public ModelOutputSpec? Output { get; init; }
}
