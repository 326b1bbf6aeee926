using System.Text.Json;
using Ingot.Core.Schemas;
using Ingot.Core.Statistics;
using Ingot.Core.Tables;

namespace Ingot.Pipeline.Export;

/// <summary>
/// Texts that no row has, in place of those of rows: a package has no row's free text. They are made of words that the model knows, which enough training rows
/// have, and of one that it does not; of invented ones where it knows none.
/// </summary>
internal static class ExampleTexts
{
    private const string Words = "ingot.words";
    private const int FewestWords = 3;
    private const int MoreWords = 6;
    private const string Unknown = "ÜNBEKANNT!";
    private const string Consonants = "bdfgklmnprst";
    private const string Vowels = "aeiou";

    // Where the terms are hashed the model knows no words, and each word falls into some bucket: any do.
    private static readonly string[] Invented = [.. Consonants.SelectMany(c => Vowels.Select(v => $"{c}{v}"))];

    /// <summary>The table with other texts in its columns of free text; missing ones stay missing.</summary>
    /// <param name="table">Has the columns.</param>
    /// <param name="features">The model's.</param>
    /// <param name="metadata">What the ONNX file says of itself.</param>
    /// <param name="seed">Of what is drawn.</param>
    public static Table In(Table table, IReadOnlyList<SchemaColumn> features, IReadOnlyDictionary<string, string> metadata, int seed)
    {
        var words = metadata.TryGetValue(Words, out var json) ? JsonSerializer.Deserialize<Dictionary<string, string[]>>(json)! : [];
        var random = new SplitMix64((ulong)seed);
        return new Table(
            [.. features.Select(f => f.IsText ? Of((StringColumn)table[f.Name], words.GetValueOrDefault(f.Name) ?? Invented, random) : table[f.Name])], table.Rows);
    }

    private static StringColumn Of(StringColumn column, string[] words, SplitMix64 random)
    {
        var texts = new string?[column.Rows];
        for (var row = 0; row < texts.Length; row++)
        {
            var drawn = new List<string>();
            for (var left = FewestWords + (int)(random.Next() % MoreWords); left > 0; left--)
            {
                drawn.Add(words.Length == 0 ? Unknown : words[(int)(random.Next() % (ulong)words.Length)]);
            }

            drawn[(int)(random.Next() % (ulong)drawn.Count)] = row % 2 == 0 ? Unknown : drawn[0].ToUpperInvariant();
            texts[row] = column.IsMissing(row) ? null : string.Join(' ', drawn);
        }

        string[] dictionary = [.. texts.OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return new StringColumn(column.Name, Array.ConvertAll(texts, t => t is null ? -1 : Array.BinarySearch(dictionary, t, StringComparer.Ordinal)), dictionary);
    }
}
