using System.Buffers;
using System.CommandLine;
using System.Text;
using Ingot.Artifacts;

namespace Ingot.Tool.Output;

/// <summary>What a verb prints, by whole lines, with nothing in it that a CI system or a terminal would obey (<see cref="OutputText"/>).</summary>
internal sealed class NeutralWriter : TextWriter
{
    // So much is handed on at a time, by whole lines.
    private const int Piece = 32 * 1024;

    // In text of nothing else nothing is a command, unless two of the same begin one.
    private static readonly SearchValues<char> Plain = SearchValues.Create([.. Enumerable.Range(' ', '~' - ' ' + 1).Select(c => (char)c), '\n', '\t']);

    private readonly StringBuilder _line = new();
    private readonly Lock _gate = new();

    /// <param name="inner">Where it is printed.</param>
    public NeutralWriter(TextWriter inner)
    {
        Inner = inner;
        CoreNewLine = inner.NewLine.ToCharArray();
    }

    /// <summary>Where it is printed.</summary>
    public TextWriter Inner { get; }

    /// <inheritdoc />
    public override Encoding Encoding => Inner.Encoding;

    /// <summary>Lets a verb's work print through such writers.</summary>
    public static async Task<int> AroundAsync(InvocationConfiguration console, Func<Task<int>> work)
    {
        var (output, error) = (console.Output, console.Error);
        var (neutralOutput, neutralError) = (new NeutralWriter(output), new NeutralWriter(error));
        (console.Output, console.Error) = (neutralOutput, neutralError);
        try
        {
            return await work();
        }
        finally
        {
            await neutralOutput.DisposeAsync();
            await neutralError.DisposeAsync();
            (console.Output, console.Error) = (output, error);
        }
    }

    /// <inheritdoc />
    public override void Write(char value) => Write([value]);

    /// <inheritdoc />
    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    /// <inheritdoc />
    public override void Write(string? value) => Write(value.AsSpan());

    /// <inheritdoc />
    public override void Write(ReadOnlySpan<char> buffer)
    {
        lock (_gate)
        {
            if (_line.Length > 0 && buffer.IndexOf('\n') is >= 0 and var first)
            {
                _line.Append(buffer[..(first + 1)]);
                PrintLine();
                buffer = buffer[(first + 1)..];
            }

            while (buffer.LastIndexOf('\n') >= 0)
            {
                var last = buffer[..Math.Min(buffer.Length, Piece)].LastIndexOf('\n');
                var end = (last >= 0 ? last : buffer.IndexOf('\n')) + 1;
                Print(buffer[..end]);
                buffer = buffer[end..];
            }

            _line.Append(buffer);
        }
    }

    /// <summary>Prints whole lines in which nothing is obeyed: that is not looked for again.</summary>
    public void WriteNeutral(string lines)
    {
        lock (_gate)
        {
            PrintLine();
            Inner.Write(lines);
        }
    }

    /// <inheritdoc />
    public override void Flush() => Inner.Flush();

    /// <summary>Prints what has no end of its line. The writer that it is printed to stays open.</summary>
    protected override void Dispose(bool disposing)
    {
        lock (_gate)
        {
            PrintLine();
            Inner.Flush();
        }

        base.Dispose(disposing);
    }

    private void PrintLine()
    {
        Print(_line.ToString());
        _line.Clear();
    }

    private void Print(ReadOnlySpan<char> lines)
    {
        if (lines.ContainsAnyExcept(Plain) || lines.Contains("##", StringComparison.Ordinal) || lines.Contains("::", StringComparison.Ordinal))
        {
            Inner.Write(OutputText.Lines(lines.ToString()));
        }
        else
        {
            Inner.Write(lines);
        }
    }
}
