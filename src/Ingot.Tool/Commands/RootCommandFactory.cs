using System.CommandLine;

namespace Ingot.Tool.Commands;

/// <summary>The command line: one command a verb.</summary>
internal static class RootCommandFactory
{
    public static RootCommand Create() => new(
        "Models as build artifacts: prepare, train, test and pack machine-learning models with MSBuild.")
    {
        StageCommand.Create("prepare", "PrepareData", "Read, validate and clean the data."),
        StageCommand.Create("train", "TrainModel", "Train the model and write it as ONNX."),
        StageCommand.Create("evaluate", "EvaluateModel", "Score the ONNX model on the reference data and measure it."),
        StageCommand.Create("gate", "GateModel", "Compare the metrics with the gates; exit code 1 when one fails."),
        StageCommand.Create("export", "Build", "Build the whole model: model, evidence and model card in the output folder."),
        StageCommand.Create("accept", "AcceptModel", "Accept today's metrics as the ones that change gates compare with."),
        StageCommand.Create("pack", "Build;Pack", "Build the model and make its NuGet package."),
        PublishCommand.Create(),
        ExplainCommand.Create(),
        WorkerCommand.Create(),
    };
}
