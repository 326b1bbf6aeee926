namespace Ingot.Core.Diagnostics;

/// <summary>The numbered messages of the Train stage (INGOT2xxx).</summary>
public static class TrainDiagnostics
{
    /// <summary>The trainer, or one of its parameters, is unknown or has a value that cannot be used.</summary>
    public static DiagnosticDescriptor InvalidTrainer { get; } =
        new("INGOT2001", DiagnosticSeverity.Error, "The trainer or one of its parameters is wrong");

    /// <summary>The ONNX model does not give the scores that the learner itself gives.</summary>
    public static DiagnosticDescriptor ParityBroken { get; } =
        new("INGOT2002", DiagnosticSeverity.Error, "The ONNX model and the trainer disagree");

    /// <summary>LightGBM, or the OpenMP runtime that it needs, is not on this machine.</summary>
    public static DiagnosticDescriptor LibraryMissing { get; } =
        new("INGOT2003", DiagnosticSeverity.Error, "The native library of the learner cannot be loaded");

    /// <summary>The learner itself reported an error.</summary>
    public static DiagnosticDescriptor LearnerFailed { get; } =
        new("INGOT2004", DiagnosticSeverity.Error, "The learner refused");

    /// <summary>The training data have too few rows to hold some out for validation.</summary>
    public static DiagnosticDescriptor TooFewRows { get; } =
        new("INGOT2005", DiagnosticSeverity.Error, "There are too few training rows");

    /// <summary>The feature matrix has more values than an array can hold.</summary>
    public static DiagnosticDescriptor TooLarge { get; } =
        new("INGOT2006", DiagnosticSeverity.Error, "The feature matrix is too large");

    /// <summary>On the validation rows the model has no lower loss than one that says the same of every row.</summary>
    public static DiagnosticDescriptor NoBetterThanConstant { get; } =
        new("INGOT2007", DiagnosticSeverity.Warning, "The model is no better than a constant");

    /// <summary>The loss on the validation rows rose far above its best value while the trainer went on.</summary>
    public static DiagnosticDescriptor LossExploded { get; } =
        new("INGOT2008", DiagnosticSeverity.Warning, "The validation loss exploded");

    /// <summary>A class that validation rows have is predicted for none of them.</summary>
    public static DiagnosticDescriptor ClassNeverPredicted { get; } =
        new("INGOT2009", DiagnosticSeverity.Warning, "A class is never predicted");

    /// <summary>A column asks for a handling of missing values that this trainer or this column does not have.</summary>
    public static DiagnosticDescriptor CannotKeepMissing { get; } =
        new("INGOT2010", DiagnosticSeverity.Error, "Missing values cannot be handled as asked");

    /// <summary>A column is to be monotone, but this trainer or this column cannot be.</summary>
    public static DiagnosticDescriptor CannotKeepMonotone { get; } =
        new("INGOT2011", DiagnosticSeverity.Error, "A monotone constraint cannot be kept");

    /// <summary>Labels are beyond 32 bits; or predictions on the validation rows, or their loss, are infinite or no numbers.</summary>
    public static DiagnosticDescriptor NotFinite { get; } =
        new("INGOT2012", DiagnosticSeverity.Error, "Labels or predictions are not finite numbers");

    /// <summary>The number of iterations was chosen by a handful of validation rows.</summary>
    public static DiagnosticDescriptor FewValidationRows { get; } =
        new("INGOT2013", DiagnosticSeverity.Warning, "Early stopping goes by too few rows");

    /// <summary>A column that the schema gives 32 bits has values that become equal, or infinite, in them.</summary>
    public static DiagnosticDescriptor PrecisionTooLow { get; } =
        new("INGOT2014", DiagnosticSeverity.Warning, "Values of a column become equal in 32 bits");

    /// <summary>The project leaves the learner open, and there is no LightGBM on this machine.</summary>
    public static DiagnosticDescriptor OtherTrees { get; } =
        new("INGOT2015", DiagnosticSeverity.Warning, "Another learner of trees was taken");

    /// <summary>Training rows have a weight that is missing, negative or infinite, or all have the weight 0.</summary>
    public static DiagnosticDescriptor InvalidWeight { get; } =
        new("INGOT2016", DiagnosticSeverity.Error, "Training rows have a weight that cannot be used");

    /// <summary>The training rows cannot be divided as asked: one group only, one time only, or nothing left to learn from.</summary>
    public static DiagnosticDescriptor CannotSplit { get; } =
        new("INGOT2045", DiagnosticSeverity.Error, "The training rows cannot be divided as asked");

    /// <summary>Rows that are divided by groups or by time have no group, or no time.</summary>
    public static DiagnosticDescriptor RowsWithout { get; } =
        new("INGOT2046", DiagnosticSeverity.Warning, "Rows have no group or no time");

    /// <summary>There are so few groups, or so few different times, that what is measured on the held-out ones says little.</summary>
    public static DiagnosticDescriptor FewParts { get; } =
        new("INGOT2047", DiagnosticSeverity.Warning, "There are few groups or times to divide by");

    /// <summary>One side of a split lacks a class, or has far more or fewer rows than asked for.</summary>
    public static DiagnosticDescriptor UnevenSplit { get; } =
        new("INGOT2048", DiagnosticSeverity.Warning, "A split is uneven");

    /// <summary>The inputs of a model of the project's own cannot be made of the columns.</summary>
    public static DiagnosticDescriptor OwnModelInputs { get; } =
        new("INGOT2060", DiagnosticSeverity.Error, "The model's inputs cannot be made of the columns");

    /// <summary>The outputs of a model of the project's own cannot be read as predictions.</summary>
    public static DiagnosticDescriptor OwnModelOutputs { get; } =
        new("INGOT2061", DiagnosticSeverity.Error, "The model's outputs cannot be read as predictions");

    /// <summary>What an input or output of a model of the project's own means was guessed.</summary>
    public static DiagnosticDescriptor OwnModelGuessed { get; } =
        new("INGOT2062", DiagnosticSeverity.Warning, "What the model's inputs or outputs mean was guessed");

    /// <summary>A model of the project's own takes not all of the features.</summary>
    public static DiagnosticDescriptor OwnModelLeavesOut { get; } =
        new("INGOT2063", DiagnosticSeverity.Warning, "The model takes not all of the columns");

    /// <summary>A model of the project's own has operator sets that cannot be joined with Ingot's.</summary>
    public static DiagnosticDescriptor OwnModelOperators { get; } =
        new("INGOT2064", DiagnosticSeverity.Error, "The model's operator sets cannot be used");

    /// <summary>The command of a trainer failed, did not end, or left no model.</summary>
    public static DiagnosticDescriptor CommandFailed { get; } =
        new("INGOT2065", DiagnosticSeverity.Error, "The training command failed");

    /// <summary>The class of a pipeline or a learner cannot be found, loaded or asked.</summary>
    public static DiagnosticDescriptor PipelineUnusable { get; } =
        new("INGOT2066", DiagnosticSeverity.Error, "The project's own training code cannot be used");

    /// <summary>A transform of a pipeline cannot be written as ONNX, or the file answers otherwise than ML.NET.</summary>
    public static DiagnosticDescriptor PipelineNotExportable { get; } =
        new("INGOT2067", DiagnosticSeverity.Error, "The pipeline cannot be written as ONNX");

    /// <summary>A model is to be trained again, and was trained elsewhere; or from what was served, which does not have what it is trained from.</summary>
    public static DiagnosticDescriptor CannotTrainAgain { get; } =
        new("INGOT2068", DiagnosticSeverity.Error, "The model cannot be trained again");

    /// <summary>A command names a file of the project that no TrainerInput has.</summary>
    public static DiagnosticDescriptor CommandInputUnsaid { get; } =
        new("INGOT2069", DiagnosticSeverity.Warning, "The training command uses a file that is no TrainerInput");

    /// <summary>Rows that are to be learned from, or that early stopping goes by, have no query with an order.</summary>
    public static DiagnosticDescriptor NoOrders { get; } =
        new("INGOT2070", DiagnosticSeverity.Error, "There is no order to learn");

    /// <summary>Queries have rows on both sides of a division by time.</summary>
    public static DiagnosticDescriptor DividedQueries { get; } =
        new("INGOT2071", DiagnosticSeverity.Warning, "Queries are divided");

    /// <summary>A query has more rows than can be learned from.</summary>
    public static DiagnosticDescriptor LargeQueries { get; } =
        new("INGOT2072", DiagnosticSeverity.Error, "A query has too many rows");

    /// <summary>The held-out rows do not give the calibration that the project asks for, or the model has none to calibrate.</summary>
    public static DiagnosticDescriptor CannotCalibrate { get; } =
        new("INGOT2080", DiagnosticSeverity.Error, "The probabilities cannot be calibrated");

    /// <summary>A calibration rests on few rows, or turns the order of probabilities round.</summary>
    public static DiagnosticDescriptor DoubtfulCalibration { get; } =
        new("INGOT2081", DiagnosticSeverity.Warning, "The calibration is doubtful");

    /// <summary>No threshold reaches what the project asks for, or the model decides by none.</summary>
    public static DiagnosticDescriptor CannotChooseThreshold { get; } =
        new("INGOT2082", DiagnosticSeverity.Error, "The threshold cannot be chosen");

    /// <summary>A chosen threshold rests on few rows, or predicts the same of all.</summary>
    public static DiagnosticDescriptor DoubtfulThreshold { get; } =
        new("INGOT2083", DiagnosticSeverity.Warning, "The chosen threshold is doubtful");

    /// <summary>Prediction intervals are asked for, and the model or its rows do not give them.</summary>
    public static DiagnosticDescriptor NoIntervals { get; } =
        new("INGOT2084", DiagnosticSeverity.Error, "There are no prediction intervals");

    /// <summary>Prediction intervals rest on few rows.</summary>
    public static DiagnosticDescriptor DoubtfulIntervals { get; } =
        new("INGOT2085", DiagnosticSeverity.Warning, "The prediction intervals are doubtful");

    /// <summary>Reasons are wanted of predictions, and the model has none that are exact.</summary>
    public static DiagnosticDescriptor NoReasons { get; } =
        new("INGOT2090", DiagnosticSeverity.Error, "No exact reasons can be had of the model");

    /// <summary>On rows that no member learned from, an ensemble has no lower loss than its best member.</summary>
    public static DiagnosticDescriptor EnsembleNoBetter { get; } =
        new("INGOT2091", DiagnosticSeverity.Warning, "The ensemble is no better than one of its members");

    /// <summary>There are fewer different rows than clusters are wanted.</summary>
    public static DiagnosticDescriptor TooFewRowsForClusters { get; } =
        new("INGOT2092", DiagnosticSeverity.Error, "There are fewer different rows than clusters");

    /// <summary>The training is to continue from a release, and what the project asks for besides cannot be had with that.</summary>
    public static DiagnosticDescriptor CannotContinue { get; } =
        new("INGOT2095", DiagnosticSeverity.Error, "The training cannot continue from a release");

    /// <summary>Restore did not bring the release that the training continues from.</summary>
    public static DiagnosticDescriptor ContinuedNotRestored { get; } =
        new("INGOT2096", DiagnosticSeverity.Error, "The release to continue from is not restored");

    /// <summary>The released model does not fit what is learned, or nothing can be learned on top of it.</summary>
    public static DiagnosticDescriptor ContinuedDoesNotFit { get; } =
        new("INGOT2097", DiagnosticSeverity.Error, "The release cannot be continued from");

    /// <summary>The trees on top of the release do not lower the validation loss.</summary>
    public static DiagnosticDescriptor ContinuedWithoutGain { get; } =
        new("INGOT2098", DiagnosticSeverity.Warning, "What is learned on top of the release does not help");

    /// <summary>A column has metadata of another type of columns.</summary>
    public static DiagnosticDescriptor EncodingDoesNotFit { get; } =
        new("INGOT2030", DiagnosticSeverity.Error, "An encoding does not fit the column");

    /// <summary>An anomaly detection gives all rows the same score.</summary>
    public static DiagnosticDescriptor TellsNothing { get; } =
        new("INGOT2075", DiagnosticSeverity.Warning, "The model tells no row from another");

    /// <summary>The model was made again from the same inputs and is another one.</summary>
    public static DiagnosticDescriptor NotReproduced { get; } =
        new("INGOT2101", DiagnosticSeverity.Error, "The model was not reproduced");

    /// <summary>A test needs another model, for which the data have no column or no rows.</summary>
    public static DiagnosticDescriptor NoRival { get; } =
        new("INGOT2501", DiagnosticSeverity.Error, "A model to compare with cannot be trained");
}
