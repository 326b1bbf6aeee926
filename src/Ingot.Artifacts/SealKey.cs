using System.Security.Cryptography;
using System.Text;

namespace Ingot.Artifacts;

/// <summary>
/// A secret that proves of a text that its holder wrote it (HMAC-SHA256, RFC 2104): what lies where others may write is believed by it and by
/// nothing that lies beside it.
/// </summary>
public sealed class SealKey
{
    /// <summary>The environment variable with a team's key, for CI systems.</summary>
    public const string Variable = "INGOT_CACHE_KEY";

    /// <summary>The property that names the file with a team's key.</summary>
    public const string Property = "IngotCacheKeyFile";

    /// <summary>How many characters a key has at least: as many as 32 bytes in Base64 without padding.</summary>
    public const int LeastLength = 43;

    // Beside no cache: on Windows that is the folder 'ingot' of the same folder.
    private const string UsersFolder = "ingot-keys";
    private const string UsersFile = "cache.key";
    private const int Bytes = 32;

    private readonly byte[] _key;

    private SealKey(string text, bool isTeams)
    {
        _key = Encoding.UTF8.GetBytes(text);
        IsTeams = isTeams;
    }

    /// <summary>Whether it is a key that several hold, so that each believes what the others wrote.</summary>
    public bool IsTeams { get; }

    /// <summary>
    /// The user's own key, which no other user can read: <c>ingot-keys/cache.key</c> in <c>~/.local/share</c> (<c>XDG_DATA_HOME</c>), on macOS
    /// <c>~/Library/Application Support</c>, on Windows <c>%LocalAppData%</c>. Made when there is none; processes that do it at once get the same one.
    /// </summary>
    /// <exception cref="IOException">It can be neither read nor made.</exception>
    /// <exception cref="UnauthorizedAccessException">The same, by permissions.</exception>
    /// <exception cref="FormatException">The file is there and is no key, or others may read or write it.</exception>
    public static SealKey OfUser()
    {
        var folder = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return folder.Length > 0
            ? OfUser(Path.Combine(folder, UsersFolder, UsersFile))
            : throw new IOException("This user has no folder for a key: HOME is not set.");
    }

    /// <summary>A user's key in a file.</summary>
    /// <param name="path">The file; made with its folder when there is none.</param>
    internal static SealKey OfUser(string path)
    {
        if (!File.Exists(path))
        {
            SharedFolder.MakeOwn(Path.GetDirectoryName(path), isShared: false);
            try
            {
                SecretFile.Create(path, Encoding.ASCII.GetBytes(NewText() + "\n"));
            }
            catch (IOException) when (File.Exists(path))
            {
                // Another process made one at the same moment: that one holds for both.
            }
        }

        return new SealKey(Read(path, isTeams: false), isTeams: false);
    }

    /// <summary>A team's key in a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">There is no such file, or it cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not read it.</exception>
    /// <exception cref="FormatException">It is no key, or anybody may write it.</exception>
    public static SealKey OfTeamFile(string path) => new(Read(path, isTeams: true), isTeams: true);

    /// <summary>A team's key.</summary>
    /// <param name="text">The key.</param>
    /// <exception cref="FormatException">It is too short.</exception>
    public static SealKey OfTeam(string text) => new(Checked(text), isTeams: true);

    /// <summary>The seal of a text, as lower-case hexadecimal.</summary>
    /// <param name="purpose">What the text is: a seal for one purpose is none for another.</param>
    /// <param name="text">The text.</param>
    public string Seal(string purpose, string text)
    {
        using var hmac = new HMACSHA256(_key);
        return ContentHash.ToHex(hmac.ComputeHash(Encoding.UTF8.GetBytes(purpose + "\n" + text)));
    }

    /// <summary>Whether a text has a seal of this key. Takes as long for a wrong one, wherever it differs.</summary>
    /// <param name="purpose">What the text is.</param>
    /// <param name="text">The text.</param>
    /// <param name="seal">Its seal.</param>
    public bool Fits(string purpose, string text, string seal)
    {
        var own = Seal(purpose, text);
        var difference = own.Length ^ seal.Length;
        for (var i = 0; i < Math.Min(own.Length, seal.Length); i++)
        {
            difference |= own[i] ^ seal[i];
        }

        return difference == 0;
    }

    // A team's may be a colleague's file, which a group reads; but not everybody may write it.
    private static string Read(string path, bool isTeams)
    {
        if (UnixFiles.IsUnix && UnixFiles.StateOf(path) is { } state
            && (isTeams ? (state.Mode & 0b000_000_010) != 0 : (state.Mode & 0b000_111_111) != 0 || state.IsOfAnotherUser()))
        {
            throw new FormatException("Others may read or write it");
        }

        return Checked(File.ReadAllText(path));
    }

    private static string Checked(string text) => text.Trim() is { Length: >= LeastLength } key
        ? key
        : throw new FormatException(FormattableString.Invariant($"It has {text.Trim().Length} characters, and a key has at least {LeastLength}"));

    private static string NewText()
    {
        var bytes = new byte[Bytes];
        using var random = RandomNumberGenerator.Create();
        random.GetBytes(bytes);
        return ContentHash.ToHex(bytes);
    }
}
