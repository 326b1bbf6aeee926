namespace Ingot.Core.Gates;

/// <summary>What the verdicts on a model come to.</summary>
public enum ModelStanding
{
    /// <summary>Nothing was decided: there are no gates, or all of them were skipped.</summary>
    NotJudged,

    /// <summary>A gate failed or could not tell.</summary>
    NotPassed,

    /// <summary>Nothing failed, and nothing that was decided asks how good the predictions are.</summary>
    QualityNotJudged,

    /// <summary>Nothing failed, and the predictions were judged.</summary>
    Passed,
}
