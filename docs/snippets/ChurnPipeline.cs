using Microsoft.ML;

namespace Contoso.Churn.Training;

/// <summary>Boosted trees on three numbers and the kind of contract.</summary>
public static class ChurnPipeline
{
    /// <summary>Columns have the names that they have in the data; the label is <c>Label</c>.</summary>
    public static IEstimator<ITransformer> Create(MLContext context) => context.Transforms.Categorical.OneHotEncoding("contract")
        .Append(context.Transforms.ReplaceMissingValues("total_charges"))
        .Append(context.Transforms.Concatenate("Features", "contract", "tenure", "monthly_charges", "total_charges"))
        .Append(context.BinaryClassification.Trainers.FastTree(numberOfLeaves: 15, numberOfTrees: 100));
}
