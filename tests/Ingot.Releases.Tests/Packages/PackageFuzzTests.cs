using System.IO.Compression;
using System.Text;
using Ingot.Artifacts.Stages;
using Ingot.Core.Diagnostics;
using Ingot.Releases.Packages;
using Ingot.Releases.Validation;
using Ingot.Tests.Shared;

namespace Ingot.Releases.Tests.Packages;

/// <summary>Packages that are damaged, or made to do harm: each is read, or refused with a code; nothing else happens.</summary>
public sealed class PackageFuzzTests : IDisposable
{
    private const int Packages = 300;
    private readonly string _folder = Directory.CreateTempSubdirectory("ingot-package-fuzz-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_file_with_changed_bytes_is_read_or_refused(int seed)
    {
        var mutator = new RequestMutator(seed);
        var path = TestPackage.Write(_folder, "1.0.0");
        var (right, content) = (File.ReadAllBytes(path), Content(ModelPackage.Read(path)));
        var (refused, found, same) = (0, 0, 0);
        for (var i = 0; i < Packages; i++)
        {
            var bytes = right.ToArray();
            for (var change = 1 + mutator.Below(4); change > 0; change--)
            {
                bytes = mutator.Damage(bytes);
            }

            var changed = Path.Combine(_folder, "changed.nupkg");
            File.WriteAllBytes(changed, bytes);
            if (TryRead(changed) is not { } package)
            {
                refused++;
                continue;
            }

            // What can still be read is found, unless only the archive changed around files that are as they were.
            PackageFacts.Read(changed);
            if (PackageVerifier.Verify(package).Any(c => c.Outcome == PackageCheckOutcome.Failed))
            {
                found++;
            }
            else
            {
                Assert.Equal(content, Content(package));
                same++;
            }
        }

        Assert.True(refused > 0 && same > 0, $"{refused} refused, {found} found, {same} as they were.");
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void A_package_with_a_changed_content_is_read_or_refused_and_never_verifies(int seed)
    {
        var mutator = new RequestMutator(seed);
        var files = Files(TestPackage.Write(_folder, "1.0.0"));
        var names = files.Keys.Where(n => n.EndsWith(".json", StringComparison.Ordinal) || n.EndsWith(".nuspec", StringComparison.Ordinal) || n.EndsWith(".onnx", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();
        var found = names.ToDictionary(n => n, _ => 0, StringComparer.Ordinal);
        for (var i = 0; i < Packages; i++)
        {
            var name = names[mutator.Below(names.Count)];
            var changed = name.EndsWith(".json", StringComparison.Ordinal) ? mutator.Mutate(Encoding.UTF8.GetString(files[name])) : mutator.Damage(files[name].ToArray());
            if (changed.AsSpan().SequenceEqual(files[name]))
            {
                continue;
            }

            var path = Zip(files.Select(f => (f.Key, f.Key == name ? changed : f.Value)));
            if (TryRead(path) is not { } package)
            {
                continue;
            }

            // Of the nuspec and the provenance only a signature speaks.
            var checks = PackageVerifier.Verify(package);
            if (!name.EndsWith(".nuspec", StringComparison.Ordinal) && name != AttestFiles.Provenance.InPackage)
            {
                Assert.Contains(name, Assert.Single(checks, c => c is { Name: "files", Outcome: PackageCheckOutcome.Failed }).Message, StringComparison.Ordinal);
            }

            found[name]++;
        }

        // Of every file some changes leave a package that can be read: else nothing was verified.
        Assert.All(found, f => Assert.True(f.Value > 0, $"No change of {f.Key} left a package that can be read."));
    }

    [Fact]
    public void Odd_archives_are_refused()
    {
        var files = Files(TestPackage.Write(_folder, "1.0.0"));
        IEnumerable<(string, byte[])> With(string name, byte[] content) => files.Select(f => (f.Key, f.Value)).Append((name, content));

        foreach (var name in new[] { "../../evil.txt", "/etc/evil.txt", "C:\\evil.txt", "model/../../evil.onnx", "model/./evil.onnx", "lib\\evil.dll" })
        {
            Assert.Null(TryRead(Zip(With(name, [1]))));
        }

        // Twice: as it is, and where letters' case does not count.
        Assert.Null(TryRead(Zip(With("evidence/metrics.json", files["evidence/metrics.json"]))));
        Assert.Null(TryRead(Zip(With("Evidence/Metrics.json", files["evidence/metrics.json"]))));

        Assert.Null(TryRead(Zip(With("model/Second.onnx", [1]))));
        Assert.Null(TryRead(Zip(With("evidence/Second.schema.json", [1]))));
        Assert.Null(TryRead(Zip(With("second.nuspec", files[TestPackage.Id + ".nuspec"]))));
        Assert.Null(TryRead(Zip(files.Select(f => (f.Key, f.Value)).Concat(Enumerable.Range(0, 10_001).Select(i => (FormattableString.Invariant($"lib/{i}.txt"), Array.Empty<byte>()))))));

        // Evidence of 80 MB of blanks, which the archive makes 80 kB of.
        Assert.Null(TryRead(Zip(files.Select(f => (f.Key, f.Key == "evidence/metrics.json" ? Enumerable.Repeat((byte)' ', 80 << 20).ToArray() : f.Value)))));
    }

    /// <summary>The files of a package with their hashes, but for the nuspec, of which only a signature speaks, and the provenance itself.</summary>
    private static IEnumerable<string> Content(ModelPackage package) =>
        [.. package.FileHashes.Where(f => !f.Key.EndsWith(".nuspec", StringComparison.Ordinal) && f.Key != AttestFiles.Provenance.InPackage).Select(f => $"{f.Key} {f.Value}").Order(StringComparer.Ordinal)];

    /// <summary>Reads a package; null: it was refused, with its code and its place.</summary>
    private static ModelPackage? TryRead(string path)
    {
        try
        {
            return ModelPackage.Read(path);
        }
        catch (IngotException e)
        {
            Assert.Equal("INGOT6021", e.Diagnostic.Code);
            Assert.Equal(path, e.Diagnostic.Location.File);
            return null;
        }
    }

    private string Zip(IEnumerable<(string Name, byte[] Content)> files)
    {
        var path = Path.Combine(_folder, "changed.nupkg");
        File.Delete(path);
        using var archive = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var (name, content) in files)
        {
            using var stream = archive.CreateEntry(name).Open();
            stream.Write(content);
        }

        return path;
    }

    private static Dictionary<string, byte[]> Files(string path)
    {
        using var archive = ZipFile.OpenRead(path);
        return archive.Entries.ToDictionary(e => e.FullName, e =>
        {
            using var stream = e.Open();
            using var content = new MemoryStream();
            stream.CopyTo(content);
            return content.ToArray();
        });
    }
}
