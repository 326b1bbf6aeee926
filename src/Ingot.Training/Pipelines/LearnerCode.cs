using Ingot.Core.Diagnostics;
using Ingot.Core.Specs;

namespace Ingot.Training.Pipelines;

/// <summary>The code of a trainer of the project's own: a public class that is an <see cref="ILearner"/>, found by its name or by what it calls itself.</summary>
internal static class LearnerCode
{
    /// <summary>The project's learner.</summary>
    /// <exception cref="IngotException">INGOT2066: the assembly was not built or cannot be loaded, or has no such learner, or several.</exception>
    public static ILearner Find(TrainerSpec trainer)
    {
        var assembly = trainer.Assemblies[0];
        if (!File.Exists(assembly))
        {
            throw Unusable(trainer, $"The code of the trainer '{trainer.Name}' was not built: there is no '{assembly}'. Build the project that TrainerProject names, or correct TrainerAssembly.");
        }

        try
        {
            var learners = TrainerCode.Classes(assembly).Where(t => typeof(ILearner).IsAssignableFrom(t) && t.GetConstructor([]) is not null).Select(t => (ILearner)Activator.CreateInstance(t)!).ToList();
            var found = learners.FindAll(l => l.GetType().FullName == trainer.Name || string.Equals(l.Name, trainer.Name, StringComparison.OrdinalIgnoreCase));
            return found switch
            {
                [var learner] => new ProjectLearner(learner),
                [] => throw Unusable(trainer, $"There is no trainer '{trainer.Name}': '{Path.GetFileName(assembly)}' has {(learners.Count == 0 ? "no public class that is an ILearner of Ingot.Training and has a constructor without parameters" : $"the trainers {DiagnosticText.List(learners.Select(l => l.Name))}")}. Correct the Trainer item, or the class."),
                _ => throw Unusable(trainer, $"'{Path.GetFileName(assembly)}' has several trainers '{trainer.Name}': {DiagnosticText.List(found.Select(l => l.GetType().FullName!))}. Write the full name of one of these classes."),
            };
        }
        catch (System.Reflection.TargetInvocationException e)
        {
            throw Unusable(trainer, $"A trainer of '{Path.GetFileName(assembly)}' threw {e.InnerException!.GetType().Name} when it was made: {e.InnerException.Message} Correct it.", e.InnerException);
        }
        catch (Exception e) when (TrainerCode.IsLoading(e))
        {
            throw Unusable(trainer, $"'{Path.GetFileName(assembly)}' cannot be loaded: {TrainerCode.Said(e)} Its project must target net{Environment.Version.Major}.0 or lower and reference the Ingot.Training of this version of Ingot.", e);
        }
    }

    private static IngotException Unusable(TrainerSpec trainer, FormattableString message, Exception? inner = null) =>
        new(TrainDiagnostics.PipelineUnusable.At(trainer.Location, message), inner);
}
