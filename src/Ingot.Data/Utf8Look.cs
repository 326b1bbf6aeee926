using System.Buffers;
using System.Text;

namespace Ingot.Data;

/// <summary>How far bytes are UTF-8.</summary>
/// <param name="Characters">How many characters of several bytes there are.</param>
/// <param name="Wrong">How many bytes belong to no character.</param>
/// <param name="FirstWrong">Where the first of them stands; -1: nowhere.</param>
/// <param name="Rest">How many bytes at the end begin a character that is not complete.</param>
internal readonly record struct Utf8Look(long Characters, long Wrong, long FirstWrong, int Rest)
{
    private const int Block = 1 << 16;

    /// <summary>Whether what is wrong is more than what is right, so that it is another encoding and not a damaged file.</summary>
    public bool IsOther => Wrong > Characters;

    /// <summary>Looks at bytes.</summary>
    public static Utf8Look Of(ReadOnlySpan<byte> bytes)
    {
        var (characters, wrong, first, at) = (0L, 0L, -1L, 0);
        while (true)
        {
            var ascii = bytes[at..].IndexOfAnyInRange((byte)0x80, (byte)0xFF);
            if (ascii < 0)
            {
                return new Utf8Look(characters, wrong, first, 0);
            }

            at += ascii;
            switch (Rune.DecodeFromUtf8(bytes[at..], out _, out var length))
            {
                case OperationStatus.Done:
                    characters++;
                    break;
                case OperationStatus.NeedMoreData:
                    return new Utf8Look(characters, wrong, first, bytes.Length - at);
                default:
                    first = first < 0 ? at : first;
                    wrong += length;
                    break;
            }

            at += length;
        }
    }

    /// <summary>Looks at a whole file.</summary>
    /// <param name="stream">Its bytes.</param>
    public static Utf8Look Of(Stream stream)
    {
        var buffer = new byte[Block];
        var (characters, wrong, first, rest, before) = (0L, 0L, -1L, 0, 0L);
        while (stream.Read(buffer, rest, Block - rest) is > 0 and var read)
        {
            var look = Of(buffer.AsSpan(0, rest + read));
            characters += look.Characters;
            wrong += look.Wrong;
            first = first < 0 && look.FirstWrong >= 0 ? before + look.FirstWrong : first;
            before += rest + read - look.Rest;
            buffer.AsSpan(rest + read - look.Rest, look.Rest).CopyTo(buffer);
            rest = look.Rest;
        }

        return new Utf8Look(characters, wrong + rest, first < 0 && rest > 0 ? before : first, 0);
    }

    /// <summary>Whether all bytes are right.</summary>
    /// <param name="isWhole">Whether none follow.</param>
    public bool IsValid(bool isWhole) => Wrong == 0 && (Rest == 0 || !isWhole);
}
