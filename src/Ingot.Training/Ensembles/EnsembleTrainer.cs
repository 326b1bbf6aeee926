using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Tables;
using Ingot.Onnx;
using Ingot.Onnx.Learned;
using Ingot.Scoring;
using Ingot.Training.Answers;

namespace Ingot.Training.Ensembles;

/// <summary>Trains the models of an ensemble one after the other, weighs them on rows that none of them learned from, and joins their ONNX files.</summary>
public static class EnsembleTrainer
{
    /// <summary>Trains, and writes the ONNX file as the last act.</summary>
    /// <param name="spec">What the project says; it has an <see cref="ModelSpec.Ensemble"/>.</param>
    /// <param name="schema">The model's.</param>
    /// <param name="training">The training rows.</param>
    /// <param name="onnxPath">Full path of the file.</param>
    /// <param name="threads">How many threads may be used; the result does not depend on it.</param>
    /// <param name="sink">Takes diagnostics; of each member too.</param>
    /// <param name="progress">Told which member it is.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="IngotException">INGOT2xxx.</exception>
    public static TrainingOutcome Run(
        ModelSpec spec, ModelSchema schema, Table training, string onnxPath, int threads, IDiagnosticSink sink, IStageProgress progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(progress);
        var ensemble = spec.Ensemble ?? throw new ArgumentException("The project has no ensemble.", nameof(spec));
        if (schema.Task is not (ModelTask.Regression or ModelTask.BinaryClassification or ModelTask.MulticlassClassification))
        {
            throw new IngotException(TrainDiagnostics.InvalidTrainer.At(
                spec.Trainer.Location, $"ModelEnsemble is {ensemble.Kind}, and the task is {schema.Task}: its scores have no unit that several models share, so no mean of them means anything. Keep one Trainer."));
        }

        AnswerFit.Refuse(spec, schema);
        QuantileBand.Refuse(spec, learner: null);
        var labels = TrainingLabels.Of(schema, training);
        var division = RowDivision.Of(spec, schema, training, labels);
        var held = division.HoldOut([.. Enumerable.Range(0, training.Rows)]).HeldOut;
        var (link, metric) = schema.Task switch
        {
            ModelTask.Regression => (OutputLink.Identity, "rmse"),
            ModelTask.BinaryClassification => (OutputLink.Sigmoid, "logloss"),
            _ => (OutputLink.Softmax, "logloss"),
        };
        var (own, weighed) = (Pick(labels, held), TrainingLabels.Weights(spec.Trainer, schema, training, labels) is { } all ? Pick(all, held) : null);
        double Loss(double[] said)
        {
            var loss = ValidationLoss.Of(link, said, own, weighed);
            return link == OutputLink.Identity ? Math.Sqrt(loss) : loss;
        }

        double[] Said(byte[] onnx)
        {
            using var scorer = new OnnxScorer(onnx, onnxPath, threads);
            return Doubles(scorer.Score(training, schema, held, cancellation));
        }

        var rest = new EnsembleRest(spec, division, ensemble, training.Rows, held);
        var (files, scores, outcomes) = (new List<byte[]>(), new List<double[]>(), new List<TrainingOutcome>());
        foreach (var (member, number) in ensemble.Members.Select((m, i) => (m, i + 1)))
        {
            progress.Report(FormattableString.Invariant($"member {number} of {ensemble.Members.Count}: {member.Name}"), (double)(number - 1) / ensemble.Members.Count);
            var probe = new MemberProbe(rest.Folds);
            outcomes.Add(ModelTrainer.Run(
                spec with { Trainer = member, Ensemble = null, Calibration = CalibrationMethod.None, ThresholdCosts = null, ThresholdTarget = null, PredictionInterval = null },
                schema, training, onnxPath, threads, sink, progress, released: null, probe, cancellation));
            scores.Add(Said(probe.Honest));
            rest.Add(probe);
            files.Add(File.ReadAllBytes(onnxPath));
        }

        progress.Report("joining the members");
        var weights = ensemble.Kind switch
        {
            EnsembleKind.Average => [.. files.Select(_ => 1.0 / files.Count)],
            EnsembleKind.Weighted => [.. ensemble.Weights],
            _ => EnsembleSelection.Weights(scores, Loss),
        };
        var kept = Enumerable.Range(0, files.Count).Where(m => weights[m] > 0).ToList();
        byte[] Join(ModelAnswer answer) => EnsembleWriter.ToBytes([.. kept.Select(m => files[m])], [.. kept.Select(m => weights[m])], schema, answer, spec.Name);
        var joint = Join(AnswerFit.Plain(spec));
        var difference = ParityCheck.Difference(Mean(kept.ConvertAll(m => Said(files[m])), [.. kept.Select(m => weights[m])]), Said(joint), link == OutputLink.Identity);
        var answer = new FittedAnswer(AnswerFit.Plain(spec));
        if (AnswerFit.IsWanted(spec))
        {
            var answers = new AnswerFit(spec, schema, training, labels);
            answer = answers.Fit(rest.Scores(weights, schema, joint, training, threads, cancellation), sink);
            progress.Report(AnswerText.Of(answer.Calibration, answer.Threshold, answer.Interval));
            var plain = joint;
            joint = Join(answer.Answer);
            if (answer.Answer.Calibration is { } calibration)
            {
                difference = Math.Max(difference, answers.Difference(calibration, model: null, plain, Array.ConvertAll(Said(joint), s => (float)s), held, threads, cancellation));
            }
        }

        ParityCheck.Require(spec.Trainer, difference, held.Length, sink);
        File.WriteAllBytes(onnxPath, joint);

        var (losses, value) = (scores.ConvertAll(Loss), Loss(Mean(scores, weights)));
        CompareWithMembers(spec, ensemble, held.Length, metric, value, losses, sink);
        var report = outcomes[0].Report with
        {
            Trainer = EnsembleSpec.Trainer,
            Iterations = outcomes.Sum(o => o.Report.Iterations),
            ValidationMetric = metric,
            ValidationValue = value,
            ParityDifference = Math.Max(difference, outcomes.Max(o => o.Report.ParityDifference)),
            Parameters = new SortedDictionary<string, string>(spec.Trainer.Parameters.ToDictionary(), StringComparer.Ordinal),
            Features = [.. kept.SelectMany(m => outcomes[m].Report.Features.Select(f => f with { What = $"{ensemble.Members[m].Name}: {f.What}" }))],
            Calibration = answer.Calibration,
            Threshold = answer.Threshold,
            Interval = answer.Interval,
            Members = [.. outcomes.Select((o, m) => new MemberReport(o.Report.Trainer, o.Report.Parameters, weights[m], o.Report.Iterations, losses[m]))],
        };
        return outcomes[0] with { Report = report };
    }

    /// <summary>The weighted mean of what members say.</summary>
    internal static double[] Mean(IReadOnlyList<double[]> scores, double[] weights)
    {
        var mean = new double[scores[0].Length];
        for (var m = 0; m < scores.Count; m++)
        {
            for (var i = 0; i < mean.Length; i++)
            {
                mean[i] += weights[m] * scores[m][i];
            }
        }

        return mean;
    }

    private static void CompareWithMembers(ModelSpec spec, EnsembleSpec ensemble, int rows, string metric, double value, List<double> losses, IDiagnosticSink sink)
    {
        var best = losses.IndexOf(losses.Min());
        if (value >= losses[best])
        {
            sink.Report(TrainDiagnostics.EnsembleNoBetter.At(
                spec.Trainer.Location,
                $"On {DiagnosticText.Count(rows, "validation row")} the ensemble is no better than {ensemble.Members[best].Name} alone: its {metric} is {value:G4}, and {losses[best]:G4} of that one. It costs as much as all its members when it is trained and asked; keep that one, or add members that err elsewhere."));
        }
    }

    /// <summary>The same numbers in 64 bits.</summary>
    internal static double[] Doubles(float[] values) => Array.ConvertAll(values, v => (double)v);

    private static float[] Pick(float[] values, int[] rows) => Array.ConvertAll(rows, r => values[r]);
}
