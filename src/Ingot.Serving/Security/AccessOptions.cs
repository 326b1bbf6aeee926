namespace Ingot.Serving.Security;

/// <summary>Who may ask for what. Without keys and tokens only this machine may ask, and it may ask for everything.</summary>
public sealed class AccessOptions
{
    /// <summary>API keys, by their hashes.</summary>
    public IList<ApiKey> ApiKeys { get; } = [];

    /// <summary>The issuer of JWT bearer tokens, an address below which its OpenID configuration stands; null: no tokens.</summary>
    public string? TokenAuthority { get; set; }

    /// <summary>The audience that tokens must be for.</summary>
    public string? TokenAudience { get; set; }

    /// <summary>Lets everybody ask for everything, from anywhere. Default false.</summary>
    public bool AllowAnonymous { get; set; }

    /// <summary>Whether requests are asked who they come from.</summary>
    public bool IsProtected => ApiKeys.Count > 0 || TokenAuthority is not null;
}
