using Ingot.Core.Diagnostics;
using Ingot.Releases.Signing;

namespace Ingot.Tool.Signing;

/// <summary>Where private keys are: a file, this user's own folder, or the environment of a CI system.</summary>
internal static class PrivateKeys
{
    /// <summary>The environment variable that holds a key's PEM text or names its file.</summary>
    public const string KeyVariable = "INGOT_KEY";

    /// <summary>The environment variable that holds a key's password.</summary>
    public const string PasswordVariable = "INGOT_KEY_PASSWORD";

    /// <summary>The environment variable that says whose the key of <see cref="KeyVariable"/> is.</summary>
    public const string IdentityVariable = "INGOT_IDENTITY";

    /// <summary>This user's folder of private keys.</summary>
    public static string Folder => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify), "ingot", "keys");

    /// <summary>The file of an identity's private key.</summary>
    public static string PathOf(string identity) => Path.Combine(Folder, identity + ".key.pem");

    /// <summary>The key that a command was told to use.</summary>
    /// <param name="argument">An identity or a file; null: what the environment says, else the only key in this user's folder.</param>
    /// <exception cref="IngotException">INGOT6025: there is none, or it cannot be used.</exception>
    public static SigningKey Find(string? argument)
    {
        var password = Environment.GetEnvironmentVariable(PasswordVariable);
        var said = argument ?? Environment.GetEnvironmentVariable(KeyVariable);
        if (said?.Contains("-----BEGIN", StringComparison.Ordinal) == true)
        {
            return SigningKey.FromPem(Environment.GetEnvironmentVariable(IdentityVariable) ?? "ci", said, password, $"${KeyVariable}");
        }

        var file = said is null ? OnlyKey() : KeyRing.IsIdentity(said) && File.Exists(PathOf(said)) ? PathOf(said) : Path.GetFullPath(said);
        return File.Exists(file)
            ? SigningKey.FromPem(IdentityOf(file), File.ReadAllText(file), password, file)
            : throw Missing(said is null
                ? (FormattableString)$"there is none in '{Folder}'"
                : $"'{said}' is neither an identity with a key in '{Folder}' nor a file");
    }

    private static string OnlyKey()
    {
        var files = Directory.Exists(Folder) ? Directory.GetFiles(Folder, "*.key.pem") : [];
        return files.Length switch
        {
            1 => files[0],
            0 => string.Empty,
            _ => throw Missing($"there are {files.Length} in '{Folder}'; say which with --key"),
        };
    }

    private static string IdentityOf(string file) =>
        Environment.GetEnvironmentVariable(IdentityVariable) is { Length: > 0 } said ? said
        : Path.GetFileName(file).Replace(".key.pem", string.Empty, StringComparison.Ordinal).Replace(".pem", string.Empty, StringComparison.Ordinal);

    private static IngotException Missing(FormattableString what) => new(PackageDiagnostics.UnusableKey.At(
        new SourceLocation(Folder),
        $"No private key is known: {FormattableString.Invariant(what)}. Make one with 'dotnet ingot keys new NAME', name a file with --key, or set {KeyVariable}."));
}
