using System.Text;

namespace Ingot.Clients;

/// <summary>Writes indented C#, with the same line ends on every platform.</summary>
internal sealed class SourceWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;

    public void Line(string line = "")
    {
        if (line.Length > 0)
        {
            _text.Append(' ', _depth * 4).Append(line);
        }

        _text.Append('\n');
    }

    /// <summary>Writes a line of the preprocessor, which stands at the margin.</summary>
    public void Directive(string line) => _text.Append(line).Append('\n');

    /// <summary>Writes a line and opens a block behind it.</summary>
    public void Open(string line)
    {
        Line(line);
        Line("{");
        _depth++;
    }

    /// <summary>Closes the innermost block.</summary>
    public void Close()
    {
        _depth--;
        Line("}");
    }

    /// <summary>Opens a constructor whose second line calls another constructor.</summary>
    public void OpenConstructor(string line, string call)
    {
        Line(line);
        _depth++;
        Line(": " + call);
        _depth--;
        Line("{");
        _depth++;
    }

    /// <summary>A summary of escaped XML.</summary>
    public void Summary(string xml) => Line($"/// <summary>{xml}</summary>");

    /// <summary>A parameter's description of escaped XML.</summary>
    public void Param(string name, string xml) => Line($"/// <param name=\"{name}\">{xml}</param>");

    /// <summary>A description of what is returned, of escaped XML.</summary>
    public void Returns(string xml) => Line($"/// <returns>{xml}</returns>");

    /// <summary>An exception of the namespace System and when it is thrown, of escaped XML.</summary>
    public void Exception(string type, string xml) => Line($"/// <exception cref=\"global::System.{type}\">{xml}</exception>");

    /// <summary>Marks a class as generated.</summary>
    public void Attribute() => Line("[global::System.CodeDom.Compiler.GeneratedCode(\"Ingot\", null)]");

    public override string ToString() => _text.ToString();
}
