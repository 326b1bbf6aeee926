using System.Text;
using System.Text.RegularExpressions;

namespace Ingot.Pipeline.Search;

/// <summary>An element in the text of a project file, of which attributes and elements inside it are changed, and nothing else.</summary>
internal sealed partial class ElementText
{
    private readonly string _text;
    private readonly List<(int Start, int End, string Text)> _edits = [];
    private readonly List<Part> _attributes = [];
    private readonly List<Part> _children = [];
    private readonly int _attributesEnd;

    private ElementText(string text, int start, string name)
    {
        (_text, Start) = (text, start);
        var at = start + 1 + name.Length;
        _attributesEnd = at;
        for (var found = Attribute().Match(text, at); found.Success && found.Index == at; found = Attribute().Match(text, at))
        {
            var value = found.Groups["value"];
            _attributes.Add(new Part(found.Groups["name"].Value, found.Index, found.Index + found.Length, value.Index, value.Index + value.Length));
            at = _attributesEnd = found.Index + found.Length;
        }

        while (char.IsWhiteSpace(text[at]))
        {
            at++;
        }

        if (string.CompareOrdinal(text, at, "/>", 0, 2) == 0)
        {
            End = at + 2;
            return;
        }

        // What stands in a comment is no element.
        var close = text.IndexOf($"</{name}", at, StringComparison.Ordinal);
        End = text.IndexOf('>', close) + 1;
        var inside = Comment().Replace(text[at..close], m => new string(' ', m.Length));
        foreach (Match child in Child().Matches(inside))
        {
            var value = child.Groups["value"];
            _children.Add(new Part(child.Groups["name"].Value, at + child.Index, at + child.Index + child.Length, at + value.Index, at + value.Index + value.Length));
        }
    }

    /// <summary>Where it begins.</summary>
    public int Start { get; }

    /// <summary>Where it ends.</summary>
    public int End { get; }

    /// <summary>The names of what it says of itself.</summary>
    public IEnumerable<string> Names => _attributes.Concat(_children).Select(p => p.Name);

    /// <summary>Finds an element.</summary>
    /// <param name="text">The file.</param>
    /// <param name="name">The element's name.</param>
    /// <param name="line">The line on which it begins, from 1.</param>
    /// <param name="column">The column, from 1.</param>
    /// <returns>Null when there is none.</returns>
    public static ElementText? Find(string text, string name, int line, int column)
    {
        var start = 0;
        for (var l = 1; l < line; l++)
        {
            // As an XML reader counts: a carriage return alone ends a line too.
            var end = text.AsSpan(start).IndexOfAny('\r', '\n');
            if (end < 0)
            {
                return null;
            }

            start += end + (text[start + end] == '\r' && start + end + 1 < text.Length && text[start + end + 1] == '\n' ? 2 : 1);
        }

        // The place of an element is that of its bracket, or of its name.
        var at = start + Math.Max(column, 1) - 1;
        return new[] { at, at - 1 }.Where(a => a >= 0 && a + name.Length + 1 < text.Length)
            .Where(a => string.CompareOrdinal(text, a, "<" + name, 0, name.Length + 1) == 0 && !char.IsLetterOrDigit(text[a + name.Length + 1]))
            .Select(a => new ElementText(text, a, name)).FirstOrDefault();
    }

    /// <summary>Makes it say a value: where it says one already, else as a further attribute.</summary>
    public void Set(string name, string value)
    {
        var written = Escaped(value);
        if (Of(name) is { } part)
        {
            _edits.Add((part.ValueStart, part.ValueEnd, written));
        }
        else
        {
            _edits.Add((_attributesEnd, _attributesEnd, $" {name}=\"{written}\""));
        }
    }

    /// <summary>Makes it say nothing of a name.</summary>
    public void Remove(string name)
    {
        if (Of(name) is { } part)
        {
            _edits.Add((part.Start, part.End, string.Empty));
        }
    }

    /// <summary>The file with the changes, and the element in it.</summary>
    public (string File, string Element) Apply()
    {
        var file = new StringBuilder(_text);
        var growth = 0;

        // From the end, so that places before stay; of several at one place the first comes first.
        foreach (var (start, end, text) in _edits.Index().OrderByDescending(e => e.Item.Start).ThenByDescending(e => e.Index).Select(e => e.Item))
        {
            _ = file.Remove(start, end - start).Insert(start, text);
            growth += text.Length - (end - start);
        }

        return (file.ToString(), file.ToString(Start, End - Start + growth));
    }

    /// <summary>A value as an attribute has it.</summary>
    public static string Escaped(string value) =>
        value.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal);

    private Part? Of(string name) => _attributes.Concat(_children).FirstOrDefault(p => string.Equals(p.Name, name, StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex("""\s+(?<name>[\w.:-]+)\s*=\s*(?:"(?<value>[^"]*)"|'(?<value>[^']*)')""", RegexOptions.ExplicitCapture)]
    private static partial Regex Attribute();

    [GeneratedRegex(@"\s*<(?<name>[\w.-]+)\s*>(?<value>[^<]*)</\k<name>\s*>", RegexOptions.ExplicitCapture)]
    private static partial Regex Child();

    [GeneratedRegex("<!--.*?-->", RegexOptions.Singleline)]
    private static partial Regex Comment();

    private sealed record Part(string Name, int Start, int End, int ValueStart, int ValueEnd);
}
