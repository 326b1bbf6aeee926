namespace Ingot.Core.Gates;

/// <summary><c>&lt;Model&gt;.accepted.json</c>.</summary>
public static class AcceptedFile
{
    /// <summary>The accepted result as JSON.</summary>
    public static string ToJson(AcceptedResult accepted) => JsonFormat.Write(accepted);

    /// <summary>Reads an accepted result.</summary>
    /// <exception cref="Diagnostics.IngotException">INGOT9006: the file is damaged.</exception>
    public static AcceptedResult Read(string path) => JsonFormat.Read<AcceptedResult>(path);
}
