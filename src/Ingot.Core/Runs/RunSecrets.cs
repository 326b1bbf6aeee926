using System.Text.RegularExpressions;

namespace Ingot.Core.Runs;

/// <summary>
/// Takes out of parameters what looks like a secret. A store of runs is copied, shared and shown; what stands in it is read by more people than the project.
/// </summary>
public static partial class RunSecrets
{
    /// <summary>What stands in place of a secret.</summary>
    public const string Hidden = "(hidden)";

    /// <summary>The value of a parameter as it may be stored.</summary>
    /// <param name="name">The parameter: all of it is hidden when its name is that of a secret.</param>
    /// <param name="value">Its value: passwords of addresses, connection strings and command lines in it are hidden.</param>
    public static string Hide(string name, string value)
    {
        if (SecretName().IsMatch(name))
        {
            return Hidden;
        }

        var text = UserInfo().Replace(value, $"$1{Hidden}@");
        text = Setting().Replace(text, $"$1{Hidden}");
        return KnownToken().Replace(text, Hidden);
    }

    [GeneratedRegex(@"(^|[^a-z])(password|passwd|pwd|secret|token|api[-_]?key|access[-_]?key|credentials?|private[-_]?key)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SecretName();

    // scheme://user:password@host
    [GeneratedRegex(@"([a-z][a-z0-9+.-]*://)[^/\s@]+@", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex UserInfo();

    // Password=abc;, SECRET: "abc", --api-token abc
    [GeneratedRegex(@"((?:password|passwd|pwd|secret|token|api[-_]?key|access[-_]?key|private[-_]?key)\s*[=:]\s*|--?[\w-]*(?:password|passwd|pwd|secret|token|api[-_]?key|access[-_]?key|private[-_]?key)\s+)(?:""[^""]*""|'[^']*'|[^\s;,&""']+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Setting();

    // The forms of AWS, GitHub, GitLab and Slack.
    [GeneratedRegex(@"\b(AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,}|glpat-[A-Za-z0-9_-]{20,}|xox[baprs]-[A-Za-z0-9-]{10,})", RegexOptions.CultureInvariant)]
    private static partial Regex KnownToken();
}
