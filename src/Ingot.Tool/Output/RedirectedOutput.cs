using System.Text;

namespace Ingot.Tool.Output;

/// <summary>The standard output where it is a file or a pipe: .NET's own writer hands on 256 characters at a time, whatever it is given.</summary>
internal static class RedirectedOutput
{
    private const int Piece = 32 * 1024;

    /// <summary>Lets the console print through a writer that hands on what it is given at once.</summary>
    public static void Use()
    {
        if (Console.IsOutputRedirected)
        {
            // No byte order mark.
            var encoding = Console.OutputEncoding is UTF8Encoding ? new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) : Console.OutputEncoding;
#pragma warning disable CA2000 // It is the console's, as long as the process lives.
            Console.SetOut(new StreamWriter(Console.OpenStandardOutput(), encoding, Piece) { AutoFlush = true });
#pragma warning restore CA2000
        }
    }
}
