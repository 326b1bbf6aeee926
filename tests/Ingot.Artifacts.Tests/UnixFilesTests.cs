using System.Runtime.Versioning;
using Ingot.Tests.Shared;

namespace Ingot.Artifacts.Tests;

/// <summary>What the system says of a file, by the C library: the same as .NET where .NET knows it.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class UnixFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [UnixFact]
    public void A_state_is_that_of_the_file_by_its_name_and_by_its_handle()
    {
        var before = DateTime.UtcNow.AddSeconds(-2).Ticks;
        var path = _folder.Write("ä file", "text");
        File.SetLastWriteTimeUtc(path, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        File.SetUnixFileMode(path, (UnixFileMode)0b110_100_010);
        var state = UnixFiles.StateOf(path)!;

        Assert.Equal(0b110_100_010, state.Mode & UnixFiles.Permissions);
        Assert.Equal(UnixFiles.User(), state.Owner);
        Assert.InRange(state.Changed, before, DateTime.UtcNow.AddSeconds(2).Ticks);
        Assert.NotEqual(state.Number, UnixFiles.StateOf(_folder.Write("another", "text"))!.Number);
        using (var stream = File.OpenRead(path))
        {
            var open = UnixFiles.StateOf(stream.SafeFileHandle)!;
            Assert.Equal((state.Mode, state.Owner, state.Group, state.Number, state.Changed), (open.Mode, open.Owner, open.Group, open.Number, open.Changed));
        }

        // The number moves with the file, the time of its change does not stay.
        File.Move(path, _folder.At("moved"));
        Assert.Equal(state.Number, UnixFiles.StateOf(_folder.At("moved"))!.Number);
        Assert.Null(UnixFiles.StateOf(path));
    }

    [UnixFact]
    public void The_time_of_the_last_change_is_seen_that_nobody_can_set()
    {
        var path = _folder.Write("file", "text");
        var first = UnixFiles.StateOf(path)!.Changed;

        // The clock of a file system ticks every few milliseconds: until it has.
        Assert.True(SpinWait.SpinUntil(() => Touched(path).Changed > first, TimeSpan.FromMinutes(1)));
        var state = Touched(path);
        Assert.Equal(state.Changed, state.Last);
        Assert.Equal(new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks, state.Modified);
    }

    [UnixFact]
    public void One_question_tells_of_a_plain_file_what_two_do_and_nothing_of_anything_else()
    {
        var path = _folder.Write("a plain file", "text");
        File.SetLastWriteTimeUtc(path, new DateTime(2020, 1, 1, 2, 3, 4, DateTimeKind.Utc).AddTicks(1234567));
        var state = UnixFiles.StateOf(path)!;
        if (OperatingSystem.IsLinux())
        {
            Assert.Equal(new FileState(4, File.GetLastWriteTimeUtc(path).Ticks, state.Changed, state.Number), UnixFiles.PlainStateOf(path));
        }

        File.CreateSymbolicLink(_folder.At("link"), path);
        Assert.All([_folder.At("link"), _folder.At("nothing"), _folder.At(".")], p => Assert.Null(UnixFiles.PlainStateOf(p)));
        Assert.Equal(new FileStates().OfFile(path), new FileStates().OfFile(_folder.At("link")));
    }

    [UnixFact]
    public void A_path_is_free_until_a_file_a_folder_or_a_link_to_one_is_there()
    {
        var states = new FileStates();
        File.CreateSymbolicLink(_folder.At("dangling"), _folder.At("nothing"));
        File.CreateSymbolicLink(_folder.At("circle"), _folder.At("circle"));
        Assert.All(["nothing", "nothing/below", "dangling", "circle", "circle/below"], n => Assert.True(states.IsFree(_folder.At(n)), n));

        _folder.Write("file", "text");
        File.CreateSymbolicLink(_folder.At("link"), _folder.At("file"));
        Directory.CreateDirectory(_folder.At("folder"));
        Assert.All(["file", "link", "folder"], n => Assert.False(new FileStates().IsFree(_folder.At(n)), n));
    }

    private static FileState Touched(string path)
    {
        File.SetLastWriteTimeUtc(path, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        return new FileStates().OfFile(path)!.Value;
    }

    /// <summary>Owner, group and mode; a group of the user's own number is the user's.</summary>
    [UnixFact]
    public void A_folder_is_open_to_others_whom_its_mode_or_owner_lets_in()
    {
        var user = UnixFiles.User();
        bool IsOpen(int mode, uint owner, uint group) => new UnixState(mode, owner, group, 1, 1).IsOpenToOthers();

        Assert.False(IsOpen(0b111_101_101, user, user + 1));
        Assert.True(IsOpen(0b111_101_111, user, user));
        Assert.True(IsOpen(0b111_111_101, user, user + 1));
        Assert.False(IsOpen(0b111_111_101, user, user));
        Assert.True(IsOpen(0b111_101_101, user + 1, user));
        Assert.False(IsOpen(0b111_101_101, 0, user + 1));
        Assert.True(new UnixState(0, user + 1, 0, 1, 1).IsOfAnotherUser());
        Assert.False(new UnixState(0, user, 0, 1, 1).IsOfAnotherUser());
    }

    [UnixFact]
    public void A_folder_of_ones_own_is_made_once_and_where_it_can_be()
    {
        UnixFiles.MakeOwnFolder(_folder.At("own"));
        UnixFiles.MakeOwnFolder(_folder.At("own"));

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_folder.At("own")));
        Assert.Contains("cannot be made (error 2)", Assert.Throws<IOException>(() => UnixFiles.MakeOwnFolder(_folder.At("no/such"))).Message, StringComparison.Ordinal);
        Assert.Contains("No file can be made beside", Assert.Throws<IOException>(() => UnixFiles.MakeOwnFile(_folder.At("no/such-"), out _)).Message, StringComparison.Ordinal);
    }

    /// <summary>Permissions are added, never taken away; files are not run, and only folders carry the bits of a shared folder.</summary>
    [UnixFact]
    public void Sharing_adds_what_the_folder_gives()
    {
        Directory.CreateDirectory(_folder.At("shared/deep"));
        var file = _folder.Write("shared/file", string.Empty);
        File.SetUnixFileMode(_folder.At("shared"), (UnixFileMode)0b011_111_111_111);
        File.SetUnixFileMode(_folder.At("shared/deep"), (UnixFileMode)0b111_000_000);
        File.SetUnixFileMode(file, (UnixFileMode)0b111_001_000);

        SharedFolder.Share(_folder.At("shared"), _folder.At("shared/deep"));
        SharedFolder.Share(_folder.At("shared"), file);
        SharedFolder.Share(_folder.At("none"), file);
        SharedFolder.Share(_folder.At("shared"), _folder.At("none"));

        Assert.Equal((UnixFileMode)0b011_111_111_111, File.GetUnixFileMode(_folder.At("shared/deep")));
        Assert.Equal((UnixFileMode)0b111_111_110, File.GetUnixFileMode(file));
        File.SetUnixFileMode(_folder.At("shared"), (UnixFileMode)0b111_000_000);
        SharedFolder.Share(_folder.At("shared"), file);
        Assert.Equal((UnixFileMode)0b111_111_110, File.GetUnixFileMode(file));
    }
}
