using System.Globalization;
using Ingot.Artifacts;
using Ingot.Core.Diagnostics;
using Ingot.Core.Specs;
using Ingot.Reports.Cards;
using Ingot.Training;

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

    private static string FinalModel(TrainingReport report) => report.Refit switch
    {
        { Done: true } refit => $"fitted on all {DiagnosticText.Count(refit.Rows, "training row")} ({refit.Why})",
        { } refit => $"fitted on {DiagnosticText.Count(refit.Rows, "training row")}, without those held out for validation ({refit.Why})",
        _ => "fitted without the rows held out for validation",
    };

    private static List<CardFact> Files(IEnumerable<DataSource> sources) =>
        [.. sources.Select(s => new CardFact(Path.GetFileName(s.Path), DataIdentity.HashOf(s)))];
}
