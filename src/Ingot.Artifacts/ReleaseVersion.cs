using System.Globalization;
using System.Text.RegularExpressions;

namespace Ingot.Artifacts;

/// <summary>How a project names a release: by a version as NuGet reads it, or by a word.</summary>
public static class ReleaseVersion
{
    /// <summary>The newest released version.</summary>
    public const string Latest = "latest";

    /// <summary>The best of all released versions.</summary>
    public const string Best = "best";

    private static readonly Regex Pattern = new(@"^(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:\.(\d+))?(-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?$");

    /// <summary>Whether it is the word for the newest version.</summary>
    /// <param name="text">What the project says.</param>
    public static bool IsLatest(string text) => string.Equals(text.Trim(), Latest, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it is the word for the best version.</summary>
    /// <param name="text">What the project says.</param>
    public static bool IsBest(string text) => string.Equals(text.Trim(), Best, StringComparison.OrdinalIgnoreCase);

    /// <summary>A version as NuGet names folders by it: three numbers, a fourth that is not 0, no build metadata. Null when it is not one.</summary>
    /// <param name="text">What the project says.</param>
    public static string? Normalize(string text)
    {
        var match = Pattern.Match(text.Trim());
        var numbers = new List<int>();
        for (var i = 1; match.Success && i <= 4; i++)
        {
            if (!match.Groups[i].Success)
            {
                numbers.Add(0);
            }
            else if (int.TryParse(match.Groups[i].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                numbers.Add(number);
            }
        }

        if (numbers.Count < 4)
        {
            return null;
        }

        var shown = numbers[3] == 0 ? numbers.Take(3) : numbers;
        return string.Join(".", shown.Select(n => n.ToString(CultureInfo.InvariantCulture))) + match.Groups[5].Value;
    }
}
