using Ingot.Artifacts;
using Ingot.Jobs.Batches;

namespace Ingot.Jobs.Queues;

/// <summary>A unit of work that was asked for: what is asked, who works on it, how often it began, and the answer.</summary>
/// <param name="FullPath">Its folder, which all machines share. It is named by what is asked.</param>
public sealed record QueuedUnit(string FullPath)
{
    /// <summary>Its name: the same is asked by the same name.</summary>
    public string Name => Path.GetFileName(FullPath);

    /// <summary>What is asked.</summary>
    public string Request => File.ReadAllText(RequestFile);

    /// <summary>The answer; null: there is none, as far as this machine can see.</summary>
    public string? Answer => SharedLook.Exists(AnswerFile) ? File.ReadAllText(AnswerFile) : null;

    /// <summary>How often it began.</summary>
    public int Attempts => AttemptFolders.Count;

    internal string ClaimFile => Path.Combine(FullPath, "claim");

    internal bool IsThere => SharedLook.Exists(RequestFile);

    private string RequestFile => Path.Combine(FullPath, "request.json");

    private string AnswerFile => Path.Combine(FullPath, "answer.json");

    private AttemptFolders AttemptFolders => new(Path.Combine(FullPath, "attempts"));

    /// <summary>Keeps an answer, unless there is one: the first one stands.</summary>
    /// <param name="text">The answer.</param>
    public void Keep(string text) => FirstFile.Keep(AnswerFile, text);

    internal void Ask(string request) => AtomicFile.Write(RequestFile, request);

    internal void Begin() => AttemptFolders.Begin();

    /// <summary>Forgets that it began: what was stopped by a person tells nothing of it.</summary>
    internal void Withdraw()
    {
        if (Directory.Exists(AttemptFolders.Path))
        {
            Directory.Delete(AttemptFolders.Path, recursive: true);
        }
    }
}
