using Ingot.Core.Clusters;
using Ingot.Core.Gates;
using Ingot.Core.Explanations;
using Ingot.Core.Importances;
using Ingot.Core.Metrics;
using Ingot.Core.Predictions;
using Ingot.Core.Profiles;
using Ingot.Core.Readiness;
using Ingot.Core.Schemas;
using Ingot.Core.Slices;
using Ingot.Core.Specs;

namespace Ingot.Reports.Cards;

/// <summary>All that a model card is made of.</summary>
public sealed record CardContent
{
    /// <summary>What the project says.</summary>
    public required ModelSpec Spec { get; init; }

    /// <summary>The model's inputs and classes.</summary>
    public required ModelSchema Schema { get; init; }

    /// <summary>What was measured.</summary>
    public required MetricsReport Metrics { get; init; }

    /// <summary>What the gates found.</summary>
    public required IReadOnlyList<Verdict> Verdicts { get; init; }

    /// <summary>The lines of C# by which an application uses the typed client.</summary>
    public required IReadOnlyList<string> Usage { get; init; }

    /// <summary>What the model is compared with; null when there is nothing.</summary>
    public CardBaseline? Baseline { get; init; }

    /// <summary>What each feature is worth; null when it was not measured.</summary>
    public ImportanceReport? Importance { get; init; }

    /// <summary>What columns contribute to predictions; null: not found.</summary>
    public ExplanationReport? Explanation { get; init; }

    /// <summary>What the clusters of a clustering are like; null for other tasks.</summary>
    public ClustersReport? Clusters { get; init; }

    /// <summary>What a search for weak slices found; null when there was none.</summary>
    public SlicesReport? SliceSearch { get; init; }

    /// <summary>The ML Test Score; null when it was not computed.</summary>
    public MLTestReport? Score { get; init; }

    /// <summary>What the columns look like; null when it is not known.</summary>
    public DataProfile? Profile { get; init; }

    /// <summary>The scores of the reference rows; null: a card without curves.</summary>
    public PredictionSet? Predictions { get; init; }

    /// <summary>What was made of each column; empty: it is not known.</summary>
    public IReadOnlyList<FeatureNote> Features { get; init; } = [];

    /// <summary>Where the model came from, beyond what the project says.</summary>
    public CardOrigin Origin { get; init; } = new();
}
