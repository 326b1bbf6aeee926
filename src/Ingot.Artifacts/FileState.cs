namespace Ingot.Artifacts;

/// <summary>
/// By what a file is known without being read. Size and time of the last change alone can be kept by whoever changes a file (<c>cp -p</c>, <c>rsync</c>, an
/// archive): the system's own time of change cannot, and a file that takes another's place has another number.
/// </summary>
/// <param name="Size">Its size in bytes.</param>
/// <param name="Modified">The time of its last change, which programs can set, in ticks of UTC.</param>
/// <param name="Changed">The system's own time of change of content, attributes or name, in ticks of UTC; 0: the system does not tell.</param>
/// <param name="Number">Its number in the file system (inode, file id); 0: the system does not tell.</param>
public readonly record struct FileState(long Size, long Modified, long Changed, long Number)
{
    /// <summary>The later of the two times.</summary>
    public long Last => Math.Max(Modified, Changed);
}
