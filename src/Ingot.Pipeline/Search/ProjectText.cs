using System.Text;
using Ingot.Artifacts;
using Ingot.Core.Diagnostics;

namespace Ingot.Pipeline.Search;

/// <summary>The text of a project file that is changed in a few places: its encoding and every other byte stay.</summary>
internal sealed class ProjectText
{
    private readonly string _file;
    private readonly Func<FormattableString, IngotException> _refuse;
    private readonly Encoding _encoding;
    private readonly byte[] _before;

    /// <summary>Reads it.</summary>
    /// <param name="file">Its path.</param>
    /// <param name="refuse">Makes the error of a reason why it is left as it is, which ends a sentence.</param>
    /// <exception cref="IngotException">Of <paramref name="refuse"/>: it is neither UTF-8 nor UTF-16.</exception>
    public ProjectText(string file, Func<FormattableString, IngotException> refuse)
    {
        (_file, _refuse, _before) = (file, refuse, File.ReadAllBytes(file));
        Encoding[] known = [new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true), new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true), new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true)];
        _encoding = Array.Find(known, e => _before.AsSpan().StartsWith(e.Preamble)) ?? new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
        try
        {
            Text = _encoding.GetString(_before, _encoding.GetPreamble().Length, _before.Length - _encoding.GetPreamble().Length);
        }
        catch (DecoderFallbackException)
        {
            throw refuse($"it is neither UTF-8 nor UTF-16");
        }
    }

    /// <summary>The text.</summary>
    public string Text { get; }

    /// <summary>What ends its lines.</summary>
    public string NewLine => Text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";

    /// <summary>What stands before a place in its line; empty where that is not blank.</summary>
    public string IndentAt(int place)
    {
        var before = Text[LineStart(place)..place];
        return string.IsNullOrWhiteSpace(before) ? before : string.Empty;
    }

    /// <summary>Where the line of a place begins.</summary>
    public int LineStart(int place) => place == 0 ? 0 : Text.LastIndexOfAny(['\r', '\n'], place - 1) + 1;

    /// <summary>Writes another text in its place.</summary>
    /// <exception cref="IngotException">Somebody has changed it meanwhile.</exception>
    public void Write(string after)
    {
        if (!File.ReadAllBytes(_file).AsSpan().SequenceEqual(_before))
        {
            throw _refuse($"somebody has changed it meanwhile");
        }

        AtomicFile.WriteToDisk(_file, [.. _encoding.GetPreamble(), .. _encoding.GetBytes(after)]);
    }
}
