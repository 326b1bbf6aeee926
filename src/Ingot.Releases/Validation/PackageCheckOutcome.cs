namespace Ingot.Releases.Validation;

/// <summary>What a check of a package found.</summary>
public enum PackageCheckOutcome
{
    /// <summary>It is as it should be.</summary>
    Passed,

    /// <summary>There is nothing to check, such as a signature where there is none.</summary>
    Skipped,

    /// <summary>Nothing is wrong, and still there is something that people should know before they trust the package.</summary>
    Warning,

    /// <summary>It is not as it should be.</summary>
    Failed,
}
