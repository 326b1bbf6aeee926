using System.CommandLine;
using System.Net.Http.Headers;
using System.Text;
using Ingot.Artifacts;
using Ingot.Core;
using Ingot.Core.Diagnostics;
using Ingot.Reports.Runs;
using Ingot.Runs.Export;
using Ingot.Tool.Runs;

namespace Ingot.Tool.Commands;

/// <summary><c>runs export</c> and <c>runs board</c>: runs as files, and in MLflow.</summary>
internal static class RunsExportCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static Command Create()
    {
        var filter = new RunFilter();
        var json = new Option<string?>("--json") { Description = "The file to write as JSON." };
        var csv = new Option<string?>("--csv") { Description = "The file to write as CSV: a row a run, a column for each parameter and metric." };
        var mlflow = new Option<string?>("--mlflow") { Description = "The address of a tracking server of MLflow, such as http://localhost:5000. Who asks is read from MLFLOW_TRACKING_TOKEN, or MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD." };
        var experiment = new Option<string?>("--experiment") { Description = "The experiment of MLflow. Default: one for each model, with its name." };
        var command = new Command("export", "Write runs to a file, or into MLflow.") { json, csv, mlflow, experiment };
        filter.All.ToList().ForEach(command.Add);
        command.DoesWithRuns(async (parsed, output, book, cancellation) =>
        {
            var query = filter.Read(parsed, book) with { WithSlices = true };
            var runs = book.Store.Read(query);
            string?[] ways = [parsed.GetValue(json), parsed.GetValue(csv), parsed.GetValue(mlflow)];
            if (ways.Count(w => w is not null) != 1)
            {
                throw RunBook.Wrong($"Where to is not said; expected one of --json FILE, --csv FILE and --mlflow ADDRESS. Give one.");
            }

            if (parsed.GetValue(mlflow) is { } address)
            {
                var server = Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri!
                    : throw RunBook.Wrong($"'--mlflow {DiagnosticText.Shorten(address)}' is no address; expected one such as http://localhost:5000. Correct it.");
                using var client = new HttpClient { Timeout = Patience };
                var (added, known) = await new MlflowExport(client, server, Credentials()).ExportAsync(runs, parsed.GetValue(experiment), cancellation);
                await output.WriteLineAsync($"{DiagnosticText.Count(added, "run")} exported; {DiagnosticText.Count(known, "run was", "runs were")} there.");
                return;
            }

            var file = parsed.GetValue(json) ?? parsed.GetValue(csv)!;
            AtomicFile.Write(file, parsed.GetValue(json) is not null ? JsonFormat.Write(new { runs = runs.Select(RunText.ToJson) }) + "\n" : RunCsv.Of(runs));
            await output.WriteLineAsync($"{DiagnosticText.Count(runs.Count, "run")} written to {file}");
        });
        return command;
    }

    /// <summary><c>runs board</c>.</summary>
    public static Command CreateBoard()
    {
        var filter = new RunFilter();
        var file = new Option<string>("--out") { Description = "The file.", Required = true };
        var command = new Command("board", "Write one page that needs nothing else: a table to sort, parameters beside metrics, metrics over time, the trials of searches.") { file };
        filter.All.ToList().ForEach(command.Add);
        command.DoesWithRuns(async (parsed, output, book, _) =>
        {
            var runs = book.Store.Read(filter.Read(parsed, book));
            var searches = runs.Where(r => r.Kind == Ingot.Core.Runs.RunKind.Search).Take(RunBoard.MostSearches).ToDictionary(r => r.Id, r => book.Store.Read(new Ingot.Runs.Stores.RunQuery { Parent = r.Id }), StringComparer.Ordinal);
            AtomicFile.Write(parsed.GetValue(file)!, RunBoard.ToHtml(runs, searches));
            await output.WriteLineAsync($"The board of {DiagnosticText.Count(runs.Count, "run")} is {Path.GetFullPath(parsed.GetValue(file)!)}");
        });
        return command;
    }

    private static AuthenticationHeaderValue? Credentials() =>
        Environment.GetEnvironmentVariable("MLFLOW_TRACKING_TOKEN") is { Length: > 0 } token ? new AuthenticationHeaderValue("Bearer", token)
        : Environment.GetEnvironmentVariable("MLFLOW_TRACKING_USERNAME") is { Length: > 0 } user ? new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{Environment.GetEnvironmentVariable("MLFLOW_TRACKING_PASSWORD")}")))
        : null;
}
