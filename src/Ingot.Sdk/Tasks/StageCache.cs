using Ingot.Artifacts;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Ingot.Sdk.Tasks;

/// <summary>The cache as the tasks use it: why it or an entry is not used is said once a build, and never stops one.</summary>
/// <param name="log">Takes what is said.</param>
/// <param name="engine">The running build.</param>
/// <param name="project">What the project says.</param>
internal sealed class StageCache(TaskLoggingHelper log, IBuildEngine engine, ModelProject project)
{
    private readonly string _folder = project["IngotCacheDirectory"];

    /// <summary>The cache; null when the project wants none, or there is none that could be trusted.</summary>
    public ArtifactCache? Open()
    {
        if (_folder.Length == 0 || Key() is not { } key)
        {
            return null;
        }

        if (!key.IsTeams && SharedFolder.IsOpenToOthers(_folder))
        {
            Warn(
                "INGOT9031",
                "The cache is not used: other users can write to its folder '{0}', and no key of a team is said by which what they stored could be told from what anybody put there. Give those who share it one key, by {1} or the environment variable {2}; or set IngotCacheDirectory to a folder that only you can write to.",
                _folder, SealKey.Property, SealKey.Variable);
            return null;
        }

        return new ArtifactCache(_folder, key);
    }

    /// <summary>Says why an entry was not taken, if it should have been.</summary>
    /// <param name="answer">The cache's answer.</param>
    /// <param name="stage">The stage.</param>
    public void Say(CacheAnswer answer, string stage)
    {
        if (answer is CacheAnswer.Unsealed or CacheAnswer.Damaged)
        {
            Warn(
                "INGOT9030",
                "The cache in '{0}' has an entry of stage '{1}' that is not used: {2}. The stage is made again. If you have not changed the key of the cache, find out who can write to that folder; to begin anew, delete it.",
                _folder, stage,
                answer == CacheAnswer.Damaged ? "its files are not those that its sealed record names" : "it has no seal of this key, so somebody without the key wrote or changed it");
        }
    }

    // In CI the key is a secret variable; a file that the repository names is on the machines of people.
    private SealKey? Key()
    {
        var file = project[SealKey.Property];
        var text = Environment.GetEnvironmentVariable(SealKey.Variable) ?? string.Empty;
        var origin = text.Length > 0 ? "the environment variable " + SealKey.Variable : file.Length > 0 ? "the file '" + file + "' of " + SealKey.Property : "your own key";
        try
        {
            return text.Length > 0 ? SealKey.OfTeam(text) : file.Length > 0 ? SealKey.OfTeamFile(file) : SealKey.OfUser();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            Warn(
                "INGOT9032",
                "The cache is not used: {0} cannot be its key: {1}. A key is a line of at least {2} characters that only those who trust each other can read, such as 'openssl rand -hex 32' writes.",
                origin, e.Message.TrimEnd('.', ' '), SealKey.LeastLength);
            return null;
        }
    }

    private void Warn(string code, string message, params object[] arguments)
    {
        var said = "Ingot.Said." + code + "." + _folder;
        if (engine is IBuildEngine4 shared)
        {
            if (shared.GetRegisteredTaskObject(said, RegisteredTaskObjectLifetime.Build) is not null)
            {
                return;
            }

            shared.RegisterTaskObject(said, said, RegisteredTaskObjectLifetime.Build, allowEarlyCollection: false);
        }

        log.LogCodedWarning(code, project["ProjectFile"], message, arguments);
    }
}
