using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Tables;
using Ingot.Scoring;
using Ingot.Training.Answers;
using Ingot.Training.Continued;
using Ingot.Training.Ensembles;
using Ingot.Training.LightGbm;
using Ingot.Training.MLNet;
using Ingot.Training.Splits;

namespace Ingot.Training;

/// <summary>Trains a model: splits off validation rows, fits features, learns, fits again on all rows, checks the ONNX model's parity, writes it.</summary>
public static class ModelTrainer
{
    /// <summary>Trains, and writes the ONNX file as the last act.</summary>
    /// <param name="spec">What the project says.</param>
    /// <param name="schema">The model's.</param>
    /// <param name="training">The training rows.</param>
    /// <param name="onnxPath">Full path of the file.</param>
    /// <param name="threads">How many threads may be used; the result does not depend on it.</param>
    /// <param name="sink">Takes diagnostics.</param>
    /// <param name="progress">Takes progress.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <param name="released">The model of the release that the project continues from; null: there is none.</param>
    /// <exception cref="IngotException">INGOT2xxx.</exception>
    public static TrainingOutcome Run(
        ModelSpec spec, ModelSchema schema, Table training, string onnxPath, int threads,
        IDiagnosticSink sink, IStageProgress progress, CancellationToken cancellation, ReleasedModel? released = null) =>
        Run(spec, schema, training, onnxPath, threads, sink, progress, released, probe: null, cancellation);

    /// <summary>The same of a member of an ensemble.</summary>
    internal static TrainingOutcome Run(
        ModelSpec spec, ModelSchema schema, Table training, string onnxPath, int threads,
        IDiagnosticSink sink, IStageProgress progress, ReleasedModel? released, MemberProbe? probe, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        spec = spec with { Trainer = TrainerChoice.Of(spec.Trainer, schema) with { Assemblies = spec.TrainerAssemblies } };
        var learner = LearnerCatalog.Choose(spec.Trainer, schema.Task);
        SayChoice(spec, schema, learner, sink, progress);
        RefuseMonotone(spec, schema, learner);
        RefuseEncodings(spec, schema, learner);
        AnswerFit.Refuse(spec, schema);
        QuantileBand.Refuse(spec, learner);

        // Where labels only measure, nothing that learns has them.
        var learned = schema.Task.IsUnsupervised() ? schema.WithoutLabel : schema;
        var division = RowDivision.Of(spec, learned, training, TrainingLabels.Of(learned, training));
        var start = released is null ? null : ContinuedStart.Of(released, spec, schema, learner, training, threads, cancellation);
        var fitting = new ModelFitting(spec, learned, training, learner, threads, start);
        RefuseInfinite(spec, learned, fitting.Labels);
        var split = division.HoldOut([.. Enumerable.Range(0, training.Rows)]);
        var folds = spec.Folds > 0 ? division.Folds(spec.Folds) : [];
        division.Check(split, folds, sink);

        PrecisionCheck.Run(spec, schema, training, sink);
        progress.Report(Dividing(division.Plan, split));
        if (DatesAmongFeatures(spec, schema) is { } dates)
        {
            progress.Report(dates);
        }

        progress.Report("fitting the features");
        var chosen = fitting.Fit(split.Training, split.HeldOut, rounds: null, progress, cancellation);
        new LearnedCheck(spec, learned, chosen.Input, chosen.Result, sink).Run();
        if (probe is not null)
        {
            probe.Honest = fitting.ToOnnx(chosen);
        }

        var asks = AnswerFit.IsWanted(spec);
        var band = QuantileBand.Of(spec, learned, training, fitting, threads);
        var crossed = new CrossValidation(spec, schema, training, fitting, division, threads);
        if (folds.Count > 0)
        {
            crossed.Run(folds, asks && band is null, progress, cancellation);
        }

        var stops = fitting.StopsEarly(split.Training.Length);
        var byFolds = folds.Count > 0 && stops && RefitDecision.IsWanted(spec.Refit, training.Rows);
        var refit = RefitDecision.Report(
            spec.Refit, training.Rows, split.Training.Length, byFolds ? FormattableString.Invariant($"mean of {folds.Count} folds") : stops ? "validation rows" : "trainer");
        var rounds = byFolds ? crossed.Rounds : chosen.Result.Rounds;
        progress.Report(Refitting(refit, chosen.Result.Clusters is null ? rounds.Max() : 0, split));
        var final = chosen;
        if (refit.Done)
        {
            final = fitting.Fit([.. Enumerable.Range(0, training.Rows)], split.HeldOut, rounds, progress, cancellation);
            FinitePredictions.Require(spec.Trainer, learner, final.Input, final.Result, final.Result.Model.Predict(final.Result.ValidationScores));
        }

        if (final.Result.Anomalies is { } anomalies)
        {
            progress.Report(FormattableString.Invariant($"an anomaly is what scores {anomalies.Threshold:0.0000} or more: {anomalies.TrainingShare:P2} of the rows that were learned from (Contamination: {anomalies.Contamination:P2}{(TrainerValues.Text(spec.Trainer, Isolation.IsolationForestLearner.Contamination) is null ? ", the default" : string.Empty)})"));
        }

        // The final model has as many clusters as were chosen, and knows no more what they were chosen from.
        var clusters = final.Result.Clusters is { } last ? last with { Chosen = chosen.Result.Clusters!.Chosen, Tried = chosen.Result.Clusters.Tried } : null;
        if (clusters is not null)
        {
            progress.Report(ClusterText(clusters, spec.Trainer));
        }

        if (probe is { Folds: > 0 })
        {
            probe.OutOfFold = crossed.Predictions(division.Folds(probe.Folds), rounds, progress, cancellation);
        }

        var model = fitting.ToOnnx(final);
        var answers = new AnswerFit(spec, schema, training, fitting.Labels);
        var answer = new FittedAnswer(AnswerFit.Plain(spec));
        if (band is not null)
        {
            var held = band.Learn(chosen, final, folds.Count > 0 ? folds : refit.Done ? division.Folds(AnswerFit.Folds) : [], progress, cancellation);
            answer = answers.Fit(held, band.Final, sink);
        }
        else if (asks)
        {
            // What a model said of rows that it has learned from tells nothing of what it says of others.
            var held = crossed.Held
                ?? (refit.Done
                    ? crossed.Score(division.Folds(AnswerFit.Folds), rounds, progress, cancellation)
                    : new HeldOutScores(split.HeldOut, HeldOutScores.Of(model, final.Result.Model, schema, training, split.HeldOut, threads, cancellation), HeldOutScores.Validation));
            answer = answers.Fit(held, sink);
        }

        if (asks)
        {
            progress.Report(AnswerText.Of(answer.Calibration, answer.Threshold, answer.Interval));
        }

        progress.Report("checking the ONNX model against the trainer");
        var places = ParityCheck.Places(final.Validation.Length, spec.Seed);
        var compared = Array.ConvertAll(places, place => final.Validation[place]);
        float[] Score(byte[] onnx)
        {
            using var scorer = new OnnxScorer(onnx, onnxPath, threads);
            return scorer.Score(training, schema, compared, cancellation);
        }

        var difference = ParityCheck.Run(spec.Trainer, final.Result, places, Score(model), sink);
        if (asks)
        {
            var plain = model;
            model = fitting.ToOnnx(final, answer.Answer);
            if (answer.Answer.Calibration is { } calibrated)
            {
                var apart = answers.Difference(calibrated, final.Result.Model, plain, Score(model), compared, threads, cancellation);
                ParityCheck.Require(spec.Trainer, apart, compared.Length, sink);
                difference = Math.Max(difference, apart);
            }

            if (band is not null)
            {
                var apart = answers.Difference(answer.Answer.Interval!, band.Final, model, places, Score(model), threads, cancellation);
                ParityCheck.Require(spec.Trainer, apart, compared.Length, sink);
                difference = Math.Max(difference, apart);
            }
        }

        File.WriteAllBytes(onnxPath, model);

        var continued = start is null ? null : ContinuedStart.Report(start, chosen, final);
        if (continued is not null)
        {
            progress.Report($"continued from {ContinuedText.Of(continued, chosen.Result.Metric, chosen.Result.Value)}");
            ContinueRules.SayGain(spec, continued, chosen.Result, sink);
        }

        var report = new TrainingReport(
            learner.Name, final.Result.Iterations, chosen.Result.Metric, chosen.Result.Value, difference,
            new SortedDictionary<string, string>(spec.Trainer.Parameters.ToDictionary(), StringComparer.Ordinal))
        {
            Refit = refit,
            Anomalies = final.Result.Anomalies,
            Clusters = clusters,
            Calibration = answer.Calibration,
            Threshold = answer.Threshold,
            Interval = answer.Interval,
            Features = final.Features.Notes,
            Continued = continued,
            Split = new SplitReport(division.Plan.Kind.ToString(), division.Plan.Why, division.Describe(split.Training), division.Describe(split.HeldOut))
            {
                Column = division.Plan.Column?.Name,
                Gap = division.Plan.Gap > TimeSpan.Zero ? SplitReport.Text(division.Plan.Gap) : null,
                LeftOut = split.LeftOut.Length,
            },
        };
        return new TrainingOutcome(report, folds.Count > 0 ? crossed.Report(answer.Answer) : null, new RowSides(training.Rows, split, folds));
    }

    /// <summary>The columns of the training data that a training takes: features, label, weight, queries, and what the rows are divided by.</summary>
    /// <exception cref="IngotException">INGOT1046: the column that rows are divided by is not there, or cannot be used.</exception>
    public static IReadOnlyList<string> ColumnsOf(ModelSpec spec, ModelSchema schema)
    {
        var divided = SplitPlan.Of(spec, schema).Column?.Name;
        var queries = schema.Task == ModelTask.Ranking ? schema.Group?.Name : null;
        return [.. schema.Columns.Where(c => c.Role is ColumnRole.Feature or ColumnRole.Label or ColumnRole.Weight || c.Name == divided || c.Name == queries).Select(c => c.Name)];
    }

    private static string Dividing(SplitPlan plan, RowSplit split) => FormattableString.Invariant(
        $"{split.Training.Length:N0} rows to learn from and {split.HeldOut.Length:N0} for validation, {(plan.Column is null ? "at random" : $"by {plan.Kind.ToString().ToLowerInvariant()} '{plan.Column.Name}'")} ({plan.Why}){(split.LeftOut.Length > 0 ? FormattableString.Invariant($"; {split.LeftOut.Length:N0} between them are left out") : string.Empty)}");

    // A date may be a birthday: whether rows have a time, only people know.
    private static string? DatesAmongFeatures(ModelSpec spec, ModelSchema schema)
    {
        var dates = schema.Columns.Where(c => c is { Role: ColumnRole.Feature, Type: ColumnType.Date }).Select(c => c.Name).ToList();
        return dates.Count > 0 && spec.Split is null && schema.Columns.All(c => c.Role is not (ColumnRole.Timestamp or ColumnRole.Group))
            ? $"{DiagnosticText.List(dates)} {DiagnosticText.Agree(dates.Count, "is a date", "are dates")}: when one says when a row was true, give it the role Timestamp and say ModelSplit=Time, so that what is measured is newer than what is learned from"
            : null;
    }

    private static string Refitting(RefitReport refit, int iterations, RowSplit split) => refit.Done
        ? FormattableString.Invariant($"fitting the final model on all {refit.Rows:N0} training rows{(iterations > 0 ? $", with {DiagnosticText.Count(iterations, "iteration")} (chosen by: {refit.Iterations})" : string.Empty)} ({refit.Why})")
        : FormattableString.Invariant($"the final model is the one of {refit.Rows:N0} training rows; {split.HeldOut.Length + split.LeftOut.Length:N0} stay held out ({refit.Why})");

    /// <summary>The rows that are learned from and those that are held out, both in ascending order: for trainings that are not Ingot's own.</summary>
    /// <param name="spec">Seed, share, and how rows are divided.</param>
    /// <param name="schema">The label and its classes.</param>
    /// <param name="training">All training rows.</param>
    /// <exception cref="IngotException">INGOT2005, INGOT2045: nothing could be held out.</exception>
    public static (int[] Training, int[] Validation) Split(ModelSpec spec, ModelSchema schema, Table training)
    {
        var split = RowDivision.Of(spec, schema, training, TrainingLabels.Of(schema, training)).HoldOut([.. Enumerable.Range(0, training.Rows)]);
        return (split.Training, split.HeldOut);
    }

    private static string ClusterText(ClusterReport clusters, TrainerSpec trainer)
    {
        var range = TrainerValues.Text(trainer, Clustering.ClusterRange.Parameter) ?? $"{Clustering.ClusterRange.Default}, the default";
        var tried = clusters.Tried.Count == 0 ? $"Clusters: {range}"
            : $"Clusters: {range}; {clusters.Chosen}: {string.Join(", ", clusters.Tried.Select(t => FormattableString.Invariant($"{t.Clusters} {t.Silhouette:0.000}")))}";
        return FormattableString.Invariant($"{clusters.Clusters} clusters ({tried}), with {string.Join(", ", clusters.Shares.Select(s => FormattableString.Invariant($"{s:P1}")))} of the rows that were learned from");
    }

    private static void SayChoice(ModelSpec spec, ModelSchema schema, ILearner learner, IDiagnosticSink sink, IStageProgress progress)
    {
        var trainer = spec.Trainer;
        if (trainer.IsBoostedTrees && learner is FastTreeLearner)
        {
            sink.Report(TrainDiagnostics.OtherTrees.At(
                trainer.Location,
                $"The project leaves the learner of boosted trees open, and FastTree was taken: there is no library of LightGBM on this machine, which is the choice where there is one. Another machine may so train another model. Write <Trainer Include=\"FastTree\" /> for one that is the same learner everywhere, or install LightGBM (Homebrew: brew install lightgbm; or the property IngotLightGbmLibrary)."));
        }
        else if (trainer is { IsImplied: true, IsBoostedTrees: false })
        {
            progress.Report($"the trainer is {learner.Name}, since {(schema.Task.IsUnsupervised() ? $"the task is {schema.Task}" : "most features are free text")} and the project names no other");
        }
        else if (trainer.IsBoostedTrees)
        {
            progress.Report($"the trainer is LightGbm, {(trainer.IsImplied ? "as for any project that names no other" : "which boosted trees are where there is its library")}");
        }

        if (learner is LightGbmLearner && trainer.LightGbmLibrary is { } library && library != TrainerSpec.NoLibrary)
        {
            progress.Report($"LightGBM is that of {library}");
        }
    }

    private static void RefuseMonotone(ModelSpec spec, ModelSchema schema, ILearner learner)
    {
        if (learner is ConstantLearner || spec.Columns.FirstOrDefault(c => c.Monotone != 0) is not { } column)
        {
            return;
        }

        // Boosters constrain the score of each class, and a probability falls when the scores of others rise faster.
        if (schema.Task == ModelTask.MulticlassClassification)
        {
            throw new IngotException(TrainDiagnostics.CannotKeepMonotone.At(
                column.Location,
                $"Column '{column.Name}' has the metadata Monotone, which no trainer can keep for more than two classes: the probability of each depends on the scores of all. Remove it, or predict two classes or a number."));
        }

        if (!learner.KeepsMonotone)
        {
            throw new IngotException(TrainDiagnostics.CannotKeepMonotone.At(
                column.Location,
                $"Column '{column.Name}' has the metadata Monotone, which the trainer {learner.Name} cannot keep. Remove it, or choose the trainer {LearnerCatalog.All.First(l => l.KeepsMonotone).Name}."));
        }
    }

    private static void RefuseEncodings(ModelSpec spec, ModelSchema schema, ILearner learner)
    {
        if (!schema.Task.IsUnsupervised())
        {
            return;
        }

        if (schema.Features.FirstOrDefault(c => c.IsText) is { } text)
        {
            throw new IngotException(TrainDiagnostics.EncodingDoesNotFit.At(
                spec.Columns.FirstOrDefault(c => c.Name == text.Name)?.Location ?? spec.SchemaLocation,
                $"Column '{DiagnosticText.Shorten(text.Name)}' is free text, and the trainer {learner.Name} {(schema.Task == ModelTask.Clustering ? "measures distances, which its words would be nearly all of" : "draws features at random, of which its words would be nearly all")}. Give it the role Ignored, or make numbers or categories of it in the data."));
        }

        if (spec.Columns.FirstOrDefault(c => c.Encoding == ColumnEncoding.Target) is { } target)
        {
            throw new IngotException(TrainDiagnostics.EncodingDoesNotFit.At(
                target.Location,
                $"Column '{DiagnosticText.Shorten(target.Name)}' has Encoding=\"Target\", the mean of the label, which the task {schema.Task} does not learn from. Write OneHot, Ordinal or Frequency."));
        }
    }

    private static void RefuseInfinite(ModelSpec spec, ModelSchema schema, float[] labels)
    {
        var infinite = labels.Count(l => !float.IsFinite(l));
        if (infinite > 0)
        {
            throw new IngotException(TrainDiagnostics.NotFinite.At(
                spec.Trainer.Location,
                $"The label '{DiagnosticText.Shorten(schema.Label.Name)}' is beyond what trainers take, {float.MinValue} to {float.MaxValue} of 32 bits, in {infinite:N0} of {DiagnosticText.Count(labels.Length, "training row")}. Divide it in the data, or leave such rows out with ModelFilter."));
        }
    }
}
