namespace Ingot.Artifacts;

/// <summary>What the system tells of a file or a folder.</summary>
/// <param name="mode">Its kind and its permissions.</param>
/// <param name="owner">The number of its owner.</param>
/// <param name="group">The number of its group.</param>
/// <param name="number">Its number in the file system (inode).</param>
/// <param name="changed">When its content, its mode or its name was last changed, in ticks of UTC: no program sets that time.</param>
internal sealed class UnixState(int mode, uint owner, uint group, long number, long changed)
{
    public int Mode { get; } = mode;

    public uint Owner { get; } = owner;

    public uint Group { get; } = group;

    public long Number { get; } = number;

    public long Changed { get; } = changed;

    /// <summary>
    /// Whether users other than this one may write: it is another's, or its mode lets a group or all. A group of the user's own number is his
    /// alone, as most distributions of Linux make one for each user, and administrators may write everywhere anyway.
    /// </summary>
    public bool IsOpenToOthers() =>
        IsOfAnotherUser() || (Mode & 0b000_000_010) != 0 || ((Mode & 0b000_010_000) != 0 && Group != UnixFiles.User());

    /// <summary>Whether it is neither this user's nor the administrator's.</summary>
    public bool IsOfAnotherUser() => Owner != 0 && Owner != UnixFiles.User();
}
