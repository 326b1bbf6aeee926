using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;

// What users write: public classes, each with a method that gives a pipeline. No fact is in them.
#pragma warning disable CA1515, SA1402, CA1822, CA1024
namespace Ingot.Training.Tests.Pipelines;

public static class GoodBinary
{
    public static IEstimator<ITransformer> Create(MLContext context) => Common(context).Append(context.BinaryClassification.Trainers.FastTree(numberOfTrees: 30));

    internal static EstimatorChain<ITransformer> Common(MLContext context) => new EstimatorChain<ITransformer>()
        .Append(context.Transforms.Categorical.OneHotEncoding("plan"))
        .Append<ITransformer>(context.Transforms.ReplaceMissingValues("x"))
        .Append<ITransformer>(context.Transforms.Concatenate("Features", "x", "y", "plan"));
}

public sealed class GoodRegression
{
    public IEstimator<ITransformer> Pipeline(MLContext context) => GoodBinary.Common(context).Append(context.Regression.Trainers.FastTree(numberOfTrees: 30));
}

public static class GoodClasses
{
    public static IEstimator<ITransformer> Create(MLContext context) => GoodBinary.Common(context)
        .Append(context.MulticlassClassification.Trainers.OneVersusAll(context.BinaryClassification.Trainers.FastTree(numberOfTrees: 10)));
}

public static class WrongHash
{
    // Text hashes of non-ASCII and empty values are others in ONNX.
    public static IEstimator<ITransformer> Create(MLContext context) => context.Transforms.Categorical.OneHotHashEncoding("plan", numberOfBits: 6)
        .Append(context.Transforms.Concatenate("Features", "y", "plan")).Append(context.Regression.Trainers.FastTree(numberOfTrees: 30));
}

public static class NotExportable
{
    public static IEstimator<ITransformer> Create(MLContext context) => context.Transforms.Text.FeaturizeText("text", "plan")
        .Append(context.Transforms.Concatenate("Features", "y", "text")).Append(context.Regression.Trainers.FastTree(new FastTreeRegressionTrainer.Options { NumberOfTrees = 10 }));
}

public static class Uncalibrated
{
    public static IEstimator<ITransformer> Create(MLContext context) => GoodBinary.Common(context).Append(context.BinaryClassification.Trainers.LinearSvm());
}

public static class Throws
{
    public static IEstimator<ITransformer> Create(MLContext context) => throw new InvalidOperationException("no luck today");
}

public static class Nothing
{
    public static IEstimator<ITransformer>? Create(MLContext context) => null;
}

public static class Two
{
    public static IEstimator<ITransformer> First(MLContext context) => GoodBinary.Create(context);

    public static IEstimator<ITransformer> Second(MLContext context) => GoodBinary.Create(context);
}

public static class OtherColumn
{
    public static IEstimator<ITransformer> Create(MLContext context) => context.Transforms.Concatenate("Features", "z").Append(context.Regression.Trainers.FastTree());
}
