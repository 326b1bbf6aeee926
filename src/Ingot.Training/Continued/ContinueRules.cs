using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Onnx.Continued;
using Ingot.Training.LightGbm;

namespace Ingot.Training.Continued;

/// <summary>What a training that continues from a release must be, and what the release must be for it.</summary>
internal static class ContinueRules
{
    /// <summary>So many releases may stand behind each other in one file: each costs its time at every prediction for ever.</summary>
    public const int MostReleases = 10;

    /// <summary>Refuses what the project asks for besides.</summary>
    /// <exception cref="IngotException">INGOT2095.</exception>
    public static void Require(ModelSpec spec, ILearner learner)
    {
        if (!learner.Continues || spec.Trainer.IsBoostedTrees)
        {
            throw Refused(spec, $"the trainer is {(spec.Trainer.IsBoostedTrees ? $"{TrainerSpec.BoostedTrees}, which is another learner on other machines" : learner.Name)}: only LightGbm learns on top of what a model says. Write <Trainer Include=\"LightGbm\" />, or remove ModelContinueFrom.");
        }

        if (LightGbmBoosting.Of(spec.Trainer).IsMean)
        {
            throw Refused(spec, $"the trainer has {LightGbmBoosting.Boosting}=\"Rf\": a forest is a mean of trees, to which no earlier model adds up. Write Gbdt, Goss or Dart.");
        }

        if (TrainerValues.Text(spec.Trainer, InteractionGroups.Interactions) is not null)
        {
            throw Refused(spec, $"the trainer has {InteractionGroups.Interactions}, which the released model need not keep. Remove one of them.");
        }

        if (spec.Columns.FirstOrDefault(c => c.Monotone != 0) is { } column)
        {
            throw Refused(spec, $"column '{DiagnosticText.Shorten(column.Name)}' has the metadata Monotone, which the released model need not keep. Remove one of them.");
        }
    }

    /// <summary>Refuses a release that does not fit.</summary>
    /// <exception cref="IngotException">INGOT2097.</exception>
    public static void Require(ModelSpec spec, ModelSchema schema, ReleasedStart released, ModelSchema then)
    {
        if (released.Releases.Count > MostReleases)
        {
            throw Unfit(spec, $"it continues from others itself: {DiagnosticText.Count(released.Releases.Count, "model")} would stand behind each other in the file, and each is asked at every prediction; at most {MostReleases} may. Train anew from all data: remove ModelContinueFrom.");
        }

        if (then.Task != schema.Task)
        {
            throw Unfit(spec, $"its task is {then.Task}, and the project's is {schema.Task}. Name a release of the same task, or remove ModelContinueFrom.");
        }

        if (then.Label.Name != schema.Label.Name)
        {
            throw Unfit(spec, $"it predicts '{DiagnosticText.Shorten(then.Label.Name)}', and the project '{DiagnosticText.Shorten(schema.Label.Name)}'. Name a release that predicts the same, or remove ModelContinueFrom.");
        }

        if (!then.Classes.SequenceEqual(schema.Classes, StringComparer.Ordinal) || then.PositiveClass != schema.PositiveClass)
        {
            throw Unfit(spec, $"it knows the classes {DiagnosticText.List(then.Classes)}{Positive(then)}; expected those of the schema, in their order: {DiagnosticText.List(schema.Classes)}{Positive(schema)}. Train anew where there are new classes: remove ModelContinueFrom.");
        }

        var features = schema.Features.ToDictionary(f => f.Name, StringComparer.Ordinal);
        foreach (var column in then.Features)
        {
            if (!features.TryGetValue(column.Name, out var now))
            {
                throw Unfit(spec, $"it needs the feature '{DiagnosticText.Shorten(column.Name)}' ({Kind(column)}), which the project does not have{(schema.Columns.Any(c => c.Name == column.Name) ? $": the column has the role {schema.Columns.First(c => c.Name == column.Name).Role}" : string.Empty)}. Bring the column back, or train anew: remove ModelContinueFrom.");
            }

            if (Kind(now) != Kind(column))
            {
                throw Unfit(spec, $"its feature '{DiagnosticText.Shorten(column.Name)}' is {Kind(column)}, and {Kind(now)} in the schema. Give the column its type back, or train anew: remove ModelContinueFrom.");
            }
        }
    }

    /// <summary>A release that cannot be continued from.</summary>
    /// <param name="spec">Names it.</param>
    /// <param name="what">What is wrong with it, and what to do.</param>
    public static IngotException Unfit(ModelSpec spec, FormattableString what) => new(TrainDiagnostics.ContinuedDoesNotFit.At(
        spec.LocationOf("ModelContinueFrom"), $"The training cannot continue from {spec.Continued!.Package} {spec.Continued.Version}: {FormattableString.Invariant(what)}"));

    /// <summary>Says that the trees on top of the release do not lower the loss, when they do not (INGOT2098).</summary>
    /// <param name="spec">Names the release.</param>
    /// <param name="report">The trees, and the loss without them.</param>
    /// <param name="result">The loss with them, on the same validation rows.</param>
    /// <param name="diagnostics">Is told.</param>
    public static void SayGain(ModelSpec spec, ContinuedReport report, LearnerResult result, IDiagnosticSink diagnostics)
    {
        if (result.Value < report.Before)
        {
            return;
        }

        diagnostics.Report(TrainDiagnostics.ContinuedWithoutGain.At(
            spec.LocationOf("ModelContinueFrom"),
            $"The {DiagnosticText.Count(report.Trees, "tree")} on top of {spec.Continued!.Package} {spec.Continued.Version} {DiagnosticText.Agree(report.Trees, "does", "do")} not help: {result.Metric} on the validation rows is {result.Value:G6} with {DiagnosticText.Agree(report.Trees, "it", "them")} and {report.Before:G6} without. Serve the release as it is, learn from newer or more rows or more slowly (LearningRate), or train anew: remove ModelContinueFrom."));
    }

    private static string Positive(ModelSchema schema) => schema.PositiveClass is { } positive ? $" (positive: {positive})" : string.Empty;

    private static string Kind(SchemaColumn column) => column.Type == ColumnType.Number ? $"{column.Type} of {column.Precision}" : $"{column.Type}{(column.IsText ? " (free text)" : string.Empty)}";

    private static IngotException Refused(ModelSpec spec, FormattableString what) => new(TrainDiagnostics.CannotContinue.At(
        spec.LocationOf("ModelContinueFrom"), $"The training is to continue from {spec.Continued!.Package} {spec.Continued.Version}, and {FormattableString.Invariant(what)}"));
}
