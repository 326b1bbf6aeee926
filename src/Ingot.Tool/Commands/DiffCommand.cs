using System.CommandLine;
using Ingot.Core.Diagnostics;
using Ingot.Packaging.Comparison;
using Ingot.Packaging.Feeds;
using Ingot.Packaging.Packages;
using Ingot.Pipeline;

namespace Ingot.Tool.Commands;

/// <summary><c>diff</c>: what differs between two versions of a model package.</summary>
internal static class DiffCommand
{
    public static Command Create()
    {
        var before = new Argument<string>("before") { Description = "The older version: Id@version on the configured feeds, such as Contoso.Churn@1.3.0, or a .nupkg file." };
        var after = new Argument<string>("after") { Description = "The newer version." };
        var json = new Option<bool>("--json") { Description = "Print the difference as JSON; else it is Markdown, for a pull request or a release's notes." };
        var command = new Command("diff", "Say what differs between two versions of a model package: inputs, outputs, metrics.") { before, after, json };
        command.SetAction((parsed, cancellation) => RunAsync(
            parsed.GetValue(before)!, parsed.GetValue(after)!, parsed.GetValue(json), parsed.InvocationConfiguration, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(
        string before, string after, bool json, InvocationConfiguration console, CancellationToken cancellation)
    {
        try
        {
            var difference = VersionDifference.Of(await ReadAsync(before, cancellation), await ReadAsync(after, cancellation));
            await console.Output.WriteLineAsync(json ? DifferenceText.ToJson(difference) : DifferenceText.ToMarkdown(difference).TrimEnd());
            return (int)StageOutcome.Passed;
        }
        catch (IngotException e)
        {
            await console.Error.WriteLineAsync(e.Diagnostic.ToString());
            return (int)StageOutcome.BadInput;
        }
    }

    private static async Task<PackageEvidence> ReadAsync(string argument, CancellationToken cancellation)
    {
        using var package = await PackageArgument.FindAsync(argument, Environment.CurrentDirectory, cancellation);
        return ModelPackage.ReadEvidence(package.Path);
    }
}
