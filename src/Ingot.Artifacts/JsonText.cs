using System.Globalization;
using System.Text;

namespace Ingot.Artifacts;

/// <summary>Writes JSON without a dependency, because tasks must bring none into MSBuild's process: indented, <c>\n</c>, no byte order mark.</summary>
public sealed class JsonText
{
    private readonly StringBuilder _text = new();
    private int _depth;
    private bool _first = true;

    /// <summary>Begins an object, as a value or as a property.</summary>
    /// <param name="name">The property's name; null in an array or at the top.</param>
    public void BeginObject(string? name = null) => Begin('{', name);

    /// <summary>Ends the object.</summary>
    public void EndObject() => End('}');

    /// <summary>Begins an array, as a value or as a property.</summary>
    /// <param name="name">The property's name; null in an array or at the top.</param>
    public void BeginArray(string? name = null) => Begin('[', name);

    /// <summary>Ends the array.</summary>
    public void EndArray() => End(']');

    /// <summary>A string property.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    public void Property(string name, string value)
    {
        Next(name);
        Quote(value);
    }

    /// <summary>A whole number property.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    public void Property(string name, int value)
    {
        Next(name);
        _text.Append(value.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>A string in an array.</summary>
    /// <param name="value">Its value.</param>
    public void Value(string value)
    {
        Next(null);
        Quote(value);
    }

    /// <summary>The text so far, with a line end.</summary>
    public override string ToString() => _text.ToString() + "\n";

    private void Begin(char bracket, string? name)
    {
        Next(name);
        _text.Append(bracket);
        _depth++;
        _first = true;
    }

    private void End(char bracket)
    {
        _depth--;
        if (!_first)
        {
            _text.Append('\n').Append(' ', 2 * _depth);
        }

        _text.Append(bracket);
        _first = false;
    }

    private void Next(string? name)
    {
        if (_depth > 0)
        {
            _text.Append(_first ? "\n" : ",\n").Append(' ', 2 * _depth);
        }

        _first = false;
        if (name is not null)
        {
            Quote(name);
            _text.Append(": ");
        }
    }

    private void Quote(string value)
    {
        _text.Append('"');
        foreach (var c in value)
        {
            switch (c)
            {
                case '"':
                    _text.Append("\\\"");
                    break;
                case '\\':
                    _text.Append("\\\\");
                    break;
                case '\n':
                    _text.Append("\\n");
                    break;
                case '\r':
                    _text.Append("\\r");
                    break;
                case '\t':
                    _text.Append("\\t");
                    break;
                default:
                    if (c < ' ')
                    {
                        _text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
                    }
                    else
                    {
                        _text.Append(c);
                    }

                    break;
            }
        }

        _text.Append('"');
    }
}
