using Ingot.Releases.Validation;

namespace Ingot.Tool.Workers;

/// <summary>Models of packages are tried by this very tool, started anew.</summary>
internal static class ModelTrial
{
    /// <summary>The argument, alone, by which the tool is the process that tries a model. Not for people.</summary>
    public const string Verb = "try-model";

    /// <summary>A trial in a process of its own.</summary>
    /// <param name="limits">What a model may take.</param>
    public static IModelTrial With(TrialLimits limits) => new ProcessTrial(OwnTool.Command(Verb), limits);
}
