using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Tables;
using Ingot.Onnx;
using Ingot.Scoring;

namespace Ingot.Training.Ensembles;

/// <summary>Trains the models of an ensemble one after the other, weighs them on rows that none of them learned from, and joins their ONNX files.</summary>
public static class EnsembleTrainer
{
    // The members' own outputs are float32, and so is the joint one.
    private const double Tolerance = 1e-5;

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

        var held = ModelTrainer.Split(spec, schema, training).Validation;
        var labels = TrainingLabels.Of(schema, training);
        var loss = new EnsembleLoss(schema.Task, Pick(labels, held), TrainingLabels.Weights(spec.Trainer, schema, training, labels) is { } weighed ? Pick(weighed, held) : null);
        var (files, scores, outcomes) = (new List<byte[]>(), new List<double[]>(), new List<TrainingOutcome>());
        foreach (var (member, number) in ensemble.Members.Select((m, i) => (m, i + 1)))
        {
            progress.Report(FormattableString.Invariant($"member {number} of {ensemble.Members.Count}: {member.Name}"), (double)(number - 1) / ensemble.Members.Count);
            outcomes.Add(ModelTrainer.Run(
                spec with { Trainer = member, Ensemble = null }, schema, training, onnxPath, threads, sink, progress, cancellation,
                honest => scores.Add(Scores(honest, schema, training, held, onnxPath, threads, cancellation))));
            files.Add(File.ReadAllBytes(onnxPath));
        }

        progress.Report("joining the members");
        var weights = ensemble.Kind == EnsembleKind.Average ? [.. files.Select(_ => 1.0 / files.Count)] : EnsembleSelection.Weights(scores, s => loss.Of(s));
        var kept = Enumerable.Range(0, files.Count).Where(m => weights[m] > 0).ToList();
        var joint = EnsembleWriter.ToBytes([.. kept.Select(m => files[m])], [.. kept.Select(m => weights[m])], schema, spec.ClassificationThreshold, spec.Name);
        var difference = Parity(spec, [.. kept.Select(m => files[m])], [.. kept.Select(m => weights[m])], joint, m => Scores(m, schema, training, held, onnxPath, threads, cancellation), sink);
        File.WriteAllBytes(onnxPath, joint);

        var losses = scores.ConvertAll(s => loss.Of(s));
        var value = loss.Of(Mean(scores, weights));
        CompareWithMembers(spec, ensemble, held.Length, loss.Name, value, losses, sink);
        var report = outcomes[0].Report with
        {
            Trainer = EnsembleSpec.Trainer,
            Iterations = outcomes.Sum(o => o.Report.Iterations),
            ValidationMetric = loss.Name,
            ValidationValue = value,
            ParityDifference = Math.Max(difference, outcomes.Max(o => o.Report.ParityDifference)),
            Parameters = new SortedDictionary<string, string>(spec.Trainer.Parameters.ToDictionary(), StringComparer.Ordinal),
            Members = [.. outcomes.Select((o, m) => new MemberReport(o.Report.Trainer, o.Report.Parameters, weights[m], o.Report.Iterations, losses[m]))],
        };
        return outcomes[0] with { Report = report };
    }

    private static double[] Scores(byte[] onnx, ModelSchema schema, Table rows, int[] held, string path, int threads, CancellationToken cancellation)
    {
        using var scorer = new OnnxScorer(onnx, path, threads);
        return Array.ConvertAll(scorer.Score(rows, schema, held, cancellation), s => (double)s);
    }

    private static double[] Mean(List<double[]> scores, double[] weights)
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

    /// <summary>The greatest difference between what the joint file says and the mean of what its members say.</summary>
    private static double Parity(ModelSpec spec, byte[][] members, double[] weights, byte[] joint, Func<byte[], double[]> score, IDiagnosticSink sink)
    {
        var expected = Mean([.. members.Select(score)], weights);
        var found = score(joint);
        var usual = spec.Ensemble is not null && expected.Length > 0 ? Math.Max(1, Math.Sqrt(expected.Sum(v => v * v) / expected.Length)) : 1;
        var difference = expected.Zip(found, (a, b) => Math.Abs(a - b) / Math.Max(usual, Math.Abs(a))).DefaultIfEmpty(0).Max();
        if (!(difference <= Tolerance))
        {
            sink.Report(TrainDiagnostics.ParityBroken.At(
                spec.Trainer.Location,
                $"The joint ONNX model's scores differ from the mean of its members' by up to {difference} on {DiagnosticText.Count(found.Length, "score")}; at most {Tolerance} is allowed. This is a defect of Ingot; please report it."));
        }

        return difference;
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

    private static float[] Pick(float[] values, int[] rows) => Array.ConvertAll(rows, r => values[r]);
}
