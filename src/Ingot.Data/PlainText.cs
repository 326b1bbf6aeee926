using System.Text;
using Ingot.Core.Diagnostics;
using Ingot.Core.Specs;

namespace Ingot.Data;

/// <summary>
/// A file's text written anew as DuckDB can read it: unpacked, in UTF-8, without the lines above the table, line by line as it was.
/// What a row and a cell is stays DuckDB's to say, so nothing here looks at quotes.
/// </summary>
internal sealed class PlainText
{
    /// <summary>
    /// Stands for the comment's character wherever that begins no line: DuckDB would take all that follows it for a comment. No text may hold
    /// it (a noncharacter of Unicode).
    /// </summary>
    public const char Masked = '\uFDD0';

    private const int Block = 1 << 16;
    private const long Reasonable = 1L << 30;

    private readonly StringBuilder _out = new(Block + 64);
    private int _toSkip;
    private bool _atLineStart = true;
    private bool _afterReturn;
    private bool _hasSkipped;
    private bool _inHeader;
    private bool _afterHeader;

    /// <summary>How many lines are left out at the top.</summary>
    public int Skip { get; init; }

    /// <summary>Whether all line breaks become line feeds.</summary>
    public bool UnifyBreaks { get; init; }

    /// <summary>What the lines begin with that are comments.</summary>
    public char? Comment { get; init; }

    /// <summary>What is written before the first row, such as a delimiter where a name is missing.</summary>
    public string BeforeHeader { get; init; } = string.Empty;

    /// <summary>What is written behind the first row.</summary>
    public string AfterHeader { get; init; } = string.Empty;

    /// <summary>How many times larger than the compressed file its text may be, beyond what is reasonable in any case.</summary>
    public int MostGrowth { get; init; } = 200;

    /// <summary>What size of a text is reasonable however small the compressed file is. Default 1 GB.</summary>
    public long ReasonableSize { get; init; } = Reasonable;

    /// <summary>Whether the file cannot be read as it is.</summary>
    public bool IsNeeded(TextHead head, string encoding) =>
        head.IsPacked || encoding != "utf-8" || Skip > 0 || UnifyBreaks || Comment is not null || BeforeHeader.Length + AfterHeader.Length > 0;

    /// <summary>Writes the text, some thousand characters at once.</summary>
    /// <param name="source">The file.</param>
    /// <param name="head">Its beginning.</param>
    /// <param name="encoding">Its encoding.</param>
    /// <param name="target">Where the text is written.</param>
    /// <exception cref="IngotException">INGOT1004: the file is damaged, or is not in the encoding.</exception>
    public void Write(DataSource source, TextHead head, string encoding, string target)
    {
        try
        {
            using var stream = TextHead.Open(source.Path, out _);
            stream.ReadExactly(new byte[head.MarkLength]);
            using var reader = new StreamReader(stream, head.Decoding(encoding), detectEncodingFromByteOrderMarks: false, Block);
            using var writer = new StreamWriter(target, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Block);
            var limit = head.IsPacked ? Limit(source) : long.MaxValue;
            _toSkip = Skip;
            var buffer = new char[Block];
            var written = 0L;
            while (reader.Read(buffer, 0, Block) is > 0 and var read)
            {
                Add(source, buffer.AsSpan(0, read));
                writer.Write(_out);
                written += _out.Length;
                _out.Clear();
                if (written > limit)
                {
                    throw Unreadable(source, $"The file '{source.DisplayName}' grows to more than {MostGrowth} times its size when it is unpacked, as no table does. Unpack it by hand if it is right.");
                }
            }

            writer.Write(_inHeader ? AfterHeader : string.Empty);
        }
        catch (InvalidDataException e)
        {
            throw TextHead.Damaged(source, e);
        }
        catch (DecoderFallbackException e)
        {
            throw new IngotException(WrongBytes(source, encoding), e);
        }
    }

    /// <summary>How large the text of a compressed file may be.</summary>
    public long Limit(DataSource source) => Math.Max(ReasonableSize, MostGrowth * new FileInfo(source.Path).Length);

    private static Diagnostic WrongBytes(DataSource source, string encoding)
    {
        if (encoding != "utf-8")
        {
            return PrepareDiagnostics.UnreadableFile.At(source.Location, $"The file '{source.DisplayName}' is not in the encoding {encoding}, or damaged. Correct its metadata Encoding or the schema's reading, or save it as UTF-8.");
        }

        using var bytes = TextHead.Open(source.Path, out _);
        var offset = Utf8Look.Of(bytes).FirstWrong;
        using var again = new BufferedStream(TextHead.Open(source.Path, out _));
        var line = CsvLines.At(again, offset);
        return PrepareDiagnostics.UnreadableFile.At(
            new SourceLocation(source.Path, line, 1), $"The file '{source.DisplayName}' cannot be read: line {line}: it is not UTF-8 there. {CsvError.EncodingRemedy}");
    }

    private void Add(DataSource source, ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            var isBreak = c is '\r' or '\n';
            var isSecond = c == '\n' && _afterReturn;
            _afterReturn = c == '\r';
            if (_toSkip > 0)
            {
                _toSkip -= isBreak && !isSecond ? 1 : 0;
                _hasSkipped = _toSkip == 0;
                continue;
            }

            // The second half of a line break belongs to the first, even if that was left out.
            var isLeftOut = isSecond && (_hasSkipped || UnifyBreaks);
            _hasSkipped = false;
            if (isBreak && !isLeftOut)
            {
                EndLine(c, isSecond);
            }
            else if (!isBreak)
            {
                AddToLine(source, c);
            }
        }
    }

    private void EndLine(char c, bool isSecond)
    {
        if (_inHeader && !isSecond)
        {
            _out.Append(AfterHeader);
            (_inHeader, _afterHeader) = (false, true);
        }

        _out.Append(UnifyBreaks ? '\n' : c);
        _atLineStart = true;
    }

    private void AddToLine(DataSource source, char c)
    {
        if (c == Masked)
        {
            throw Unreadable(source, $"The file '{source.DisplayName}' has the character U+FDD0, which no text may have. Remove it.");
        }

        if (_atLineStart && !_afterHeader && !_inHeader && c != Comment)
        {
            _inHeader = true;
            _out.Append(BeforeHeader);
        }

        _out.Append(c == Comment && !_atLineStart ? Masked : c);
        _atLineStart = false;
    }

    private static IngotException Unreadable(DataSource source, FormattableString message) => new(PrepareDiagnostics.UnreadableFile.At(source.Location, message));
}
