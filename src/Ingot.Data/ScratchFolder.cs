namespace Ingot.Data;

/// <summary>A folder for files that are needed for a while, and what is in it. It is made when it is first needed, and removed at the end.</summary>
/// <param name="parent">Where it is made.</param>
internal sealed class ScratchFolder(string parent) : IDisposable
{
    private string? _path;
    private int _files;

    /// <summary>Full path of a file that does not exist yet.</summary>
    /// <param name="extension">How its name ends.</param>
    public string NewFile(string extension)
    {
        if (_path is null)
        {
            // A name of our own, and new: nothing that others have put there is written over.
            _path = Path.Combine(parent, $"reading-{Guid.NewGuid():N}");
            Directory.CreateDirectory(_path);
        }

        return Path.Combine(_path, FormattableString.Invariant($"{_files++}{extension}"));
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (_path is not null)
        {
            Directory.Delete(_path, recursive: true);
            _path = null;
        }
    }
}
