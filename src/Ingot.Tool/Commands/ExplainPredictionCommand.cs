using System.CommandLine;
using Ingot.Artifacts.Stages;
using Ingot.Core;
using Ingot.Core.Diagnostics;
using Ingot.Core.Explanations;
using Ingot.Core.Schemas;
using Ingot.Pipeline;
using Ingot.Pipeline.Explain;
using Ingot.Releases.Feeds;
using Ingot.Releases.Models;
using Ingot.Releases.Packages;
using Ingot.Releases.Validation;
using Ingot.Tool.Workers;

namespace Ingot.Tool.Commands;

/// <summary><c>explain-prediction</c>: what a model says of a row, and why.</summary>
internal static class ExplainPredictionCommand
{
    public static Command Create()
    {
        var model = new Argument<string>("model") { Description = "A model project or the folder that holds it, a .nupkg file, or Id@version on the configured feeds." };
        var row = new Option<string>("--row") { Description = "A JSON file with a row, {\"column\": value, …}, or an array of rows; - reads the standard input.", Required = true };
        var top = new Option<int>("--top") { Description = "How many columns are listed; the others are added up.", DefaultValueFactory = _ => 5 };
        var background = new Option<string>("--background") { Description = "A Parquet file with usual rows, for models that are no trees of Ingot's. Default: the reference rows." };
        var configuration = new Option<string>("--configuration", "-c") { Description = "The build configuration of a project.", DefaultValueFactory = _ => "Debug" };
        var json = new Option<bool>("--json") { Description = "Print all reasons as JSON." };
        top.Validators.Add(r =>
        {
            if (r.GetValueOrDefault<int>() < 1)
            {
                r.AddError("--top is the number of columns that are listed; expected 1 or more.");
            }
        });
        var trial = new TrialOptions();
        var command = new Command("explain-prediction", "Say what a model predicts for a row, and what each column contributed to it.") { model, row, top, background, configuration, json };
        trial.AddTo(command);
        command.Does(async (parsed, console, cancellation) =>
        {
            var (source, text) = await RowAsync(parsed.GetValue(row)!, cancellation);
            var name = parsed.GetValue(model)!;
            var outcome = StageOutcome.Passed;
            using var asked = name.EndsWith(".nupkg", StringComparison.OrdinalIgnoreCase) || name.Contains('@', StringComparison.Ordinal)
                ? await OfPackageAsync(name, trial.Trial(parsed), cancellation)
                : await OfProjectAsync(name, parsed.GetValue(configuration)!, console, o => outcome = o, cancellation);
            if (asked is null)
            {
                return outcome;
            }

            var explained = new ExplainedModel(asked.Onnx, asked.Schema, asked.Path);
            var rows = explained.Explain(text, source, parsed.GetValue(background) ?? asked.Background, 1, cancellation);
            await console.Output.WriteLineAsync((parsed.GetValue(json)
                ? JsonFormat.Write(new { asked.Name, explained.Method, explained.Unit, Rows = rows })
                : string.Join("\n\n", rows.Select(r => Written(asked.Name, explained, r, parsed.GetValue(top))))).AsMemory(), cancellation);
            return StageOutcome.Passed;
        });
        return command;
    }

    private static async Task<(string Source, string Text)> RowAsync(string row, CancellationToken cancellation)
    {
        if (row == "-")
        {
            return ("the standard input", await Console.In.ReadToEndAsync(cancellation));
        }

        return File.Exists(row)
            ? (row, await File.ReadAllTextAsync(row, cancellation))
            : throw new IngotException(PrepareDiagnostics.RowUnusable.At(new SourceLocation(row), $"'{row}' does not exist. Name a JSON file with the row, such as {{\"tenure\": 3, \"contract\": \"Month-to-month\"}}, or - for the standard input."));
    }

    private static async Task<AskedPrediction> OfPackageAsync(string name, IModelTrial trial, CancellationToken cancellation)
    {
        using var found = await PackageArgument.FindAsync(name, Environment.CurrentDirectory, cancellation);
        var package = ModelPackage.Read(found.Path);
        OnnxFileCheck.Require(package.Onnx, new SourceLocation(found.Path), allowControlFlow: true);
        _ = trial.Answer(new TrialSubject(Path.GetFileName(found.Path), package.Onnx, package.Schema, package.Golden?.Rows ?? []), cancellation);
        var rows = Path.Combine(Path.GetTempPath(), $"ingot-{Guid.NewGuid():N}.parquet");
        var (_, hasRows) = ModelPackage.ReadMonitoring(found.Path, rows);
        return new AskedPrediction($"{package.Id} {package.Version}", package.Onnx, package.Schema, found.Path, hasRows ? rows : null, hasRows ? rows : null);
    }

    private static async Task<AskedPrediction?> OfProjectAsync(
        string name, string configuration, InvocationConfiguration console, Action<StageOutcome> failed, CancellationToken cancellation)
    {
        if (await ModelProjectPath.FindFaultAsync(name, cancellation) is { } fault)
        {
            throw new IngotException(fault);
        }

        var run = new MSBuildRun(name, StageCatalog.Evaluate.Target, configuration, [], Restore: true);
        var built = await run.RunAsync(showOutput: false, cancellation);
        if (built.Outcome != StageOutcome.Passed)
        {
            foreach (var diagnostic in built.Diagnostics)
            {
                await console.Error.WriteLineAsync(diagnostic.ToString());
            }

            failed(built.Outcome);
            return null;
        }

        var said = await MSBuildProperties.ReadAsync(run, ["IngotFolder", "ModelName"], cancellation);
        string File(StageFile file) => file.PathIn(said["IngotFolder"], said["ModelName"]);
        var onnx = File(TrainFiles.Model);
        return new AskedPrediction(said["ModelName"], await System.IO.File.ReadAllBytesAsync(onnx, cancellation), SchemaFile.Read(File(PrepareFiles.Schema)), onnx, File(PrepareFiles.Reference), null);
    }

    private static string Written(string name, ExplainedModel model, ExplainedRow row, int top)
    {
        List<string> lines =
        [
            row.Explained is null
                ? FormattableString.Invariant($"{name}: {row.Prediction:G6}")
                : FormattableString.Invariant($"{name}: probability of {row.Explained} {row.Prediction:0.####}"),
            FormattableString.Invariant($"  {row.Base,10:+0.0000;-0.0000}  without knowing the row ({model.Unit})"),
        ];
        lines.AddRange(row.Reasons.Take(top).Select(r => FormattableString.Invariant(
            $"  {r.Contribution,10:+0.0000;-0.0000}  {DiagnosticText.Shorten(r.Column)} {(r.Value is null ? "(computed)" : $"= {DiagnosticText.Shorten(r.Value)}")}{(r.Error is { } error ? FormattableString.Invariant($"  (± {error:0.0000})") : string.Empty)}")));
        if (row.Reasons.Count > top)
        {
            lines.Add(FormattableString.Invariant($"  {row.Reasons.Skip(top).Sum(r => r.Contribution),10:+0.0000;-0.0000}  {DiagnosticText.Count(row.Reasons.Count - top, "further column")}"));
        }

        lines.Add(FormattableString.Invariant($"  {row.Score,10:+0.0000;-0.0000}  together{Found(model.Method)}"));
        return string.Join('\n', lines);
    }

    private static string Found(string method) => method switch
    {
        ExplanationReport.TreeShap => " (exact: TreeSHAP)",
        ExplanationReport.Linear => " (exact: weights of a linear model)",
        _ => " (sampled; ± is the standard error)",
    };
}
