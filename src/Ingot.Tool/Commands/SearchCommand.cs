using System.CommandLine;
using System.Text.Json.Nodes;
using Ingot.Artifacts.Stages;
using Ingot.Pipeline;
using Ingot.Tool.Building;
using Ingot.Tool.Workers;

namespace Ingot.Tool.Commands;

/// <summary><c>search</c>: tries parameters of the trainer, and says or writes which are the best.</summary>
internal static class SearchCommand
{
    private const string IngotFolder = "IngotFolder";
    private const string ModelName = "ModelName";

    public static Command Create()
    {
        var choice = new SchedulerChoice();
        var command = Of(new PropertyOption(choice.On, "ModelSearchOn", choice.TextOf));
        choice.AddTo(command);
        return command;
    }

    private static Command Of(PropertyOption on) => StageCommand.Create(
        StageCatalog.Search.FolderName,
        StageCatalog.Search.Target,
        "Try parameters of the trainer, as the project's Search item says, on the training data; a search that was interrupted goes on.",
        settings:
        [
            PropertyOption.Of("--trials", "ModelSearchTrials", "How many trials there are, in place of the item's Trials. Earlier ones of the same search count."),
            PropertyOption.OfFlag("--apply", "ModelSearchApply", "Write the best parameters into the Trainer item of the project file, if they are better than those that it has."),
            on,
        ],
        around: async (_, run, _, cancellation) =>
        {
            // What cannot be evaluated, the run itself tells.
            var properties = await MSBuildProperties.TryReadAsync(run, [IngotFolder, ModelName], cancellation);
            return properties is null ? null : result => EndAsync(result, properties[IngotFolder], properties[ModelName], cancellation);
        });

    private static async Task EndAsync(MSBuildResult result, string folder, string model, CancellationToken cancellation)
    {
        var report = SearchFiles.Report.PathIn(folder, model);
        if (result.Outcome != StageOutcome.Passed || !File.Exists(report))
        {
            return;
        }

        result.Report = JsonNode.Parse(await File.ReadAllTextAsync(report, cancellation));
    }
}
