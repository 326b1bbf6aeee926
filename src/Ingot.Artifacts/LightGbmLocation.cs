namespace Ingot.Artifacts;

/// <summary>Where LightGBM's native library is: with the worker where its package has one for the platform, else on the machine.</summary>
public static class LightGbmLocation
{
    /// <summary>The name of the property by which the project's side tells the worker.</summary>
    public const string Property = "LightGbmLibrary";

    /// <summary>The machine has none.</summary>
    public const string None = "none";

    private const string Library = "lib_lightgbm";

    // Those that the package LightGBM has a library for.
    private static readonly string[] Packaged = ["linux-x64", "osx-x64", "win-x64"];

    // Where Homebrew and the makers' own install put it. There is none of Windows on arm64, whose own processes cannot load one of x64.
    private static readonly Dictionary<string, string[]> Installed = new(StringComparer.Ordinal)
    {
        ["osx-arm64"] = ["/opt/homebrew/opt/lightgbm/lib/" + Library + ".dylib", "/usr/local/lib/" + Library + ".dylib"],
        ["linux-arm64"] = ["/usr/local/lib/" + Library + ".so", "/usr/lib/aarch64-linux-gnu/" + Library + ".so"],
    };

    /// <summary>Empty: the worker brings it. Else its path, or <see cref="None"/>.</summary>
    /// <param name="platform">The platform of the .NET that runs the worker, such as <c>osx-arm64</c>.</param>
    /// <param name="asked">Property <c>IngotLightGbmLibrary</c>, a full path; empty: not set. It wins everywhere, whether the file is there or not.</param>
    /// <param name="exists">Whether a file exists.</param>
    public static string Find(string platform, string asked, Func<string, bool> exists)
    {
        if (asked.Length > 0)
        {
            return asked;
        }

        return Array.IndexOf(Packaged, platform) >= 0 || platform.Length == 0
            ? string.Empty
            : (Installed.TryGetValue(platform, out var places) ? Array.Find(places, p => exists(p)) : null) ?? None;
    }
}
