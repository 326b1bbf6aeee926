using Ingot.Core;

namespace Ingot.Jobs.Batches;

/// <summary>What is known of one unit of a batch: who works on it, how often it began, and how it ended.</summary>
/// <param name="FullPath">The unit's folder, which all machines share.</param>
/// <param name="Unit">The unit.</param>
public sealed record UnitFolder(string FullPath, WorkUnit Unit)
{
    private string ResultFile => Path.Combine(FullPath, "result.json");

    private AttemptFolders AttemptFolders => new(Path.Combine(FullPath, "attempts"));

    /// <summary>How it ended; null: it has not, as far as this machine can see.</summary>
    public UnitResult? Result => SharedLook.Exists(ResultFile) ? JsonFormat.Read<UnitResult>(ResultFile) : null;

    /// <summary>How often it began.</summary>
    public int Attempts => AttemptFolders.Count;

    /// <summary>What the unit's last attempt wrote on its standard output; null: nothing is there.</summary>
    public string? Output => ReadOfLast("output.txt");

    /// <summary>What the unit's last attempt wrote on its standard error; null: nothing is there.</summary>
    public string? Error => ReadOfLast("error.txt");

    internal string ClaimFile => Path.Combine(FullPath, "claim");

    /// <summary>Begins an attempt: makes its folder.</summary>
    internal (int Number, string Folder) Begin() => AttemptFolders.Begin();

    /// <summary>Keeps a result, unless there is one: the first one stands.</summary>
    /// <returns>The result that stands.</returns>
    internal UnitResult Keep(UnitResult result)
    {
        FirstFile.Keep(ResultFile, JsonFormat.Write(result) + "\n");
        return Result!;
    }

    private string? ReadOfLast(string name)
    {
        if (AttemptFolders.Last is not { } folder || Path.Combine(folder, name) is var file && !File.Exists(file))
        {
            return null;
        }

        // What a unit left running may write still.
        using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd();
    }
}
