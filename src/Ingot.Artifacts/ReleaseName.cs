namespace Ingot.Artifacts;

/// <summary>How a project names a release: <c>Contoso.Churn@1.2.0</c>, or <c>1.2.0</c> of its own package.</summary>
public static class ReleaseName
{
    /// <summary>What is between a package and its version.</summary>
    public const char Separator = '@';

    /// <summary>The package and the normalised version; null: it is no such name, such as that of a channel.</summary>
    /// <param name="text">What the project says.</param>
    /// <param name="ownPackage">The project's own package.</param>
    public static (string Package, string Version)? Parse(string text, string ownPackage)
    {
        var at = text.LastIndexOf(Separator);
        var package = at < 0 ? ownPackage : text.Substring(0, at).Trim();
        return ReleaseVersion.Normalize(text.Substring(at + 1)) is { } version && package.Length > 0 && package.All(c => char.IsLetterOrDigit(c) || c is '.' or '_' or '-')
            ? (package, version)
            : null;
    }
}
