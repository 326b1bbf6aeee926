using System.Globalization;
using System.Text.RegularExpressions;

namespace Ingot.Sdk.Tasks;

/// <summary>What <c>ModelBaselineVersion</c> may be: a version, or a word.</summary>
internal static class BaselineVersion
{
    /// <summary>The newest released version.</summary>
    public const string Latest = "latest";

    private static readonly Regex Pattern = new(@"^(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:\.(\d+))?(-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?$");

    /// <summary>Whether it is the word for the newest version.</summary>
    public static bool IsLatest(string text) => string.Equals(text.Trim(), Latest, StringComparison.OrdinalIgnoreCase);

    /// <summary>A version as NuGet names folders by it: three numbers, a fourth that is not 0, no build metadata. Null when it is not one.</summary>
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
