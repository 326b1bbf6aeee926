using System.CommandLine;
using Ingot.Core.Diagnostics;
using Ingot.Monitoring.Queries;
using Ingot.Pipeline;
using Ingot.Tool.Output;

namespace Ingot.Tool.Commands;

/// <summary><c>log query</c>: SQL over a prediction log.</summary>
internal static class LogCommand
{
    private const int MostSeconds = 86_400;

    public static Command Create() => new("log", "Look into a prediction log.") { Query() };

    private static Command Query()
    {
        var sql = new Argument<string>("sql") { Description = "One SELECT over the views predictions, labels and labelled, in DuckDB's SQL." };
        var log = new Option<string>("--log") { Description = "The folder of the log, as 'serve --log' has it.", Required = true };
        var json = new Option<bool>("--json") { Description = "Print columns and rows as JSON." };
        var csv = new Option<bool>("--csv") { Description = "Print the rows as CSV with a header (RFC 4180)." };
        var limit = new Option<int>("--limit") { Description = "Rows that are printed at most.", DefaultValueFactory = _ => new LogQueryLimits().Rows };
        var timeout = new Option<double>("--timeout") { Description = "Seconds that the query may take.", DefaultValueFactory = _ => new LogQueryLimits().Time.TotalSeconds };
        var command = new Command("query", "Ask a prediction log in SQL: nothing is changed, and nothing but the log is read.") { sql, log, json, csv, limit, timeout };
        command.Does(async (parsed, console, cancellation) =>
        {
            var limits = Limits(parsed.GetValue(limit), parsed.GetValue(timeout));
            if (parsed.GetValue(json) && parsed.GetValue(csv))
            {
                throw Wrong($"--json and --csv are two formats; expected one. Leave one out");
            }

            var found = new DiagnosticList();
            var result = LogQuery.Run(parsed.GetValue(log)!, parsed.GetValue(sql)!, limits, found, cancellation);
            if (parsed.GetValue(json))
            {
                await console.Output.WriteLineAsync(LogQueryText.ToJson(result));
            }
            else if (parsed.GetValue(csv))
            {
                await console.Output.WriteAsync(LogQueryText.ToCsv(result));
            }
            else
            {
                ConsoleTable.Write(console.Output, LogQueryText.ToTable(result));
            }

            foreach (var diagnostic in found.Items)
            {
                await console.Error.WriteLineAsync(diagnostic.ToString());
            }

            return StageOutcome.Passed;
        });
        return command;
    }

    private static LogQueryLimits Limits(int rows, double seconds) =>
        rows < 1 ? throw Wrong($"--limit is {rows}; expected one row or more. Correct it")
        : !(seconds is > 0 and <= MostSeconds) ? throw Wrong($"--timeout is {seconds}; expected seconds, more than 0 and up to {MostSeconds}. Correct it")
        : new LogQueryLimits { Rows = rows, Time = TimeSpan.FromSeconds(seconds) };

    private static IngotException Wrong(FormattableString why) =>
        new(MonitorDiagnostics.QueryRefused.At(SourceLocation.None, $"The query cannot be answered: {FormattableString.Invariant(why)}."));
}
