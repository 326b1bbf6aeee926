using System.CommandLine;
using Ingot.Artifacts.Stages;
using Ingot.Core.Diagnostics;
using Ingot.Pipeline;
using Ingot.Tool.Output;
using Ingot.Tool.Workers;

namespace Ingot.Tool.Commands;

/// <summary>A verb that runs an MSBuild target of a model project: there is one way to a model, whoever asks for it.</summary>
internal static class StageCommand
{
    /// <summary>The verb of a stage: its word, in small letters.</summary>
    public static Command Create(StageDefinition stage, string description) => Create(stage.FolderName, stage.Target, description);

    /// <summary>A verb that runs targets.</summary>
    /// <param name="verb">The verb.</param>
    /// <param name="targets">The targets, with semicolons between.</param>
    /// <param name="description">What it does.</param>
    /// <param name="defaultConfiguration">The build configuration when none is named.</param>
    /// <param name="settings">Options of its own that set properties.</param>
    /// <param name="options">Further options of its own.</param>
    /// <param name="around">What is done before the run and, by what it returns, after it; null: nothing.</param>
    public static Command Create(
        string verb,
        string targets,
        string description,
        string defaultConfiguration = "Debug",
        IReadOnlyList<PropertyOption>? settings = null,
        IReadOnlyList<Option>? options = null,
        AroundRun? around = null)
    {
        var project = new Argument<string>("project")
        {
            Description = "A model project, or the folder that holds it.",
            DefaultValueFactory = _ => ".",
        };
        var configuration = new Option<string>("--configuration", "-c") { Description = "The build configuration.", DefaultValueFactory = _ => defaultConfiguration };
        var property = new Option<string[]>("--property", "-p") { Description = "An MSBuild property, as NAME=VALUE. Give it several times for several properties." };
        var noRestore = new Option<bool>("--no-restore") { Description = "Do not restore packages first." };
        var json = new Option<bool>("--json") { Description = "Print the outcome and all diagnostics as JSON, and nothing else, on the standard output." };
        var command = new Command(verb, description) { project, configuration, property, noRestore, json };
        foreach (var setting in settings ?? [])
        {
            command.Add(setting.Option);
        }

        foreach (var option in options ?? [])
        {
            command.Add(option);
        }

        command.SetAction((parsed, cancellation) => NeutralWriter.AroundAsync(parsed.InvocationConfiguration, () => RunAsync(
            new MSBuildRun(
                parsed.GetValue(project)!,
                targets,
                parsed.GetValue(configuration)!,
                [.. parsed.GetValue(property) ?? [], .. (settings ?? []).Select(s => s.ToProperty(parsed)).OfType<string>(), .. verb == StageCatalog.Prepare.FolderName ? (string[])["IngotShowColumns=true"] : []],
                !parsed.GetValue(noRestore)),
            verb,
            parsed,
            parsed.GetValue(json),
            around,
            cancellation)));
        return command;
    }

    private static async Task<int> RunAsync(MSBuildRun run, string verb, ParseResult parsed, bool json, AroundRun? around, CancellationToken cancellation)
    {
        var console = parsed.InvocationConfiguration;
        if ((PropertyArguments.FindFault(run.Properties) ?? await ModelProjectPath.FindFaultAsync(run.Project, cancellation)) is { } fault)
        {
            return await RefuseAsync([fault], verb, json, console);
        }

        Func<MSBuildResult, Task>? after;
        try
        {
            after = around is null ? null : await around(parsed, run, console, cancellation);
        }
        catch (IngotException e)
        {
            return await RefuseAsync(e.Diagnostics, verb, json, console);
        }

        var result = await run.RunAsync(showOutput: !json, cancellation);
        if (after is not null)
        {
            await after(result);
        }

        if (json)
        {
            await console.Output.WriteLineAsync(result.ToJson(verb));
        }

        return (int)result.Outcome;
    }

    private static async Task<int> RefuseAsync(IReadOnlyList<Diagnostic> faults, string verb, bool json, InvocationConfiguration console)
    {
        foreach (var fault in faults)
        {
            await console.Error.WriteLineAsync(fault.ToString());
        }

        if (json)
        {
            await console.Output.WriteLineAsync(new MSBuildResult(
                StageOutcome.BadInput, [.. faults.Select(f => new MSBuildDiagnostic("error", f.Code, f.Message, f.Location.File, 0, 0) { Help = f.Descriptor.Help })]).ToJson(verb));
        }

        return (int)StageOutcome.BadInput;
    }
}
