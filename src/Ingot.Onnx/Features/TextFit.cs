using System.Runtime.InteropServices;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Tables;
using Ingot.Onnx.Graphs;
using Ingot.Scoring;

namespace Ingot.Onnx.Features;

/// <summary>
/// Finds the terms of a column of free text, or the buckets of their hashes: those that enough of the training rows have, so that the model has no row's text. The
/// tokens are those that the graph makes.
/// </summary>
internal sealed class TextFit
{
    /// <summary>Of more rows as many are looked at, evenly spread: no further one changes which terms are frequent.</summary>
    private const int MostRows = 200_000;

    private const string Output = "tokens";
    private const string Keys = "keys";
    private const int NoToken = -1;
    private const int TermsOfTrees = 1000;
    private const int TermsOfLinear = 20_000;
    private const int BucketsOfTrees = 1 << 10;
    private const int BucketsOfLinear = 1 << 15;
    private const int ExampleWords = 100;

    // Beside numbers of mean square 1 the terms of a text, which have so little weight each, count as much as ten. To a linear model of texts alone it is
    // what C = 10 is to scikit-learn's LogisticRegression.
    private static readonly double LengthBesideNumbers = Math.Sqrt(10);

    private readonly SchemaColumn _column;
    private readonly StringColumn _texts;
    private readonly int[] _rows;
    private readonly int _threads;

    private TextFit(SchemaColumn column, StringColumn texts, int[] rows, int threads)
    {
        (_column, _texts, _threads) = (column, texts, threads);
        var sampled = rows.Length <= MostRows ? rows : [.. Enumerable.Range(0, MostRows).Select(i => rows[(int)((long)i * rows.Length / MostRows)])];

        // Texts of a batch are padded to the longest: alike ones go together.
        _rows = [.. sampled.OrderBy(r => texts[r]?.Length ?? 0)];
    }

    /// <summary>Fits the terms of some rows of a column.</summary>
    public static TextStep Of(SchemaColumn column, StringColumn texts, int[] rows, TextSpec? said, FeatureStyle style, int threads)
    {
        var fit = new TextFit(column, texts, rows, threads);
        var spec = said ?? new TextSpec();
        var isLinear = style == FeatureStyle.Linear;
        var words = spec.NGrams ?? (isLinear ? (1, 2) : (1, 1));
        var characters = spec.CharGrams ?? (isLinear && fit.MeanLength() <= TextSpec.ShortText ? (1, 3) : (0, 0));
        var least = spec.MinRows ?? Math.Max(2, RareCategories.LeastRows(rows.Length));
        var blocks = new List<TextBlock>();
        foreach (var (range, ofCharacters) in new[] { (words, false), (characters, true) })
        {
            var isSublinear = spec.Sublinear ?? ofCharacters;
            if (range.Item2 > 0 && spec.Terms == TextTerms.Hashed)
            {
                blocks.Add(fit.Hashed(range, ofCharacters, isSublinear, least, spec.Buckets ?? (isLinear ? BucketsOfLinear : BucketsOfTrees), spec.Weighting));
            }
            else if (range.Item2 > 0)
            {
                blocks.Add(fit.Vocabulary(range, ofCharacters, isSublinear, least, spec.MaxTerms ?? (isLinear ? TermsOfLinear : TermsOfTrees)));
            }
        }

        return new TextStep(
            [.. blocks.Where(b => b.Weights.Any(w => w != 0))], spec.Weighting, !spec.Normalise ? 0 : isLinear ? LengthBesideNumbers : 1,
            spec.Terms == TextTerms.Hashed ? null : [.. blocks.OfType<VocabularyBlock>().Where(b => !b.OfCharacters).SelectMany(b => b.Singles).Take(ExampleWords)]);
    }

    private double MeanLength() => _rows.Length == 0 ? 0 : _rows.Average(r => (double)(_texts[r]?.Length ?? 0));

    private VocabularyBlock Vocabulary((int Least, int Most) range, bool ofCharacters, bool isSublinear, int least, int most)
    {
        var (sequences, tokens) = Tokenise(ofCharacters);
        var (numbers, names) = Folded(tokens);
        foreach (var sequence in sequences)
        {
            foreach (ref var token in CollectionsMarshal.AsSpan(sequence))
            {
                token = numbers[token];
            }
        }

        var counter = new TermCounter(sequences);
        var found = new List<(int[] Term, int Rows)>();
        for (var length = 1; length <= range.Most; length++)
        {
            var frequent = counter.Frequent(length, least);
            found.AddRange(length >= range.Least ? frequent : []);
        }

        // Of the many that are too rare nobody needs the name.
        var fewest = found.Count <= most ? 0 : found.Select(f => f.Rows).OrderDescending().ElementAt(most - 1);
        string Name(int[] term) => string.Join(ofCharacters ? string.Empty : " ", term.Select(t => names[t]));
        var kept = found.Where(f => f.Rows >= fewest).Select(f => (f.Term, f.Rows, Name: Name(f.Term)))
            .OrderByDescending(f => f.Rows).ThenBy(f => f.Name, StringComparer.Ordinal).ThenBy(f => f.Term.Length).Take(most)
            .OrderBy(f => f.Term.Length).ThenByDescending(f => f.Rows).ThenBy(f => f.Name, StringComparer.Ordinal).ToList();

        // The model has the tokens of its terms only, numbered in their own order.
        var used = kept.SelectMany(k => k.Term).Distinct().OrderBy(t => names[t], StringComparer.Ordinal).ToList();
        var places = used.Select((t, i) => (t, i)).ToDictionary(p => p.t, p => (long)p.i);
        var spellings = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var (token, place) in used.Select(t => (names[t], places[t])).SelectMany(t => TextCase.Spellings(t.Item1).Select((s, i) => (Spelling: s, t.Item2, i))).OrderBy(s => s.i).Select(s => (s.Spelling, s.Item2)))
        {
            _ = spellings.TryAdd(token, place);
        }

        return new VocabularyBlock(
            ofCharacters,
            isSublinear,
            spellings,
            [.. kept.Select(k => Array.ConvertAll(k.Term, t => places[t]))],
            [.. kept.Select(k => k.Name)],
            [.. kept.Select(k => Weight(k.Rows))]);
    }

    /// <summary>Each bucket that enough rows have, so that none tells whether one row had a term.</summary>
    private HashedBlock Hashed((int Least, int Most) range, bool ofCharacters, bool isSublinear, int least, int buckets, TermWeighting weighting)
    {
        var graph = new OnnxGraph();
        var (places, signs) = HashedTerms.Append(graph, TextGraph.Tokens(graph, graph.Input(_column.Name, ElementType.String), ofCharacters), range, buckets);
        var isNone = graph.Node("Equal", [signs, graph.Longs([0], 1)]);
        graph.Output(TextGraph.AllButLast(graph, graph.Node("Where", [isNone, graph.Longs([-1], 1), places])), Output, ElementType.Int64);
        var (counts, last) = (new int[buckets], new int[buckets]);
        Array.Fill(last, -1);
        using var session = new BatchSession(graph.ToArray(Output), _threads);
        session.RunLists<long>(new Table([_texts]), _rows, [_column], Output, (row, found) =>
        {
            foreach (var bucket in found)
            {
                if (bucket >= 0 && last[bucket] != row)
                {
                    last[bucket] = row;
                    counts[bucket]++;
                }
            }
        });
        return new HashedBlock(
            ofCharacters, isSublinear, range, Array.ConvertAll(counts, c => c < least ? 0 : weighting == TermWeighting.TfIdf ? Weight(c) : 1));
    }

    private float Weight(int rows) => (float)(Math.Log((1.0 + _rows.Length) / (1.0 + rows)) + 1);

    /// <summary>The numbers of the tokens of each row, and the tokens. Each is asked for once: by then it is known by its key.</summary>
    private (List<int>[] Sequences, List<string> Tokens) Tokenise(bool ofCharacters)
    {
        var graph = new OnnxGraph();
        var all = TextGraph.AllButLast(graph, TextGraph.Tokens(graph, graph.Input(_column.Name, ElementType.String), ofCharacters));
        graph.Output(all, Output, ElementType.String);
        graph.Output(HashedTerms.Keys(graph, all), Keys, ElementType.Int64);
        var (tokens, numbers) = (new List<string>(), new Dictionary<long, int>());
        var sequences = new List<int>[_rows.Length];
        using var session = new BatchSession(graph.ToArray(Output), _threads);
        session.RunKeyed(
            new Table([_texts]), _rows, [_column], Output, Keys, (row, keys, text) =>
            {
                var sequence = new List<int>();
                for (var i = 0; i < keys.Length; i++)
                {
                    ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, keys[i], out var isKnown);
                    if (!isKnown)
                    {
                        number = NoToken;
                        if (text(i) is { Length: > 0 } token)
                        {
                            number = tokens.Count;
                            tokens.Add(token);
                        }
                    }

                    if (number != NoToken)
                    {
                        sequence.Add(number);
                    }
                }

                sequences[row] = sequence;
            });
        return (sequences, tokens);
    }

    /// <summary>For each token the number of the one that it means, -1 if the model will not know it; and the names of these.</summary>
    private static (int[] Numbers, List<string> Names) Folded(List<string> tokens)
    {
        var (names, numbers) = (new List<string>(), new Dictionary<string, int>(StringComparer.Ordinal));
        return ([.. tokens.Select(token =>
        {
            var folded = TextCase.Fold(token);
            if (!TextCase.Spellings(folded).Contains(token))
            {
                return -1;
            }

            if (!numbers.TryGetValue(folded, out var number))
            {
                number = names.Count;
                numbers.Add(folded, number);
                names.Add(folded);
            }

            return number;
        })], names);
    }
}
