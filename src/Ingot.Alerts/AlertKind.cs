namespace Ingot.Alerts;

/// <summary>What an alert tells of.</summary>
public enum AlertKind
{
    /// <summary>A monitor gate failed: production is beyond what the project allows.</summary>
    GateFailed,

    /// <summary>What was told before is over.</summary>
    Recovered,

    /// <summary>Production could not be measured: nothing is known of it.</summary>
    MonitorFailed,

    /// <summary>A channel was given to a version.</summary>
    Promoted,

    /// <summary>A channel was given back to a version that held it before.</summary>
    RolledBack,

    /// <summary>A version was retired: nobody may use it any more.</summary>
    Retired,

    /// <summary>A new version was trained and is proposed.</summary>
    CandidateProposed,

    /// <summary>Nothing happened: somebody tries whether alerts arrive.</summary>
    Test,
}
