using System.CommandLine;
using System.Globalization;
using Ingot.Artifacts;
using Ingot.Core.Diagnostics;
using Ingot.Pipeline;
using Ingot.Releases.Channels;
using Ingot.Tool.Workers;
using NuGet.Versioning;

namespace Ingot.Tool.Commands;

/// <summary><c>references</c>: what restore and build start to learn which versions of models a project may use. Not for people, and so hidden.</summary>
internal static class ReferencesCommand
{
    public static Command Create()
    {
        var request = new Option<string>("--request") { Required = true };
        var record = new Option<string>("--record") { Required = true };
        var key = new Option<string>("--key") { Required = true };
        var parent = new Option<int>("--parent");
        var threads = new Option<int>("--threads");
        var command = new Command("references", "Resolve references to models for MSBuild.") { request, record, key, parent, threads };
        command.Hidden = true;
        command.SetAction((parsed, _) => WorkerProcess.RunAsync("Restore", parsed.GetValue(parent), async (output, cancellation) =>
        {
            var answers = new List<string>();
            var faults = new List<Diagnostic>();
            foreach (var line in await File.ReadAllLinesAsync(parsed.GetValue(request)!, cancellation))
            {
                try
                {
                    answers.Add(Answer(line.Split('\t'), output));
                }
                catch (IngotException e)
                {
                    output.Report(e.Diagnostic);
                    faults.Add(e.Diagnostic);
                }
            }

            if (faults.Count > 0)
            {
                return StageOutcomes.OfBrokenOff(faults);
            }

            AtomicFile.Write(parsed.GetValue(record)!, $"ingot-references 1\n{parsed.GetValue(key)}\n{string.Concat(answers)}");
            return StageOutcome.Passed;
        }));
        return command;
    }

    private static string Answer(string[] fields, ConsoleOutput output)
    {
        var (package, channel, requested, folder) = (fields[0], fields[1], fields[2], fields[3]);
        var location = new SourceLocation(fields[4], int.Parse(fields[5], CultureInfo.InvariantCulture), int.Parse(fields[6], CultureInfo.InvariantCulture));
        var version = requested.Length == 0 ? null : NuGetVersion.Parse(requested).ToNormalizedString();
        var found = folder.Length == 0
            ? (version!, null)
            : ChannelUse.Resolve(new ChannelFolder(folder), package, channel.Length == 0 ? null : channel, version, location);
        if (channel.Length > 0)
        {
            output.Report($"{package} {found.Item1} holds {channel}");
        }

        return $"{found.Item1}\t{found.Item2}\n";
    }
}
