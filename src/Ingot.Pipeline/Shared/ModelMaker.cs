using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Tables;
using Ingot.Pipeline.Shared.OwnModels;
using Ingot.Training;
using Ingot.Training.Ensembles;

namespace Ingot.Pipeline.Shared;

/// <summary>Makes a model of rows, by what the project says: one of Ingot's trainers, or a model of its own.</summary>
internal static class ModelMaker
{
    /// <summary>Makes the ONNX file.</summary>
    /// <param name="context">Of the stage that makes it.</param>
    /// <param name="spec">What is made: the project's model, or a rival of it.</param>
    /// <param name="schema">Its columns.</param>
    /// <param name="training">The rows to learn from.</param>
    /// <param name="file">Full path of the file.</param>
    /// <param name="sink">Takes diagnostics.</param>
    /// <param name="progress">Takes progress.</param>
    /// <exception cref="IngotException">INGOT2xxx.</exception>
    public static TrainingOutcome Make(
        StageContext context, ModelSpec spec, ModelSchema schema, Table training, string file, IDiagnosticSink sink, IStageProgress progress) => spec.OwnModel switch
        {
            null when spec.Ensemble is not null && spec.Folds > 0 => throw new IngotException(TrainDiagnostics.CannotSplit.At(
                spec.LocationOf("ModelFolds"), $"ModelFolds is {spec.Folds}, and the model is an ensemble: only single models are cross-validated. Remove ModelFolds, or all trainers but one.")),
            null when spec.Ensemble is not null => EnsembleTrainer.Run(spec, schema, training, file, context.Threads, sink, progress, context.Cancellation),
            null => ModelTrainer.Run(spec, schema, training, file, context.Threads, sink, progress, context.Cancellation),
            _ when spec.Folds > 0 => throw new IngotException(TrainDiagnostics.CannotSplit.At(
                spec.LocationOf("ModelFolds"), $"ModelFolds is {spec.Folds}, and the model is one of the project's own: only what Ingot's trainers learn is cross-validated. Remove ModelFolds, or choose one of them.")),
            _ => new TrainingOutcome(new OwnModelMaker(context, spec, schema, sink, progress).Make(training, file), Folds: null, Rows: null),
        };
}
