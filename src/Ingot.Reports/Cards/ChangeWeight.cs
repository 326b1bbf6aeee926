namespace Ingot.Reports.Cards;

/// <summary>How much a change of a metric says.</summary>
internal enum ChangeWeight
{
    /// <summary>It may be chance, or nothing tells.</summary>
    Untold,

    /// <summary>It is more than chance.</summary>
    MoreThanChance,

    /// <summary>It is worse, and a gate failed for it.</summary>
    Failed,
}
