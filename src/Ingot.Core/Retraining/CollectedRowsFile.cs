namespace Ingot.Core.Retraining;

/// <summary><c>collect.json</c>.</summary>
public static class CollectedRowsFile
{
    /// <summary>The facts as JSON.</summary>
    public static string ToJson(CollectedRows rows) => JsonFormat.Write(rows);

    /// <summary>Reads them.</summary>
    /// <exception cref="Diagnostics.IngotException">INGOT9006: the file is damaged; INGOT9020: a newer Ingot wrote it.</exception>
    public static CollectedRows Read(string path) => JsonFormat.Read<CollectedRows>(path);
}
