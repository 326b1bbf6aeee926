namespace Ingot.Jobs.Batches;

/// <summary>What a scheduler knows of a unit of work that has no result yet.</summary>
public enum UnitState
{
    /// <summary>Nothing: it never came, was forgotten, or has ended. It is done again.</summary>
    Gone,

    /// <summary>It waits for its turn.</summary>
    Waiting,

    /// <summary>A machine works on it.</summary>
    Running,

    /// <summary>It was ended for a reason that another attempt does not mend: cancelled by a person, over its time or its memory.</summary>
    Ended,
}
