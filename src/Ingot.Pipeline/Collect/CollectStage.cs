using Ingot.Artifacts.Stages;
using Ingot.Core.Diagnostics;
using Ingot.Core.Gates;
using Ingot.Core.Retraining;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Data;
using Ingot.Pipeline.Monitor;

namespace Ingot.Pipeline.Collect;

/// <summary>
/// Collect: whether the model is to be trained again, and the labelled rows of production that it would learn from and be tried on. The newest
/// of them are held back: nothing may be compared on what it was learned from.
/// </summary>
internal static class CollectStage
{
    public static bool Run(StageContext context)
    {
        var (spec, retrain) = (context.Spec, context.Spec.Retrain);
        if (retrain.Because is null && retrain.Triggers.Count == 0)
        {
            throw new IngotException(RetrainDiagnostics.NoReason.At(
                spec.Location, $"Nothing says why {spec.Name} is to be trained again. Say it (dotnet ingot retrain … --because \"…\"), or add items such as <RetrainTrigger Include=\"Performance\" />."));
        }

        if (spec.OwnModel is { Kind: OwnModelKind.Pretrained } own)
        {
            throw new IngotException(TrainDiagnostics.CannotTrainAgain.At(
                own.Location,
                $"{spec.Name} cannot be trained again: '{Path.GetFileName(own.File)}' was trained elsewhere. Train it there with newer rows and bring the new file; or bring the training itself, as a Trainer Command."));
        }

        var schema = SchemaFile.Read(spec.SchemaFile);
        if (schema.Task == ModelTask.Ranking)
        {
            throw new IngotException(TrainDiagnostics.CannotTrainAgain.At(
                spec.LocationOf("ModelTask"),
                $"{spec.Name} cannot be trained again from what it served: its task is Ranking, and neither a request nor a label says which query a row was of. Add newer rows with their '{DiagnosticText.Shorten(schema.Group?.Name ?? "group")}' to the training data, and build."));
        }

        if (schema.LabelIfAny is null)
        {
            throw new IngotException(TrainDiagnostics.CannotTrainAgain.At(
                spec.LocationOf("ModelTask"),
                $"{spec.Name} cannot be trained again from what it served: only rows are collected whose label is known by now, and a model of the task {schema.Task} without ModelLabel has none. Add newer rows to the training data, and build."));
        }

        using var window = MonitoredWindow.Open(context, MonitoredWindow.QueryOf(context), schema, context.Diagnostics);
        var rows = LabelledRows.Of(window, schema, spec.SchemaLocation);
        var (from, before) = MonitoredWindow.SpanOf(context, window);
        var last = RetrainHistory.Read(retrain.History, spec.Name, context.Diagnostics) is [.., var report] ? report.Collected.Before : (DateTimeOffset?)null;
        var (isDue, findings) = RetrainTriggers.Decide(
            retrain, schema.Task, context.TryInput(MonitorFiles.Verdicts) is { } file ? VerdictsFile.Read(file) : null, last, before,
            last is { } instant ? rows.CountFrom(instant) : rows.Count, context.Diagnostics);

        var held = (int)Math.Ceiling(rows.Count * retrain.Holdout);
        if (isDue && held < retrain.MinRows)
        {
            isDue = false;
            findings = [.. findings, new RetrainTriggerFinding(null, false, TooFew(rows.Count, held, retrain))];
            if (retrain.Because is not null)
            {
                throw new IngotException(RetrainDiagnostics.TooFewLabels.At(
                    spec.Location, $"In the window from {from:yyyy-MM-dd HH:mm} to {before:yyyy-MM-dd HH:mm} (UTC) {TooFew(rows.Count, held, retrain)}. Wait for more labels, take a longer window (--days), or lower ModelRetrainMinRows."));
            }
        }

        var heldFrom = rows.Count > 0 ? rows.TimeOf(rows.Count - held) : before;
        context.Write(CollectFiles.Facts, CollectedRowsFile.ToJson(new CollectedRows
        {
            Because = retrain.Because,
            IsDue = isDue,
            Triggers = findings,
            From = from,
            Before = before,
            Rows = window.Rows,
            Labelled = rows.Count,
            TrainingRows = rows.Count - held,
            HeldRows = held,
            HeldFrom = heldFrom,
            RowsSinceHeld = window.RowsFrom(heldFrom),
        }));
        if (!isDue)
        {
            context.Progress.Report($"{spec.Name} is not trained again: {string.Join("; ", findings.Select(f => f.Trigger is { } kind ? $"{kind}: {f.Finding}" : f.Finding))}");
            return true;
        }

        Write(context, schema, rows, held);
        context.Write(CollectFiles.Due, string.Join('\n', findings.Where(f => f.IsFired).Select(f => f.Finding)));
        context.Progress.Report($"{DiagnosticText.Count(rows.Count, "labelled row")} of production: {rows.Count - held} to learn from, the newest {held} to compare on");
        return true;
    }

    private static void Write(StageContext context, ModelSchema schema, LabelledRows rows, int held)
    {
        var spec = context.Spec;
        var (older, newest) = (rows.Table.Take([.. Enumerable.Range(0, rows.Count - held)]), rows.Table.Take([.. Enumerable.Range(rows.Count - held, held)]));
        ParquetTable.Write(context.OutputFile(CollectFiles.Held), newest);
        var like = spec.TrainingData[0].Path;
        RowsFile.Write(context.OutputFile(Of(like, CollectFiles.TrainingText, CollectFiles.TrainingJson, CollectFiles.TrainingParquet)), older, schema, like);
        if (spec.Retrain.Policy == RetrainPolicy.Window)
        {
            var beside = spec.ReferenceData.Count > 0 ? spec.ReferenceData[0].Path : like;
            RowsFile.Write(context.OutputFile(Of(beside, CollectFiles.ReferenceText, CollectFiles.ReferenceJson, CollectFiles.ReferenceParquet)), newest, schema, beside);
        }
    }

    private static StageFile Of(string like, StageFile text, StageFile json, StageFile parquet) => RowsFile.EndingFor(like) switch
    {
        ".parquet" => parquet,
        ".jsonl" => json,
        _ => text,
    };

    private static string TooFew(int labelled, int held, RetrainSpec spec) => FormattableString.Invariant(
        $"{DiagnosticText.Count(labelled, "row")} {DiagnosticText.Agree(labelled, "has", "have")} a label, of which {held} would be held back to compare on; it takes {spec.MinRows}, and so {Math.Ceiling(spec.MinRows / spec.Holdout)} labelled rows");
}
