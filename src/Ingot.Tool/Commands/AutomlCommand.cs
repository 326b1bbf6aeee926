using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Ingot.Artifacts.Stages;
using Ingot.Core.Diagnostics;
using Ingot.Pipeline;
using Ingot.Pipeline.Automl;
using Ingot.Tool.Automl;
using Ingot.Tool.Building;
using Ingot.Tool.Output;
using Ingot.Tool.Workers;
using Spectre.Console;

namespace Ingot.Tool.Commands;

/// <summary><c>automl</c>: lets trials choose the trainer, of a project or of data that have none yet, and writes it as lines of the project.</summary>
internal static class AutomlCommand
{
    private const string Name = "automl";
    private const string IngotFolder = "IngotFolder";
    private const string ModelName = "ModelName";
    private const string ProjectFile = "MSBuildProjectFullPath";
    private const int MostRows = 10;

    private static readonly Argument<string> Subject = new("data-or-project") { Description = "A data file, of which a project is made, or a model project or the folder that holds it.", DefaultValueFactory = _ => "." };
    private static readonly Option<string> Label = new("--label") { Description = "Of data: the column to predict." };
    private static readonly Option<string> Output = new("--output", "-o") { Description = "Of data: the folder of the new project; beside the data, by its name, when it is not named." };
    private static readonly Option<string> Reference = new("--reference") { Description = "Of data: a file of rows to evaluate on; otherwise a fifth of the rows is kept from training." };
    private static readonly Option<string> Task = new("--task") { Description = "Of data: what the label is, such as Regression; otherwise its values decide." };
    private static readonly Option<int?> Trials = new("--trials") { Description = "How many trials there are at most (30; with --time 1000)." };
    private static readonly Option<string> Time = new("--time") { Description = "After so long no further trial begins, such as 10m. The result then depends on the machine." };
    private static readonly Option<string> Metric = new("--metric") { Description = "By which trials are compared: LogLoss, RMSE, or another one of the task." };
    private static readonly Option<string> Constraints = new("--constraints") { Description = "Bounds that the chosen model must keep, such as \"Size<=120KB; Recall>=0.5\"." };
    private static readonly Option<bool> NoEnsemble = new("--no-ensemble") { Description = "Choose one trainer, however good several are together." };
    private static readonly Option<bool> Apply = new("--apply") { Description = "Of a project: write what was chosen into it. Of data that is done always." };
    private static readonly Option<string> Configuration = new("--configuration", "-c") { Description = "The build configuration.", DefaultValueFactory = _ => "Debug" };
    private static readonly Option<string[]> Property = new("--property", "-p") { Description = "An MSBuild property, as NAME=VALUE. Give it several times for several properties." };
    private static readonly Option<bool> NoRestore = new("--no-restore") { Description = "Do not restore packages first." };
    private static readonly Option<bool> Json = new("--json") { Description = "Print the outcome, all diagnostics and the leaderboard as JSON, and nothing else, on the standard output." };

    private static readonly SchedulerChoice Place = new("How many trials at once, and with --on as many workers (1). Which points are tried depends on it.");

    public static Command Create()
    {
        var command = new Command(Name, "Try several trainers and ensembles of them, and write the best into the project; from a data file too.")
        {
            Subject, Label, Output, Reference, Task, Trials, Time, Metric, Constraints, NoEnsemble, Apply, Configuration, Property, NoRestore, Json,
        };
        Place.AddTo(command);
        command.Validators.Add(result =>
        {
            var isData = ProjectDraft.IsData(result.GetValue(Subject)!);
            if (isData && string.IsNullOrWhiteSpace(result.GetValue(Label)))
            {
                result.AddError("Data need --label: the column to predict.");
            }

            if (!isData && new Option[] { Label, Output, Reference, Task }.FirstOrDefault(o => result.GetResult(o) is not null) is { } option)
            {
                result.AddError($"{option.Name} is for data, and '{result.GetValue(Subject)}' is a project, which says that itself.");
            }
        });
        command.SetAction((parsed, cancellation) => Verb.RunAsync(Name, parsed.InvocationConfiguration, () => RunAsync(parsed, cancellation)));
        return command;
    }

    private static async Task<StageOutcome> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var console = parsed.InvocationConfiguration;
        var draft = ProjectDraft.IsData(parsed.GetValue(Subject)!) ? Draft(parsed) : null;
        var subject = draft?.ProjectFile ?? parsed.GetValue(Subject)!;
        if (PropertyArguments.FindFault(parsed.GetValue(Property) ?? []) is { } wrong)
        {
            throw new IngotException(wrong);
        }

        draft?.Write();
        if (await ModelProjectPath.FindFaultAsync(subject, cancellation) is { } fault)
        {
            throw new IngotException(fault);
        }

        var run = new MSBuildRun(
            subject, StageCatalog.Automl.Target, parsed.GetValue(Configuration)!, [.. parsed.GetValue(Property) ?? [], .. draft is null ? Told(parsed) : [], .. Where(parsed)], !parsed.GetValue(NoRestore));
        var isJson = parsed.GetValue(Json);
        var result = await run.RunAsync(showOutput: !isJson, cancellation);
        var properties = result.Outcome == StageOutcome.Passed ? await MSBuildProperties.TryReadAsync(run, [IngotFolder, ModelName], cancellation) : null;
        if (properties is not null)
        {
            await EndAsync(parsed, draft, properties, result);
        }

        if (isJson)
        {
            await console.Output.WriteLineAsync(result.ToJson(Name));
        }
        else if (draft is not null && properties is null)
        {
            await console.Error.WriteLineAsync($"The project is {draft.ProjectFile}. Correct what is wrong and run the same command again: trials that were made count.");
        }

        return result.Outcome;
    }

    private static async System.Threading.Tasks.Task EndAsync(ParseResult parsed, ProjectDraft? draft, IReadOnlyDictionary<string, string> properties, MSBuildResult result)
    {
        var outcome = new AutomlOutcome(properties[IngotFolder], properties[ModelName]);
        var isWritten = outcome.IsKept && (draft is not null || parsed.GetValue(Apply));
        if (isWritten)
        {
            new TrainerLines(properties[ProjectFile], outcome.ChoiceFile).Write(ProjectDraft.Unfinished);
        }

        if (parsed.GetValue(Json))
        {
            var leaderboard = JsonNode.Parse(await File.ReadAllTextAsync(outcome.LeaderboardFile))!.AsObject();
            leaderboard["lines"] = new JsonArray([.. outcome.Lines.Select(l => JsonValue.Create(l))]);
            leaderboard["writtenInto"] = isWritten ? properties[ProjectFile] : null;
            result.Report = leaderboard;
            return;
        }

        var output = parsed.InvocationConfiguration.Output;
        var table = ConsoleTable.Of([.. outcome.Header]);
        foreach (var row in outcome.Rows(MostRows))
        {
            table.AddRow([.. row.Select(ConsoleTable.Cell)]);
        }

        ConsoleTable.Write(output, table);
        await output.WriteLineAsync(outcome.Conclusion);
        await output.WriteLineAsync($"The leaderboard is {outcome.PageFile}");
        var lines = string.Concat(outcome.Lines.Select(l => $"\n  {l}"));
        await output.WriteLineAsync(isWritten
            ? $"Written into {properties[ProjectFile]}:{lines}\nReview it, and build it: dotnet build {Path.GetDirectoryName(properties[ProjectFile])}"
            : !outcome.IsKept ? $"Nothing was written, since nothing keeps what is asked. Loosen --constraints{(draft is null ? string.Empty : ", and run the same command again: the project goes on")}; the nearest is:{lines}"
            : $"Nothing was changed. Write it into the project with --apply:{lines}");
    }

    private static ProjectDraft Draft(ParseResult parsed)
    {
        var data = Path.GetFullPath(parsed.GetValue(Subject)!);
        return new ProjectDraft
        {
            DataFile = data,
            Label = parsed.GetValue(Label)!,
            Folder = Path.GetFullPath(parsed.GetValue(Output) ?? Path.Combine(Path.GetDirectoryName(data)!, ProjectDraft.NameOf(data))),
            ReferenceFile = parsed.GetValue(Reference) is { } reference ? Path.GetFullPath(reference) : null,
            Task = parsed.GetValue(Task),
            Settings = [("Trials", TrialsText(parsed)), ("Timeout", parsed.GetValue(Time)), ("Parallel", ParallelText(parsed)), ("Metric", parsed.GetValue(Metric)), (ProjectDraft.Constraints, parsed.GetValue(Constraints)), ("Ensemble", parsed.GetValue(NoEnsemble) ? "false" : null)],
        };
    }

    // Of a project they are in no line of it.
    private static IEnumerable<string> Told(ParseResult parsed)
    {
        (string Name, string? Value)[] told =
        [
            ("ModelTrainer", "Auto"), ("ModelAutomlTrials", TrialsText(parsed)), ("ModelAutomlTimeout", parsed.GetValue(Time)),
            ("ModelAutomlParallel", ParallelText(parsed)), ("ModelAutomlMetric", parsed.GetValue(Metric)), ("ModelAutomlConstraints", parsed.GetValue(Constraints)),
            ("ModelAutomlEnsemble", parsed.GetValue(NoEnsemble) ? "false" : null),
        ];
        return told.Where(t => t.Value is not null).Select(t => PropertyArguments.Of(t.Name, t.Value!));
    }

    // Who makes the trials is no part of a project.
    private static IEnumerable<string> Where(ParseResult parsed) => Place.TextOf(parsed) is { } on ? [PropertyArguments.Of("ModelSearchOn", on)] : [];

    private static string? ParallelText(ParseResult parsed) => Place.ParallelOf(parsed)?.ToString(CultureInfo.InvariantCulture);

    private static string? TrialsText(ParseResult parsed) => parsed.GetValue(Trials)?.ToString(CultureInfo.InvariantCulture);
}
