using System.CommandLine;
using System.Diagnostics;
using Ingot.Core.Diagnostics;
using Ingot.Pipeline;
using Ingot.Tool.Workers;

namespace Ingot.Tool.Commands;

/// <summary><c>publish</c>: packs a model and pushes the package to a feed.</summary>
internal static class PublishCommand
{
    private const string ApiKeyVariable = "INGOT_FEED_KEY";

    public static Command Create()
    {
        var project = new Argument<string>("project")
        {
            Description = "A model project, or the folder that holds it.",
            DefaultValueFactory = _ => ".",
        };
        var feed = new Option<string>("--feed") { Description = "A folder, or the URL of a NuGet v3 feed.", Required = true };
        var configuration = new Option<string>("--configuration", "-c") { Description = "The build configuration.", DefaultValueFactory = _ => "Release" };
        var command = new Command("publish", $"Pack the model and push it to a feed. The feed's API key is read from the environment variable {ApiKeyVariable}.") { project, feed, configuration };
        command.SetAction((parsed, cancellation) => RunAsync(
            new MSBuildRun(parsed.GetValue(project)!, "Build;Pack", parsed.GetValue(configuration)!, [], Restore: true),
            parsed.GetValue(feed)!,
            cancellation));
        return command;
    }

    private static async Task<int> RunAsync(MSBuildRun run, string feed, CancellationToken cancellation)
    {
        if (ModelProjectPath.FindFault(run.Project) is { } fault)
        {
            await Console.Error.WriteLineAsync(fault.ToString());
            return (int)StageOutcome.BadInput;
        }

        var packed = await run.RunAsync(showOutput: true, cancellation);
        if (packed.Outcome != StageOutcome.Passed)
        {
            return (int)packed.Outcome;
        }

        var package = await PackageOfAsync(run, cancellation);
        if (!feed.Contains("://", StringComparison.Ordinal))
        {
            Directory.CreateDirectory(feed);
            feed = Path.GetFullPath(feed);
            if (File.Exists(Path.Combine(feed, Path.GetFileName(package))))
            {
                await Console.Error.WriteLineAsync(PackageDiagnostics.AlreadyPublished.At(
                    new SourceLocation(run.Project),
                    $"'{Path.GetFileName(package)}' is already in '{feed}'. A published version never changes: raise <Version> and publish again.").ToString());
                return (int)StageOutcome.BadInput;
            }
        }

        List<string> arguments = ["nuget", "push", package, "--source", feed];
        if (Environment.GetEnvironmentVariable(ApiKeyVariable) is { Length: > 0 } key)
        {
            arguments.AddRange(["--api-key", key]);
        }

        using var push = Process.Start(new ProcessStartInfo("dotnet", arguments))!;
        await push.WaitForExitAsync(cancellation);
        return push.ExitCode == 0 ? (int)StageOutcome.Passed : (int)StageOutcome.Infrastructure;
    }

    private static async Task<string> PackageOfAsync(MSBuildRun run, CancellationToken cancellation)
    {
        var properties = await MSBuildProperties.ReadAsync(run, ["PackageOutputPath", "PackageId", "PackageVersion"], cancellation);
        return Path.Combine(
            MSBuildProperties.FolderOf(run), properties["PackageOutputPath"], $"{properties["PackageId"]}.{properties["PackageVersion"]}.nupkg");
    }
}
