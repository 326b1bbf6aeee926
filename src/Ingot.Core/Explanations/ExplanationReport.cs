namespace Ingot.Core.Explanations;

/// <summary>What the columns contributed to the predictions of some reference rows (Shapley values): <c>explanations.json</c>. It has no row's own values.</summary>
public sealed record ExplanationReport
{
    /// <summary>The <see cref="Method"/> of exact values of trees.</summary>
    public const string TreeShap = "TreeSHAP";

    /// <summary>The <see cref="Method"/> of exact values of linear models: weights times the differences from the means of the training rows.</summary>
    public const string Linear = "Linear";

    /// <summary>The <see cref="Method"/> of sampled ones.</summary>
    public const string Sampled = "SampledOrders";

    /// <summary>How the contributions were found: <see cref="TreeShap"/>, <see cref="Linear"/> or <see cref="Sampled"/>.</summary>
    public required string Method { get; init; }

    /// <summary>What they are measured in, such as <c>log-odds of Yes</c>.</summary>
    public required string Unit { get; init; }

    /// <summary>Number of rows that were explained.</summary>
    public required int Rows { get; init; }

    /// <summary>Number of reference rows that they were drawn from.</summary>
    public required int ReferenceRows { get; init; }

    /// <summary>The seed of the drawing.</summary>
    public required int Seed { get; init; }

    /// <summary>For each output what the model says when nothing is known of a row: contributions are added to it.</summary>
    public required IReadOnlyList<double> Base { get; init; }

    /// <summary>The mean standard error of a sampled contribution; null: they are exact.</summary>
    public double? MeanError { get; init; }

    /// <summary>The columns, those that move predictions most first.</summary>
    public required IReadOnlyList<ExplainedColumn> Columns { get; init; }
}
