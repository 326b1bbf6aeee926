namespace Ingot.Artifacts.Tests;

public sealed class UpToDateRecordTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SealKey _key = SealKey.OfTeam(new string('k', SealKey.LeastLength));
    private readonly SortedDictionary<string, string> _context = new() { ["property A"] = "1\n2" };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Nothing_changed()
    {
        Record();

        Assert.Null(Change());
        Assert.Equal(["M.csproj(1,1): warning INGOT1: said"], UpToDateRecord.TryRead(At("record.txt"), _key)!.Diagnostics);
    }

    [Fact]
    public void Every_kind_of_change_is_seen()
    {
        foreach (var (change, expected) in ((Action, string)[])
        [
            (() => File.WriteAllText(At("in/a.cs"), "longer than before"), "changed file " + At("in/a.cs")),
            (() => File.SetLastWriteTimeUtc(At("in/a.cs"), new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc)), "changed file " + At("in/a.cs")),
            (() => Rewrite(At("in/a.cs")), "changed file " + At("in/a.cs")),
            (() => File.Delete(At("in/a.cs")), "changed file " + At("in/a.cs")),
            (() => File.WriteAllText(At("in/deep/b.cs"), "new"), "changed folder " + At("in/deep")),
            (() => File.WriteAllText(At("Directory.Build.props"), "<Project />"), "new file " + At("Directory.Build.props")),
            (() => _context["property A"] = "2", "another property A"),
            (() => _context["property B"] = "1", "another property B"),
            (_context.Clear, "another property A"),
        ])
        {
            Reset();
            Record();
            change();
            Assert.Equal(expected, Change());
        }
    }

    [Fact]
    public void A_folder_that_is_left_out_does_not_matter()
    {
        Record();
        File.WriteAllText(At("in/obj/new.txt"), "made by the build");

        Assert.Null(Change());
    }

    [Fact]
    public void An_input_edited_during_the_build_is_told_from_an_output()
    {
        Directory.CreateDirectory(At("in"));
        File.WriteAllText(At("in/a.cs"), "text");
        var record = new UpToDateRecord();
        record.AddFile(At("in/a.cs"), new FileStates());

        Assert.True(record.ChangedSince(File.GetLastWriteTimeUtc(At("in/a.cs")).Ticks, new HashSet<string>()));
        Assert.False(record.ChangedSince(File.GetLastWriteTimeUtc(At("in/a.cs")).Ticks, new HashSet<string> { At("in/a.cs") }));
        Assert.False(record.ChangedSince(DateTime.UtcNow.AddMinutes(1).Ticks, new HashSet<string>()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("ingot-up-to-date 3\nfile 1 2 3 4 a\n")]
    [InlineData("ingot-up-to-date 3\nfile one 2 3 4 a\nend\n")]
    [InlineData("ingot-up-to-date 3\nodd thing\nend\n")]
    [InlineData("ingot-up-to-date 2\nend\n")]
    public void A_damaged_record_is_none(string text)
    {
        File.WriteAllText(At("record.txt"), text);
        Assert.Null(UpToDateRecord.TryRead(At("record.txt"), key: null));

        File.WriteAllText(At("record.txt"), $"{text}seal {_key.Seal("ingot-up-to-date", text)}\n");
        Assert.Null(UpToDateRecord.TryRead(At("record.txt"), _key));
    }

    [Theory]
    [InlineData("file 1 2 3 4 a b.cs", true)]
    [InlineData("file 1 2 3 -9223372036854775808 a b.cs", true)]
    [InlineData("file 1 2 3 9223372036854775807 a b.cs", true)]
    [InlineData("file 1 2 3 12345678901234567890 a b.cs", false)]
    [InlineData("file 1 2 - 4 a b.cs", false)]
    [InlineData("file 1 2 3 4", false)]
    [InlineData("file 1 2 3 a.cs", false)]
    [InlineData("file 1 x 3 4 a.cs", false)]
    [InlineData("file 1 2 x 4 a.cs", false)]
    [InlineData("file 1 2 3 x a.cs", false)]
    [InlineData("folder 1 a b", true)]
    [InlineData("folder one a", false)]
    [InlineData("folder 1", false)]
    [InlineData("context a=b=c", true)]
    [InlineData("context =b", false)]
    [InlineData("context ab", false)]
    [InlineData("link a>b", true)]
    [InlineData("link a", false)]
    [InlineData("link a>b>c", false)]
    [InlineData("absent a\nabsent b", true)]
    [InlineData("absent a\nabsent a", false)]
    [InlineData("diagnostic x", true)]
    [InlineData("alone", false)]
    [InlineData("file ", false)]
    [InlineData("folder ", false)]
    [InlineData("file -", false)]
    public void A_record_with_a_damaged_line_is_none(string line, bool isRecord)
    {
        File.WriteAllText(At("record.txt"), $"ingot-up-to-date 3\n{line}\nend\n");

        Assert.Equal(isRecord, UpToDateRecord.TryRead(At("record.txt"), key: null) is not null);
        Assert.Null(UpToDateRecord.TryRead(At("none.txt"), key: null));
    }

    [Fact]
    public void A_record_of_nothing_is_one_and_each_kind_stands_in_order()
    {
        new UpToDateRecord().Write(At("record.txt"), key: null);
        Assert.Null(UpToDateRecord.TryRead(At("record.txt"), key: null)!.FindChange(new Dictionary<string, string>(), new FileStates()));

        var (record, states) = (new UpToDateRecord(), new FileStates());
        foreach (var name in (string[])["b", "c", "a"])
        {
            record.AddContext(name, name);
            _folder.Write($"in/{name}/file", name);
            record.AddFile(At($"in/{name}/file"), states);
            record.AddFile(At($"in/{name}/none"), states);
            record.AddFolder(At($"in/{name}"), [], states);
        }

        record.Write(At("record.txt"), key: null);
        var lines = File.ReadAllLines(At("record.txt"));
        Assert.Equal(["context a=a", "context b=b", "context c=c"], lines.Where(l => l.StartsWith("context ", StringComparison.Ordinal)));
        foreach (var (kind, end) in (ReadOnlySpan<(string, string)>)[("file ", "/file"), ("folder ", string.Empty), ("absent ", "/none")])
        {
            Assert.Equal([At("in/a") + end, At("in/b") + end, At("in/c") + end], lines.Where(l => l.StartsWith(kind, StringComparison.Ordinal)).Select(l => l[l.IndexOf(_folder.Path, StringComparison.Ordinal)..]));
        }
    }

    [Fact]
    public void One_input_that_was_edited_is_enough()
    {
        var (record, states) = (new UpToDateRecord(), new FileStates());
        foreach (var name in (string[])["old.cs", "new.cs"])
        {
            File.SetLastWriteTimeUtc(_folder.Write("in/" + name, name), DateTime.UtcNow.AddDays(name == "old.cs" ? -3 : 3));
            record.AddFile(At("in/" + name), states);
        }

        Assert.True(record.ChangedSince(DateTime.UtcNow.AddDays(1).Ticks, new HashSet<string>()));
        Assert.False(record.ChangedSince(DateTime.UtcNow.AddDays(1).Ticks, new HashSet<string> { At("in/new.cs") }));
        Assert.False(record.ChangedSince(DateTime.UtcNow.AddDays(4).Ticks, new HashSet<string>()));
    }

    [Fact]
    public void Values_of_any_text_come_back()
    {
        foreach (var value in (string[])["", "100 %", "%25%0A", "a\r\nb", "a>b=c", " blank "])
        {
            Reset();
            _context["property A"] = value;
            Record();
            Assert.Null(Change());
            _context["property A"] = value + "%";
            Assert.Equal("another property A", Change());
        }
    }

    [Fact]
    public void A_record_that_somebody_else_wrote_or_changed_is_none()
    {
        Record();
        var text = File.ReadAllText(At("record.txt"));
        Assert.NotNull(UpToDateRecord.TryRead(At("record.txt"), _key));
        Assert.Null(UpToDateRecord.TryRead(At("record.txt"), SealKey.OfTeam(new string('o', SealKey.LeastLength))));

        foreach (var other in (string[])[text.Replace("said", "sold", StringComparison.Ordinal), text[..text.IndexOf("seal ", StringComparison.Ordinal)]])
        {
            File.WriteAllText(At("record.txt"), other);
            Assert.Null(UpToDateRecord.TryRead(At("record.txt"), _key));
        }
    }

    [Fact]
    public void Ways_of_building_have_records_of_their_own()
    {
        Assert.NotEqual(UpToDateRecord.PathOf("r", "p", "Debug", ""), UpToDateRecord.PathOf("r", "p", "Release", ""));
        Assert.Equal(UpToDateRecord.PathOf("r", "p", "Debug", ""), UpToDateRecord.PathOf("r", "p", "Debug", ""));
        Assert.NotEqual(UpToDateRecord.PathOf("r", "p", "De", "bug"), UpToDateRecord.PathOf("r", "p", "Debug"));
        Assert.NotEqual(UpToDateRecord.PathOf("r", "pD", "ebug"), UpToDateRecord.PathOf("r", "p", "Debug"));
        Assert.Equal(Path.Combine("r", "projects"), Path.GetDirectoryName(UpToDateRecord.PathOf("r", "p", "Debug")));
        Assert.Equal(".txt", Path.GetExtension(UpToDateRecord.PathOf("r", "p", "Debug")));
    }

    // Of the same size and time.
    private static void Rewrite(string path)
    {
        var time = File.GetLastWriteTimeUtc(path);
        var before = UnixFiles.StateOf(path)?.Changed;

        // A file system tells changes apart by a clock that ticks every few milliseconds: until it has.
        Assert.True(SpinWait.SpinUntil(
            () =>
            {
                File.WriteAllText(path, new string('x', (int)new FileInfo(path).Length));
                File.SetLastWriteTimeUtc(path, time);
                return before is null || UnixFiles.StateOf(path)!.Changed != before;
            },
            TimeSpan.FromMinutes(1)));
    }

    private string At(string name) => Path.Combine(_folder.Path, name.Replace('/', Path.DirectorySeparatorChar));

    private void Reset()
    {
        Directory.Delete(_folder.Path, recursive: true);
        Directory.CreateDirectory(_folder.Path);
        _context.Clear();
        _context["property A"] = "1\n2";
    }

    private void Record()
    {
        Directory.CreateDirectory(At("in/deep"));
        Directory.CreateDirectory(At("in/obj"));
        File.WriteAllText(At("in/a.cs"), "text");
        var states = new FileStates();
        var record = new UpToDateRecord();
        record.AddContext("property A", _context["property A"]);
        record.AddFile(At("in/a.cs"), states);
        record.AddFile(At("Directory.Build.props"), states);
        record.AddFolder(At("in"), [At("in/obj") + Path.DirectorySeparatorChar], states);
        record.AddDiagnostic("M.csproj(1,1): warning INGOT1: said");
        record.Write(At("record.txt"), _key);
    }

    private string? Change() => UpToDateRecord.TryRead(At("record.txt"), _key)!.FindChange(_context, new FileStates());
}
