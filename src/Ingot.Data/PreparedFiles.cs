namespace Ingot.Data;

/// <summary>Where Prepare writes; all in one folder.</summary>
/// <param name="Training">Full path of the cleaned training rows, Parquet.</param>
/// <param name="Reference">Full path of the cleaned reference rows, Parquet.</param>
/// <param name="Profile">Full path of the profiles of both, JSON.</param>
public sealed record PreparedFiles(string Training, string Reference, string Profile)
{
    /// <summary>The folder.</summary>
    public string Folder => Path.GetDirectoryName(Training)!;
}
