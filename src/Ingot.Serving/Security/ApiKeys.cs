using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;

namespace Ingot.Serving.Security;

/// <summary>Finds the API key that a text is.</summary>
internal static class ApiKeys
{
    /// <summary>The claim that scopes stand in.</summary>
    public const string ScopeClaim = "scope";

    private const int LongestKey = 1024;

    /// <summary>The key; null: there is none like it.</summary>
    public static ApiKey? Find(AccessOptions access, string text)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(text.Length <= LongestKey ? text : string.Empty));
        ApiKey? found = null;
        foreach (var candidate in access.ApiKeys)
        {
            // All are compared, and each in full, so that the time tells nothing.
            if (CryptographicOperations.FixedTimeEquals(hash, Convert.FromHexString(candidate.Sha256)))
            {
                found = candidate;
            }
        }

        return found;
    }

    /// <summary>Whom a key stands for.</summary>
    public static IEnumerable<Claim> Claims(ApiKey key) => [new Claim(ClaimTypes.Name, key.Name), .. key.Scopes.Select(s => new Claim(ScopeClaim, s))];
}
