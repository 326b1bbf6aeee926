using System.Globalization;
using System.Text.RegularExpressions;

namespace Ingot.Tests.Shared;

/// <summary>Texts that a CI system or a terminal would obey, and what must not be left of them.</summary>
internal static partial class HostileTexts
{
    /// <summary>One of each, as data, packages, requests and git may say them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "##vso[task.setvariable variable=token]x",
        "a ##VSO[task.complete result=Succeeded;]done",
        "##[error]broken",
        "##[add-mask]x",
        "###vso[task.prependpath]/tmp",
        "::error file=a.cs,line=1::broken",
        "  ::set-output name=token::x",
        "\u00A0\t::add-mask::x",
        ":::warning::x",
        "one\n::set-env name=PATH::/tmp",
        "one\r\n::stop-commands::x",
        "##teamcity[buildStatus status='SUCCESS']",
        "section_start:1560896352:hidden\r\u001B[0Kopen",
        "travis_fold:start:x\r\u001B[0K",
        "\u001B[31mred\u001B[0m",
        "\u001B]0;title\u0007",
        "\u001B]8;;https://contoso.example\u001B\\link\u001B]8;;\u001B\\",
        "\u009B31mred",
        "\u0008\u0008\u0008three back",
        "\u0000\u007F\u0085",
        "\u202Eesrever\u202C",
        "\u2066left\u2069\u200F",
        "\u2028line\u2029paragraph",
        "\U000E0041\U000E007F tags",
        "#\u200B#vso[task.x]",
    ];

    /// <summary>What is left in an output that somebody would obey; empty: nothing.</summary>
    public static IReadOnlyList<string> Left(string output) =>
    [
        .. output.Split('\n').SelectMany((line, number) => Left(line.TrimEnd('\r'), number + 1)),
    ];

    private static IEnumerable<string> Left(string line, int number)
    {
        if (Anywhere().IsMatch(line) || line.TrimStart().StartsWith("::", StringComparison.Ordinal))
        {
            yield return $"line {number}: a command: {line}";
        }

        for (var i = 0; i < line.Length; i += char.IsSurrogatePair(line, i) ? 2 : 1)
        {
            if (CharUnicodeInfo.GetUnicodeCategory(line, i) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                && line[i] != '\t')
            {
                yield return $"line {number}: the character U+{char.ConvertToUtf32(line, i):X4}: {line}";
            }

            if (i + 1 == line.Length)
            {
                break;
            }
        }
    }

    [GeneratedRegex(@"##(vso|teamcity|[a-z]+)?\[", RegexOptions.IgnoreCase)]
    private static partial Regex Anywhere();
}
