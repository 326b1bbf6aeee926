namespace Ingot.Tests.Shared.Trials;

/// <summary>A program to start.</summary>
/// <param name="Arguments">The program and its arguments.</param>
/// <param name="Folder">Where it works.</param>
/// <param name="Environment">Variables of its own.</param>
internal sealed record TrialCommand(IReadOnlyList<string> Arguments, string Folder, IReadOnlyDictionary<string, string> Environment)
{
    /// <summary>The same as another user and group.</summary>
    /// <param name="user">The number of the user; nobody needs to have it.</param>
    /// <param name="group">The number of the group.</param>
    /// <param name="umask">What the user's files are not.</param>
    public TrialCommand As(int user, int group, string umask = "0022") => this with
    {
        Arguments =
        [
            "setpriv", FormattableString.Invariant($"--reuid={user}"), FormattableString.Invariant($"--regid={group}"), "--clear-groups",
            "sh", "-c", $"umask {umask}; exec \"$@\"", "sh", .. Arguments,
        ],
    };
}
