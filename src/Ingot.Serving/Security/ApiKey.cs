namespace Ingot.Serving.Security;

/// <summary>An API key. The key itself is kept nowhere.</summary>
public sealed class ApiKey
{
    /// <summary>Whose it is; it is written into logs.</summary>
    public required string Name { get; init; }

    /// <summary>SHA-256 of the key's UTF-8 bytes, 64 hexadecimal digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>What the key allows: <see cref="ServingScopes.Predict"/>, <see cref="ServingScopes.Admin"/>.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }
}
