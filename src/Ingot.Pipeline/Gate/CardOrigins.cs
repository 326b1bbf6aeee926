using System.Globalization;
using Ingot.Artifacts;
using Ingot.Artifacts.Stages;
using Ingot.Core;
using Ingot.Core.Diagnostics;
using Ingot.Core.Specs;
using Ingot.Reports.Cards;
using Ingot.Training;
using Ingot.Training.Answers;
using Ingot.Training.Continued;

namespace Ingot.Pipeline.Gate;
using Ingot.Pipeline.Shared;

/// <summary>What the stages know of a model's origin.</summary>
internal static class CardOrigins
{
    public static CardOrigin Of(StageContext context)
    {
        var spec = context.Spec;
        var report = ReportFile.Read(context);
        return new CardOrigin
        {
            TrainingFiles = Files(spec.TrainingData),
            ReferenceFiles = Files(spec.ReferenceData),
            Training = report.OwnModel is { } own ? Brought(report, own) :
            [
                new("iterations kept", report.Iterations.ToString(CultureInfo.InvariantCulture)),
                new("final model", FinalModel(report)),
                new($"{report.ValidationMetric} on the validation rows{(report.Refit is { Done: true } ? ", of the model before it was fitted on all rows" : string.Empty)}", report.ValidationValue.ToString("G6", CultureInfo.InvariantCulture)),
                .. Clusters(report),
                .. Members(report),
                .. report.Continued is { } continued ? [new("continues from", ContinuedText.Of(continued, report.ValidationMetric, report.ValidationValue))] : (CardFact[])[],
                .. Split(report),
                .. Answers(report),
                .. Folds(context),
                new("greatest difference between the trainer's and ONNX Runtime's scores", report.ParityDifference.ToString("G3", CultureInfo.InvariantCulture)),
            ],
            Versions =
            [
                new("Ingot", ToolVersion.Current),
                new("platform", spec.Platform),
            ],
        };
    }

    private static List<CardFact> Brought(TrainingReport report, string own)
    {
        List<CardFact> facts = [new("made from", own), new($"{report.ValidationMetric} on training rows", report.ValidationValue.ToString("G6", CultureInfo.InvariantCulture))];
        if (double.IsFinite(report.ParityDifference))
        {
            facts.Add(new("greatest difference between ML.NET's and ONNX Runtime's answers", report.ParityDifference.ToString("G3", CultureInfo.InvariantCulture)));
        }

        return facts;
    }

    private static IEnumerable<CardFact> Clusters(TrainingReport report)
    {
        if (report.Clusters is { } clusters)
        {
            var tried = string.Join(", ", clusters.Tried.Select(t => FormattableString.Invariant($"{t.Clusters} {t.Silhouette:0.000}")));
            yield return new("number of clusters", FormattableString.Invariant($"{clusters.Clusters}, chosen by: {clusters.Chosen}{(tried.Length > 0 ? $" ({tried})" : string.Empty)}"));
            yield return new("mean squared distance of the rows that were learned from", clusters.Inertia.ToString("G6", CultureInfo.InvariantCulture));
        }
    }

    private static IEnumerable<CardFact> Members(TrainingReport report) => (report.Members ?? []).Select((member, number) => new CardFact(
        FormattableString.Invariant($"member {number + 1}"),
        FormattableString.Invariant($"{string.Join(' ', member.Parameters.Select(p => $"{p.Key}={p.Value}").Prepend(member.Trainer))}: weight {member.Weight:0.##}{(member.Weight == 0 ? ", left out" : string.Empty)}, {report.ValidationMetric} {member.Loss:G6}")));

    private static string FinalModel(TrainingReport report) => report.Refit switch
    {
        { Done: true } refit => $"fitted on all {DiagnosticText.Count(refit.Rows, "training row")} ({refit.Why})",
        { } refit => $"fitted on {DiagnosticText.Count(refit.Rows, "training row")}, without those held out for validation ({refit.Why})",
        _ => "fitted without the rows held out for validation",
    };

    private static IEnumerable<CardFact> Split(TrainingReport report)
    {
        if (report.Split is not { } split)
        {
            yield break;
        }

        var by = split.Column is null ? "at random" : $"by {(split.Kind == nameof(SplitKind.Group) ? "group" : "time")} '{DiagnosticText.Shorten(split.Column)}'";
        yield return new("rows for validation", $"{by} ({split.Why}): {Rows(split.Training)} to learn from, {Rows(split.Validation)} held out{(split.LeftOut > 0 ? FormattableString.Invariant($", {split.LeftOut:N0} between them left out ({split.Gap})") : string.Empty)}");
    }

    private static string Rows(RowsReport rows) =>
        $"{DiagnosticText.Count(rows.Rows, "row")}{(rows.Groups is { } groups ? $" of {DiagnosticText.Count(groups, "group")}" : string.Empty)}{(rows.From is not null ? $" from {rows.From} to {rows.To}" : string.Empty)}";

    private static IEnumerable<CardFact> Answers(TrainingReport report)
    {
        if (report.Calibration is { } calibration)
        {
            yield return new("calibration of the probabilities", AnswerText.Of(calibration));
        }

        if (report.Threshold is { } threshold)
        {
            yield return new("choice of the threshold", AnswerText.Of(threshold));
        }

        if (report.Interval is { } interval)
        {
            yield return new("prediction intervals", AnswerText.Of(interval));
        }
    }

    private static IEnumerable<CardFact> Folds(StageContext context)
    {
        if (context.TryInput(TrainFiles.Folds) is not { } file)
        {
            return [];
        }

        var folds = JsonFormat.Read<FoldsReport>(file);
        var name = FormattableString.Invariant($"{folds.Folds.Count}-fold cross-validation");
        return
        [
            new(name, $"rows divided {(folds.Split == nameof(SplitKind.Random) ? "at random" : $"by {(folds.Split == nameof(SplitKind.Group) ? "group" : "time")}")}; intervals of 95 % with the correction of Nadeau and Bengio (2003); {FormattableString.Invariant($"{folds.Folds.Min(f => f.Test.Rows):N0} to {folds.Folds.Max(f => f.Test.Rows):N0}")} rows a fold"),
            .. folds.Metrics.Select(m => new CardFact($"{m.Name} by {name}", double.IsNaN(m.Mean) ? "not defined in any fold" : FormattableString.Invariant($"{m.Mean:G5} ({m.Low:G5} to {m.High:G5})"))),
        ];
    }

    private static List<CardFact> Files(IEnumerable<DataSource> sources) =>
        [.. sources.Select(s => new CardFact(Path.GetFileName(s.Path), DataIdentity.HashOf(s)))];
}
