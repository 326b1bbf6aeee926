using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Training.Clustering;
using Ingot.Training.Isolation;
using Ingot.Training.LightGbm;
using Ingot.Training.Linear;
using Ingot.Training.MLNet;
using Ingot.Training.Pipelines;

namespace Ingot.Training;

/// <summary>All learners, and the choice among them.</summary>
internal static class LearnerCatalog
{
    /// <summary>The parameter of every learner of classes: <c>None</c>, or <c>Balanced</c> for weights inverse to the classes' frequencies.</summary>
    public const string ClassWeights = "ClassWeights";

    /// <summary>The learners in the order in which messages list them.</summary>
    public static IReadOnlyList<ILearner> All { get; } =
        [new LightGbmLearner(), new FastTreeLearner(), new FastForestLearner(), new LogisticRegressionLearner(), new LinearRegressionLearner(), new IsolationForestLearner(), new KMeansLearner(), new ConstantLearner()];

    /// <summary>The learner that a project asks for.</summary>
    /// <exception cref="IngotException">INGOT2001: there is none of this name, it cannot learn the task, or it has no such parameter.</exception>
    public static ILearner Choose(TrainerSpec trainer, ModelTask task)
    {
        var learner = All.FirstOrDefault(l => string.Equals(l.Name, trainer.Name, StringComparison.OrdinalIgnoreCase))
            ?? (trainer.Assemblies.Count > 0 ? LearnerCode.Find(trainer) : null)
            ?? throw Wrong(trainer, $"There is no trainer '{trainer.Name}'; expected one of {TrainerSpec.BoostedTrees}, {Names(All)}.");
        if (!learner.Tasks.Contains(task))
        {
            throw Wrong(
                trainer,
                $"The trainer {learner.Name} cannot be used for {task}; it learns {string.Join(", ", learner.Tasks)}. Choose one of {Names(All.Where(l => l.Tasks.Contains(task)))}.");
        }

        var known = Known(trainer, learner, task);
        return trainer.Parameters.Keys.FirstOrDefault(k => !known.Contains(k, StringComparer.OrdinalIgnoreCase)) is { } unknown
            ? throw Wrong(trainer, $"The trainer {(trainer.IsBoostedTrees ? TrainerSpec.BoostedTrees : learner.Name)} has no parameter '{unknown}' for {task}; expected one of {string.Join(", ", known)}.")
            : learner;
    }

    /// <summary>The names of all metadata that a trainer understands.</summary>
    /// <param name="trainer">The trainer.</param>
    /// <param name="learner">Its learner.</param>
    /// <param name="task">The task.</param>
    public static IReadOnlyList<string> Known(TrainerSpec trainer, ILearner learner, ModelTask task)
    {
        // What is open must mean the same on every machine.
        var able = trainer.IsBoostedTrees ? All.Where(l => l is LightGbmLearner or FastTreeLearner) : [learner];
        var known = able.Select(l => l.Parameters.Select(p => p.Name)).Aggregate((names, next) => names.Intersect(next)).ToList();
        if (task is ModelTask.BinaryClassification or ModelTask.MulticlassClassification)
        {
            known.Add(ClassWeights);
        }

        if (!task.IsUnsupervised())
        {
            known.AddRange(TrainerFeatures.Names);
        }

        if (!trainer.IsBoostedTrees)
        {
            known.AddRange(learner.Words(task));
        }

        return known;
    }

    private static string Names(IEnumerable<ILearner> learners) => string.Join(", ", learners.Select(l => l.Name));

    private static IngotException Wrong(TrainerSpec trainer, FormattableString message) =>
        new(TrainDiagnostics.InvalidTrainer.At(trainer.Location, message));
}
