using System.CommandLine;
using System.Text;
using Ingot.Artifacts;

namespace Ingot.Tool.Output;

/// <summary>What a verb prints, by whole lines, with nothing in it that a CI system or a terminal would obey (<see cref="OutputText"/>).</summary>
internal sealed class NeutralWriter : TextWriter
{
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
            for (var end = buffer.IndexOf('\n'); end >= 0; end = buffer.IndexOf('\n'))
            {
                _line.Append(buffer[..(end + 1)]);
                Print();
                buffer = buffer[(end + 1)..];
            }

            _line.Append(buffer);
        }
    }

    /// <inheritdoc />
    public override void Flush() => Inner.Flush();

    /// <summary>Prints what has no end of its line. The writer that it is printed to stays open.</summary>
    protected override void Dispose(bool disposing)
    {
        lock (_gate)
        {
            Print();
            Inner.Flush();
        }

        base.Dispose(disposing);
    }

    private void Print()
    {
        Inner.Write(OutputText.Lines(_line.ToString()));
        _line.Clear();
    }
}
