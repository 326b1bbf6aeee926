using Ingot.Core.Diagnostics;
using Ingot.Core.Specs;

namespace Ingot.Data;

/// <summary>Whether a data file is there and may hold data, before it is opened.</summary>
internal static class DataFile
{
    private static readonly byte[] LargeFilePointer = "version https://git-lfs"u8.ToArray();

    /// <exception cref="IngotException">INGOT1003, INGOT1004: it cannot.</exception>
    public static void Check(DataSource source)
    {
        if (!File.Exists(source.Path))
        {
            throw new IngotException(PrepareDiagnostics.MissingFile.At(
                source.Location,
                Directory.Exists(source.Path)
                    ? (FormattableString)$"'{source.DisplayName}' is a folder, not a file. Name the files in it, for example with {source.DisplayName.TrimEnd('/')}/*.csv."
                    : $"The file '{source.DisplayName}' does not exist. Correct the path, or fetch the data."));
        }

        if (!LeadsToFile(source.Path))
        {
            throw new IngotException(PrepareDiagnostics.MissingFile.At(
                source.Location, $"'{source.DisplayName}' is a symbolic link that leads to no file. Correct the link, or fetch the data."));
        }

        using var stream = File.OpenRead(source.Path);
        Span<byte> buffer = stackalloc byte[LargeFilePointer.Length];
        var start = buffer[..stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false)];
        if (start.IsEmpty)
        {
            throw new IngotException(PrepareDiagnostics.UnreadableFile.At(
                source.Location, $"The file '{source.DisplayName}' is empty. Fetch or make the data again."));
        }

        if (start.SequenceEqual(LargeFilePointer))
        {
            throw new IngotException(PrepareDiagnostics.MissingFile.At(
                source.Location, $"The file '{source.DisplayName}' is a Git LFS pointer, not the data. Run 'git lfs pull'."));
        }
    }

    // A link counts as a file that exists, wherever it leads.
    private static bool LeadsToFile(string path)
    {
        try
        {
            return File.ResolveLinkTarget(path, returnFinalTarget: true) is null or { Exists: true };
        }
        catch (IOException)
        {
            // Its links lead in a circle.
            return false;
        }
    }
}
