using Ingot.Tests.Shared;

namespace Ingot.Artifacts.Tests;

/// <summary>What is recorded of a link is what it leads to: a changed file behind it, a new one in a linked folder, another target.</summary>
public sealed class LinkTests : IDisposable
{
    private static readonly DateTime Old = new(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [LinkFact]
    public void The_state_is_that_of_the_file_at_the_end_of_all_links()
    {
        Write("data/a.csv", "abc");
        Link("first", "data");
        Link("second", "first/a.csv");
        Link("third", At("second"));

        foreach (var path in new[] { "data/a.csv", "first/a.csv", "second", "third" })
        {
            var states = new FileStates();
            Assert.Equal((3, Old.Ticks), (states.OfFile(At(path))!.Value.Size, states.OfFile(At(path))!.Value.Modified));
            Assert.Equal(At("data/a.csv"), states.RealPathOf(At(path)));
        }

        Directory.SetLastWriteTimeUtc(At("data"), Old);
        Assert.Equal(Old.Ticks, new FileStates().OfFolder(At("first")));
        Assert.Null(new FileStates().OfFolder(At("third")));
    }

    [LinkFact]
    public void A_link_that_leads_nowhere_or_in_a_circle_is_no_file()
    {
        Link("dangling", "gone.csv");
        Link("here", "there");
        Link("there", "here");
        Link("itself", "itself/x");

        foreach (var path in new[] { "dangling", "here", "there", "itself", "itself/x", "here/a.csv" })
        {
            Assert.Null(new FileStates().OfFile(At(path)));
            Assert.Null(new FileStates().OfFolder(At(path)));
            Assert.Null(new FingerprintTable(At("t.txt")).HashOf(At(path)));
        }
    }

    [LinkFact]
    public void A_hash_is_that_of_the_file_that_the_link_leads_to_now()
    {
        var (a, b) = (Write("a.csv", "a,b"), Write("b.csv", "x,y"));
        Link("data.csv", a);
        Assert.Equal(ContentHash.OfText("a,b"), Hash());

        // Of the same size and time.
        Repoint("data.csv", b);
        Assert.Equal(ContentHash.OfText("x,y"), Hash());

        File.WriteAllText(b, "x,z");
        Assert.Equal(ContentHash.OfText("x,z"), Hash());
    }

    [LinkFact]
    public void A_pointer_behind_a_link_is_read_and_a_large_file_is_not()
    {
        var hash = new string('a', 64);
        Write("pointer", $"version https://git-lfs.github.com/spec/v1\noid sha256:{hash}\nsize 5\n");
        Write("large", "version https://git-lfs.github.com/spec/v1\noid sha256:" + hash + new string('x', 2000));
        Link("to-pointer", "pointer");
        Link("to-large", "large");

        Assert.Equal(hash, LargeFilePointer.TryReadHash(At("to-pointer")));
        Assert.Null(LargeFilePointer.TryReadHash(At("to-large")));
    }

    [LinkFact]
    public void Every_change_behind_a_link_is_found()
    {
        foreach (var (change, expected) in ((Action, string?)[])
        [
            (() => File.WriteAllText(At("data/a.csv"), "longer"), "changed file " + At("in/link.csv")),
            (() => File.Delete(At("data/a.csv")), "changed file " + At("in/link.csv")),
            (() => Write("data/deep/new.csv", "n"), "changed folder " + At("in/linked/deep")),
            (() => Repoint("in/link.csv", At("data/twin.csv")), "changed link " + At("in/link.csv")),
            (() => Repoint("middle", At("data/twin.csv")), "changed link " + At("in/link.csv")),
            (() => Repoint("in/linked", At("other")), "changed link " + At("in/linked")),
            (() => File.Delete(At("in/link.csv")), "changed link " + At("in/link.csv")),
            (() => Write("gone.csv", "came"), "new file " + At("in/dangling")),
            (() => Directory.CreateDirectory(At("later")), "new file " + At("later")),
            (() => { }, null),
        ])
        {
            Record();
            change();
            Assert.Equal(expected, UpToDateRecord.TryRead(At("record.txt"), key: null)!.FindChange(new Dictionary<string, string>(), new FileStates()));
        }
    }

    [LinkFact]
    public void A_link_that_is_pointed_elsewhere_during_the_build_is_noticed()
    {
        Record();
        var record = UpToDateRecord.TryRead(At("record.txt"), key: null)!;

        Assert.True(record.ChangedSince(DateTime.UtcNow.AddMinutes(-1).Ticks, new HashSet<string>()));
        Assert.False(record.ChangedSince(DateTime.UtcNow.AddMinutes(1).Ticks, new HashSet<string>()));
    }

    [LinkFact]
    public void What_is_no_link_and_what_leads_in_a_circle_lead_to_nothing()
    {
        var states = new FileStates();
        Write("file", "x");
        Link("one", "two");
        Link("two", "one");

        Assert.Equal(string.Empty, states.TargetOf(At("file")));
        Assert.Null(states.OfFile(At("one")));
        Assert.Null(states.RealPathOf(At("one")));
        Assert.Null(states.RealPathOf(At("one")));
        Assert.Null(states.RealPathOf(At("one/below")));
        Assert.Equal(string.Empty, states.TargetOf(At("one")));
        Assert.All(states.Links, l => Assert.Equal(string.Empty, l.Value));
        Assert.Equal(At("file"), states.RealPathOf(At("file")));
    }

    private string? Hash()
    {
        var table = new FingerprintTable(At("fingerprints.txt"));
        var hash = table.HashOf(At("data.csv"));
        table.Save();
        return hash;
    }

    private void Record()
    {
        Directory.Delete(_folder.Path, recursive: true);
        Directory.CreateDirectory(At("in"));
        Write("data/a.csv", "same");
        Write("data/twin.csv", "same");
        Write("data/deep/b.csv", "b");
        Directory.CreateDirectory(At("other"));
        Link("middle", "data/a.csv");
        Link("in/link.csv", "../middle");
        Link("in/linked", "../data");
        Link("in/loop", "../in");
        Link("in/dangling", "../gone.csv");
        var (record, states) = (new UpToDateRecord(), new FileStates());
        record.AddFile(At("in/link.csv"), states);
        record.AddFile(At("in/dangling"), states);
        record.AddFile(At("later"), states);
        record.AddFolder(At("in"), [], states);
        record.AddLinks(states);
        record.Write(At("record.txt"), key: null);
    }

    private string At(string name) => Path.Combine(_folder.Path, name);

    private string Write(string name, string text)
    {
        var path = _folder.Write(name, text);
        File.SetLastWriteTimeUtc(path, Old);
        return path;
    }

    private void Link(string name, string target) => File.CreateSymbolicLink(At(name), target);

    private void Repoint(string name, string target)
    {
        File.Delete(At(name));
        Link(name, target);
    }
}
