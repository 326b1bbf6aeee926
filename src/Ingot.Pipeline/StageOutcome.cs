namespace Ingot.Pipeline;

/// <summary>How a stage ended. The numbers are the exit codes of the tool.</summary>
public enum StageOutcome
{
    /// <summary>All is well.</summary>
    Passed = 0,

    /// <summary>The stage did its work, and a gate failed.</summary>
    GateFailed = 1,

    /// <summary>Wrong use or bad input.</summary>
    BadInput = 2,

    /// <summary>The machine, the file system or Ingot itself.</summary>
    Infrastructure = 3,
}
