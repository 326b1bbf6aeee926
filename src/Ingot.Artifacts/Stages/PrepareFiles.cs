namespace Ingot.Artifacts.Stages;

/// <summary>What Prepare leaves behind.</summary>
public static class PrepareFiles
{
    /// <summary>The cleaned training rows.</summary>
    public static StageFile Training { get; } = Of("training.parquet");

    /// <summary>The cleaned reference rows.</summary>
    public static StageFile Reference { get; } = Of("reference.parquet");

    /// <summary>The schema that is in effect.</summary>
    public static StageFile Schema { get; } = Of("schema.json");

    /// <summary>Profiles of both tables.</summary>
    public static StageFile Profile { get; } = Of("profile.json");

    /// <summary>What each column is taken for, as a table for people.</summary>
    public static StageFile Columns { get; } = Of("columns.txt");

    /// <summary>The typed client's source.</summary>
    public static StageFile Client { get; } = Of("{model}Client.g.cs");

    private static StageFile Of(string pattern) => new("Prepare", pattern);
}
