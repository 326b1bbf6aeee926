using System.Globalization;
using Ingot.Core.Statistics;

namespace Ingot.Benchmarks.Text;

/// <summary>
/// Reviews that nobody wrote, always the same: words that are as frequent as those of a language (Zipf's law, 120,000 of them), of which each follows some
/// others more often, about 200 in a review; some words are said more by the content, and some by others.
/// </summary>
internal static class MadeReviews
{
    private const int Words = 120_000;
    private const int FirstTelling = 100;
    private const int Telling = 2000;
    private const double FollowShare = 0.35;
    private const double TellingShare = 0.1;
    private const string Consonants = "bdfgklmnprstvz";
    private const string Vowels = "aeiou";

    /// <summary>Writes <c>train.tsv</c> and <c>reference.tsv</c>, a fifth of the rows.</summary>
    public static void Write(string folder, int rows)
    {
        string[] words = [.. Enumerable.Range(0, Words).Select(Word)];
        var sums = new double[Words];
        for (var i = 0; i < Words; i++)
        {
            sums[i] = (i == 0 ? 0 : sums[i - 1]) + (1 / (i + 2.7));
        }

        var random = new SplitMix64(1);
        double Draw() => (random.Next() >> 11) * (1.0 / (1L << 53));
        int Drawn() => Math.Min(Words - 1, ~Array.BinarySearch(sums, Draw() * sums[^1]) is var place and >= 0 ? place : 0);
        using var train = File.CreateText(Path.Combine(folder, "train.tsv"));
        using var reference = File.CreateText(Path.Combine(folder, "reference.tsv"));
        train.Write("label\treview\n");
        reference.Write("label\treview\n");
        for (var row = 0; row < rows; row++)
        {
            var isContent = random.Below(2) == 0;
            var file = row % 5 == 4 ? reference : train;
            file.Write(isContent ? "content\t" : "angry\t");
            var left = (int)(60 + (280 * Draw() * (0.3 + Draw())));
            for (var last = -1; left > 0; left--)
            {
                var word = last >= 0 && Draw() < FollowShare ? (int)((((long)last * 7919) + random.Below(3)) % Math.Max(200, last)) : Drawn();

                // Of telling words the even ones are said by the content; the others are swallowed sometimes.
                if (word is >= FirstTelling and < FirstTelling + Telling && word % 2 == (isContent ? 1 : 0) && Draw() < TellingShare)
                {
                    word++;
                }

                file.Write(last < 0 ? words[word] : random.Below(12) == 0 ? $", {words[word]}" : $" {words[word]}");
                last = word;
            }

            file.Write(".\n");
        }
    }

    private static string Word(int number)
    {
        var word = string.Empty;
        for (var left = number; left > 0 || word.Length == 0; left /= Consonants.Length * Vowels.Length)
        {
            var syllable = left % (Consonants.Length * Vowels.Length);
            word += string.Create(CultureInfo.InvariantCulture, $"{Consonants[syllable / Vowels.Length]}{Vowels[syllable % Vowels.Length]}");
        }

        return word;
    }
}
