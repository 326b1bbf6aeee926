using Ingot.Core.Tables;
using Ingot.Training;

namespace Ingot.Simulation.Models;

/// <summary>Makes models by the learner alone, as models/Churn has it, without files and stages: for very many of them.</summary>
public sealed class QuickModels : IModelMaker
{
    private static readonly TreeSettings Settings = new() { Iterations = 200, Leaves = 15, LearningRate = 0.05, EarlyStopping = 20 };

    private readonly TableLearner _learner = new(threads: 1);

    /// <inheritdoc />
    public YearModel Make(string version, Table training, Table reference)
    {
        ArgumentNullException.ThrowIfNull(training);
        ArgumentNullException.ThrowIfNull(reference);
        return new QuickModel(version, _learner.Classify(QuickModel.Features(training), QuickModel.Left(training), null, Settings, seed: 1), reference);
    }
}
