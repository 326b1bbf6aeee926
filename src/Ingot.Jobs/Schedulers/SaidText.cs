using Ingot.Core.Diagnostics;

namespace Ingot.Jobs.Schedulers;

/// <summary>What a scheduler said, as messages quote it: its own words are the best there are, so more of them than of a value.</summary>
internal static class SaidText
{
    private const int MaxLength = 400;

    public static string Of(string text)
    {
        var said = text.Trim().TrimEnd('.');
        return DiagnosticText.Escape(said.Length <= MaxLength ? said : said[..MaxLength]);
    }
}
