using System.Globalization;
using Ingot.Artifacts;
using Ingot.Tool.Output;

namespace Ingot.Tool.Tests;

/// <summary>What goes through is what <see cref="OutputText.Lines"/> makes of it, in whatever pieces it is written.</summary>
public sealed class NeutralWriterTests
{
    private const string Text = "plain {\"a\": 1}\n::error::no\nx ##vso[task]\ttab\r\nwin\r\nümlaut – …\n\u001b[31m\nend ::\n##[x]";

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    public void Pieces_change_nothing(int size)
    {
        using var inner = new StringWriter(CultureInfo.InvariantCulture);
        using (var writer = new NeutralWriter(inner))
        {
            foreach (var piece in Text.Chunk(size))
            {
                writer.Write(piece);
            }
        }

        Assert.Equal(OutputText.Lines(Text), inner.ToString());
        Assert.Contains("\\u003Aerror::no", inner.ToString().Replace(":\\u003A", "\\u003A", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void Long_text_is_handed_on_in_few_pieces()
    {
        var inner = new CountingWriter();
        using var writer = new NeutralWriter(inner);
        var text = string.Concat(Enumerable.Range(0, 20_000).Select(i => FormattableString.Invariant($"    \"name{i}\": {i},\n")));
        var longest = new string('x', 100_000) + "\n";
        writer.Write(text + longest);
        Assert.Equal(text + longest, inner.ToString());
        Assert.InRange(inner.Writes, 1, 30);
    }

    private sealed class CountingWriter() : StringWriter(CultureInfo.InvariantCulture)
    {
        public int Writes { get; private set; }

        public override void Write(ReadOnlySpan<char> buffer)
        {
            Writes++;
            base.Write(buffer);
        }

        public override void Write(string? value)
        {
            Writes++;
            base.Write(value);
        }
    }
}
