using Ingot.Core.Diagnostics;

namespace Ingot.Releases.Signing;

/// <summary>The public keys that a repository trusts: <c>models/channels/keys/&lt;identity&gt;.pem</c>, one per person or machine.</summary>
public sealed class KeyRing
{
    private const string Extension = ".pem";

    private KeyRing(string folder, IReadOnlyList<VerificationKey> keys) => (Folder, Keys) = (folder, keys);

    /// <summary>No keys.</summary>
    public static KeyRing Empty { get; } = new(string.Empty, []);

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary>The keys, by ordinal order of their identities.</summary>
    public IReadOnlyList<VerificationKey> Keys { get; }

    /// <summary>Reads the keys of a folder; none when it does not exist.</summary>
    /// <exception cref="IngotException">INGOT6025: a file is not a key, or two identities have the same key and so could approve twice.</exception>
    public static KeyRing Read(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return new KeyRing(folder, []);
        }

        var keys = Directory.GetFiles(folder, "*" + Extension)
            .Order(StringComparer.Ordinal)
            .Select(f => VerificationKey.FromPem(Path.GetFileNameWithoutExtension(f), File.ReadAllText(f), f))
            .ToList();
        var twice = keys.GroupBy(k => k.KeyId, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1)?.Select(k => k.Identity).ToList();
        return twice is null
            ? new KeyRing(folder, keys)
            : throw new IngotException(PackageDiagnostics.UnusableKey.At(
                new SourceLocation(PathOf(folder, twice[1])),
                $"The identities {string.Join(" and ", twice)} have the same public key, so that one person could approve as two. Remove one of the files."));
    }

    /// <summary>The file of an identity's key.</summary>
    public static string PathOf(string folder, string identity) => Path.Combine(folder, identity + Extension);

    /// <summary>Whether a text can be an identity: letters, digits and <c>@ . _ + -</c>, beginning with a letter or digit, 100 at most.</summary>
    public static bool IsIdentity(string text) =>
        text.Length is > 0 and <= 100 && char.IsAsciiLetterOrDigit(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || "@._+-".Contains(c, StringComparison.Ordinal));
}
