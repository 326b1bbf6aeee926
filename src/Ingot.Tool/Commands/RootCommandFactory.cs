using System.CommandLine;
using Ingot.Artifacts.Stages;

namespace Ingot.Tool.Commands;

/// <summary>The command line: one command a verb.</summary>
internal static class RootCommandFactory
{
    public static RootCommand Create()
    {
        var root = Verbs();
        CommandHelp.NameAsTyped(root);
        return root;
    }

    private static RootCommand Verbs() => new(
        "Models as build artifacts: prepare, train, test and pack machine-learning models with MSBuild.\n"
        + "A verb runs the stages before it too, as far as they are out of date.\n"
        + "Exit codes: 0 passed, 1 a gate failed or the model was not reproduced, 2 wrong use or bad input, 3 the machine or Ingot itself failed.")
    {
        StageCommand.Create(StageCatalog.Prepare, "Read, validate and clean the data."),
        StageCommand.Create(StageCatalog.Train, "Train the model and write it as ONNX."),
        StageCommand.Create(StageCatalog.Challenge, "Train the models that the tests of the project compare with."),
        StageCommand.Create(StageCatalog.Evaluate, "Score the ONNX model on the reference data and measure it."),
        StageCommand.Create(StageCatalog.Gate, "Compare the metrics with the gates of the project."),
        BuildCommand.Create(),
        StageCommand.Create("export", "Build", "Build all of it: model, typed client, evidence and model card in the output folder."),
        StageCommand.Create(StageCatalog.Accept, "Write the metrics beside the project, for change gates to compare with: commit them."),
        StageCommand.Create(StageCatalog.Reproduce, "Make the model again from its data, without a cache, and compare the two byte for byte."),
        SearchCommand.Create(),
        AutomlCommand.Create(),
        MonitorCommand.Create(),
        RetrainCommand.Create(),
        StageCommand.Create("pack", "Build;Pack", "Build the model and make its NuGet package.", defaultConfiguration: "Release"),
        PublishCommand.Create(),
        KeysCommand.Create(),
        SignCommand.Create(),
        VerifyCommand.Create(),
        PromoteCommand.Create(),
        ApproveCommand.Create(),
        ApproveCommand.CreateReject(),
        RollbackCommand.Create(),
        RetireCommand.Create(),
        ChannelsCommand.Create(),
        ScoreCommand.Create(),
        ExplainPredictionCommand.Create(),
        VersionCommand.Create(),
        ListCommand.Create(),
        ShowCommand.Create(),
        HistoryCommand.Create(),
        DiffCommand.Create(),
        RunsCommand.Create(),
        ServeCommand.Create(),
        LogCommand.Create(),
        AlertsCommand.Create(),
        ExplainCommand.Create(),
        WorkerCommand.Create(),
        TrialsCommand.Create(),
        UnitCommand.Create(),
        BaselineCommand.Create(),
        ReferencesCommand.Create(),
    };
}
