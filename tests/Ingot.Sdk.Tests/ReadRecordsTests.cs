using Ingot.Artifacts;
using Ingot.Sdk.Tasks;

namespace Ingot.Sdk.Tests;

/// <summary>A build asks for its records twice: what was read stays read as long as its file is the same, and not longer.</summary>
public sealed class ReadRecordsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ingot-records-");
    private readonly SealKey _key = SealKey.OfTeam(new string('k', SealKey.LeastLength));
    private readonly ReadRecords _records = new();

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_record_is_read_again_when_its_file_is_another_and_gone_when_it_is_gone()
    {
        var path = Path.Combine(_folder.FullName, "record.txt");
        Assert.Null(Read(path));

        Write(path, "one");
        var first = Read(path);
        Assert.Same(first, Read(path));

        // As long, and as old, as the one before.
        var time = File.GetLastWriteTimeUtc(path);
        Write(path, "two");
        File.SetLastWriteTimeUtc(path, time);
        Assert.Equal(["two"], Read(path)!.Diagnostics);
        Assert.Equal(["one"], first!.Diagnostics);

        File.AppendAllText(path, "more");
        Assert.Null(Read(path));
        File.Delete(path);
        Assert.Null(Read(path));
    }

    private UpToDateRecord? Read(string path) => _records.TryRead(path, _key, new FileStates());

    private void Write(string path, string diagnostic)
    {
        var record = new UpToDateRecord();
        record.AddDiagnostic(diagnostic);
        record.Write(path, _key);
    }
}
