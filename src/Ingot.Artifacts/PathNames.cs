using System.Runtime.InteropServices;

namespace Ingot.Artifacts;

/// <summary>How full paths are compared. Windows does not tell case apart, and its programs do not agree even on that of the drive's letter.</summary>
public static class PathNames
{
    private static readonly bool IgnoresCase = RuntimeInformation.IsOSPlatform(OSPlatform.Windows);

    /// <summary>For prefixes.</summary>
    public static StringComparison Comparison => IgnoresCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    /// <summary>For sets.</summary>
    public static StringComparer Comparer => IgnoresCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;
}
