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
            _ when spec.Continued is not null && NotContinued(spec) is { } refused => throw refused,
            null when spec.Ensemble is not null && spec.Folds > 0 => throw new IngotException(TrainDiagnostics.CannotSplit.At(
                spec.LocationOf("ModelFolds"), $"ModelFolds is {spec.Folds}, and the model is an ensemble: only single models are cross-validated. Remove ModelFolds, or all trainers but one.")),
            null when spec.Ensemble is not null => EnsembleTrainer.Run(spec, schema, training, file, context.Threads, sink, progress, context.Cancellation),
            null => ModelTrainer.Run(spec, schema, training, file, context.Threads, sink, progress, context.Cancellation, released: ContinuedRelease.Read(spec)),
            _ when spec.Folds > 0 => throw new IngotException(TrainDiagnostics.CannotSplit.At(
                spec.LocationOf("ModelFolds"), $"ModelFolds is {spec.Folds}, and the model is one of the project's own: only what Ingot's trainers learn is cross-validated. Remove ModelFolds, or choose one of them.")),
            _ when Asked(spec) is { Descriptor: var descriptor, Property: var property } => throw Unheld(descriptor, spec, property),
            _ => new TrainingOutcome(new OwnModelMaker(context, spec, schema, sink, progress).Make(training, file), Folds: null, Rows: null),
        };

    // What a release has learned from Ingot does not know: of none of the rows it can be said that it did not.
    private static IngotException? NotContinued(ModelSpec spec)
    {
        var (property, why) = spec.OwnModel is not null ? ("ModelContinueFrom", "the model is one of the project's own")
            : spec.Ensemble is not null ? ("ModelContinueFrom", "the model is an ensemble")
            : spec.Folds > 0 ? ("ModelFolds", $"the project has ModelFolds: which rows the release has learned from is not known, so none can be predicted as if they were new")
            : Asked(spec) is { Property: var asked } ? (asked, $"the project has {asked}: which rows the release has learned from is not known, so there are none of which it is sure that they were not learned from")
            : (string.Empty, string.Empty);
        return property.Length == 0 ? null : new IngotException(TrainDiagnostics.CannotContinue.At(
            spec.LocationOf(property), $"The training is to continue from {spec.Continued!.Package} {spec.Continued.Version}, and {why}. Remove {(property == "ModelContinueFrom" ? property : $"{property} or ModelContinueFrom")}."));
    }

    /// <summary>What is asked of the model's scores, that needs rows which were not learned from; null: nothing.</summary>
    private static (DiagnosticDescriptor Descriptor, string Property)? Asked(ModelSpec spec) =>
        spec.Calibration != CalibrationMethod.None ? (TrainDiagnostics.CannotCalibrate, "ModelCalibration")
        : spec.ThresholdCosts is not null ? (TrainDiagnostics.CannotChooseThreshold, "ModelThresholdCosts")
        : spec.ThresholdTarget is not null ? (TrainDiagnostics.CannotChooseThreshold, "ModelThresholdTarget")
        : spec.PredictionInterval is not null ? (TrainDiagnostics.NoIntervals, "ModelPredictionInterval")
        : null;

    // What such a model has learned from, and what not, Ingot does not know: fitted on rows that it knows by heart, all of it would promise too much.
    private static IngotException Unheld(DiagnosticDescriptor descriptor, ModelSpec spec, string property) => new(descriptor.At(
        spec.LocationOf(property), $"The project has {property}, and the model is one of its own: there are no rows of which Ingot knows that it did not learn from them. Remove {property}{property switch { "ModelCalibration" => ", and calibrate in the training", "ModelPredictionInterval" => string.Empty, _ => ", and set ModelClassificationThreshold" }}; or choose one of Ingot's trainers."));
}
