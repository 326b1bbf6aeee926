using System.IO.Compression;
using Ingot.Core.Diagnostics;
using Ingot.Releases.Packages;
using Ingot.Tests.Shared;

namespace Ingot.Releases.Tests.Packages;

public sealed class ModelPackageTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ingot-package-tests-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_package_is_read_with_its_model_and_its_evidence()
    {
        var package = ModelPackage.Read(TestPackage.Write(_folder, "1.4.0"));

        Assert.Equal((TestPackage.Id, "1.4.0"), (package.Id, package.Version));
        Assert.Equal(package.Metrics.OnnxSha256, package.OnnxSha256);
        Assert.Equal(package.FileHashes["model/Churn.onnx"], package.OnnxSha256);
        Assert.Equal(["tenure", "contract", "senior"], package.Schema.Features.Select(f => f.Name));
        Assert.Equal(4, package.Golden!.Rows.Count);
        Assert.Single(package.Verdicts);
    }

    [Fact]
    public void The_content_hash_is_NuGets()
    {
        var path = TestPackage.Write(_folder, "1.4.0");

        Assert.Equal(
            Convert.ToBase64String(System.Security.Cryptography.SHA512.HashData(File.ReadAllBytes(path))), ModelPackage.Read(path).ContentHash);
        Assert.NotEqual(ModelPackage.Read(path).ContentHash, ModelPackage.Read(TestPackage.Write(_folder, "1.5.0")).ContentHash);
    }

    [Fact]
    public void A_version_is_normalised() => Assert.Equal("1.4.0-beta", ModelPackage.Read(TestPackage.Write(_folder, "1.4.0.0-beta+build")).Version);

    [Theory]
    [InlineData("evidence/metrics.json", "\"model\"", "\"formatVersion\": 2, \"model\"")]
    [InlineData("evidence/golden.json", "\"model\"", "\"formatVersion\": 2, \"model\"")]
    [InlineData("evidence/Churn.schema.json", "\"task\"", "\"formatVersion\": 2, \"task\"")]
    [InlineData("evidence/provenance.json", "\"runDetails\"", "\"buildDefinition\":{\"buildType\":\"urn:ingot:build:model:v2\"},\"runDetails\"")]
    [InlineData("evidence/provenance.json", "provenance/v1", "provenance/v2")]
    public void A_package_with_evidence_of_a_newer_form_is_refused(string file, string text, string replacement)
    {
        var path = TestPackage.Write(_folder, "1.0.0");
        using (var package = ZipFile.Open(path, ZipArchiveMode.Update))
        {
            string json;
            using (var reader = new StreamReader(package.GetEntry(file)!.Open()))
            {
                json = reader.ReadToEnd();
            }

            Assert.Contains(text, json, StringComparison.Ordinal);
            package.GetEntry(file)!.Delete();
            using var writer = new StreamWriter(package.CreateEntry(file).Open());
            writer.Write(json.Replace(text, replacement, StringComparison.Ordinal));
        }

        var error = Assert.Throws<IngotException>(() => ModelPackage.Read(path));

        Assert.Equal(("INGOT9020", path), (error.Diagnostic.Code, error.Diagnostic.Location.File));
        Assert.StartsWith($"{file} of the package: The file has the form 2, so a newer Ingot wrote it", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("model/Churn.onnx", "it has neither a resource 'model.onnx' in an assembly below lib/ nor a file in model/")]
    [InlineData("evidence/Churn.schema.json", "it has 0 files evidence/<Model>.schema.json; expected one")]
    [InlineData("evidence/metrics.json", "it has no evidence/metrics.json")]
    [InlineData("evidence/verdicts.json", "it has no evidence/verdicts.json")]
    public void A_package_without_a_part_is_refused(string file, string message)
    {
        var error = Assert.Throws<IngotException>(() => ModelPackage.Read(TestPackage.Write(_folder, "1.0.0", edit: files => files.Remove(file))));

        Assert.Equal("INGOT6021", error.Diagnostic.Code);
        Assert.Contains(message, error.Diagnostic.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_package_without_golden_rows_is_read() =>
        Assert.Null(ModelPackage.Read(TestPackage.Write(_folder, "1.0.0", edit: files => files.Remove("evidence/golden.json"))).Golden);

    [Fact]
    public void Whatever_is_cut_off_or_damaged_is_read_or_refused_with_a_code()
    {
        var whole = File.ReadAllBytes(TestPackage.Write(_folder, "1.0.0"));
        var path = Path.Combine(_folder, "damaged.nupkg");
        var random = new Random(5);
        var refused = 0;
        for (var i = 0; i < 400; i++)
        {
            var bytes = i % 2 == 0 ? whole[..random.Next(whole.Length)] : (byte[])whole.Clone();
            for (var change = 0; i % 2 == 1 && change < 8; change++)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            File.WriteAllBytes(path, bytes);
            try
            {
                _ = ModelPackage.Read(path);
            }
            catch (IngotException e)
            {
                Assert.Equal("INGOT6021", e.Diagnostic.Code);
                refused++;
            }
        }

        Assert.True(refused > 200, $"{refused} of 400 were refused.");
    }

    [Theory]
    [InlineData("evidence/metrics.json")]
    [InlineData("evidence/verdicts.json")]
    [InlineData("evidence/golden.json")]
    [InlineData("evidence/provenance.json")]
    [InlineData("evidence/Churn.schema.json")]
    public void Nobody_is_advised_to_build_anew_what_is_anothers(string file)
    {
        var package = TestPackage.Write(_folder, "1.0.0", edit: files => files[file] = "<html>"u8.ToArray());
        var message = Assert.Throws<IngotException>(() => ModelPackage.Read(package)).Diagnostic.Message;

        Assert.Contains("is damaged: ", message, StringComparison.Ordinal);
        Assert.EndsWith("Fetch it again from where it was published; if it is the same there, do not use it, and tell who published it.", message, StringComparison.Ordinal);
        Assert.DoesNotContain("build", message, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("train", message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void An_entry_that_unpacks_to_more_than_it_says_is_refused()
    {
        var path = Path.Combine(_folder, "bomb.nupkg");
        File.Copy(TestPackage.Write(_folder, "1.0.0", edit: files => files["evidence/metrics.json"] = new byte[65 << 20]), path);

        Assert.True(new FileInfo(path).Length < 1 << 20, "It is a small file.");
        Assert.Contains("more than the 67108864 bytes", Assert.Throws<IngotException>(() => ModelPackage.Read(path)).Diagnostic.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_nuspec_that_unpacks_to_a_great_text_is_refused_before_it_is_parsed()
    {
        var path = Path.Combine(_folder, "bomb.nupkg");
        File.Copy(TestPackage.Write(_folder, "1.0.0", edit: files => files["Contoso.Churn.nuspec"] = [.. files["Contoso.Churn.nuspec"], .. Enumerable.Repeat((byte)' ', 2 << 20)]), path);

        Assert.All(
            new Action[] { () => ModelPackage.Read(path), () => ModelPackage.ReadEvidence(path) },
            read => Assert.Contains("Contoso.Churn.nuspec has more than the 1048576 bytes", Assert.Throws<IngotException>(read).Diagnostic.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_model_takes_the_memory_of_its_bytes_once()
    {
        const int Bytes = 40 << 20;
        var path = TestPackage.Write(_folder, "1.0.0", edit: files => files["model/Churn.onnx"] = new byte[Bytes]);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal(Bytes, ModelPackage.Read(path).Onnx.Length);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, Bytes, Bytes * 3 / 2);
    }

    [Fact]
    public void A_package_of_too_many_files_is_refused() => Assert.Contains(
        "over the 10000",
        Assert.Throws<IngotException>(() => ModelPackage.Read(TestPackage.Write(_folder, "1.0.0", edit: files =>
        {
            for (var i = 0; i < 10_001; i++)
            {
                files[$"content/{i}"] = [];
            }
        }))).Diagnostic.Message,
        StringComparison.Ordinal);

    [Fact]
    public void Names_that_lead_out_of_the_package_are_refused()
    {
        var path = TestPackage.Write(_folder, "1.0.0");
        using (var archive = ZipFile.Open(path, ZipArchiveMode.Update))
        {
            using var writer = new StreamWriter(archive.CreateEntry("../../outside.txt").Open());
            writer.Write("x");
        }

        Assert.Contains("'../../outside.txt', which leads out of the package", Assert.Throws<IngotException>(() => ModelPackage.Read(path)).Diagnostic.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_folder, "../../outside.txt")));
    }
}
