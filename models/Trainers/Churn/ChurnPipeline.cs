using Microsoft.ML;

namespace Contoso.Churn.Training;

/// <summary>Boosted trees on the contract and what is paid.</summary>
public static class ChurnPipeline
{
    private static readonly string[] Texts = ["contract", "internet_service", "online_security", "tech_support", "payment_method"];
    private static readonly string[] Numbers = ["tenure", "monthly_charges", "total_charges", "senior_citizen", "paperless_billing"];

    /// <summary>Columns have the names that they have in the data; the label is <c>Label</c>.</summary>
    public static IEstimator<ITransformer> Create(MLContext context) => context.Transforms.Categorical.OneHotEncoding([.. Texts.Select(t => new InputOutputColumnPair(t))])
        .Append(context.Transforms.ReplaceMissingValues("total_charges"))
        .Append(context.Transforms.Concatenate("Features", [.. Texts, .. Numbers]))
        .Append(context.BinaryClassification.Trainers.FastTree(numberOfLeaves: 15, numberOfTrees: 100, learningRate: 0.05));
}
