using Ingot.Core.Diagnostics;
using Ingot.Releases.Packages;
using Ingot.Tests.Shared;

namespace Ingot.Releases.Tests.Packages;

public sealed class PackagedReferenceTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ingot-reference-tests-").FullName;

    private string Target => Path.Combine(_folder, "evidence");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_production_is_compared_with_is_taken_out_and_nothing_else()
    {
        var path = Write(_ => { });

        Assert.True(PackagedReference.TryExtract(path, ModelPackage.Read(path).ContentHash, Target));

        Assert.Equal(["Model.schema.json", "metrics.json", "monitoring.json", "monitoring.parquet"], Directory.GetFiles(Target).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal("rows", File.ReadAllText(Path.Combine(Target, "monitoring.parquet")));
    }

    [Theory]
    [InlineData("evidence/monitoring.parquet")]
    [InlineData("evidence/monitoring.json")]
    public void A_package_without_it_says_so(string file)
    {
        var path = Write(f => f.Remove(file));

        Assert.False(PackagedReference.TryExtract(path, ModelPackage.Read(path).ContentHash, Target));
        Assert.False(Directory.Exists(Target));
    }

    [Fact]
    public void Another_package_than_the_one_that_is_served_is_refused()
    {
        var served = ModelPackage.Read(Write(_ => { })).ContentHash;

        Assert.Equal("INGOT6021", Assert.Throws<IngotException>(() => PackagedReference.TryExtract(Write(f => f["evidence/monitoring.parquet"] = "others"u8.ToArray()), served, Target)).Diagnostic.Code);
        Assert.False(Directory.Exists(Target));
    }

    [Fact]
    public void What_unpacks_to_more_than_a_package_may_have_is_refused()
    {
        var path = Write(f => f["evidence/monitoring.parquet"] = new byte[(64 << 20) + 1]);
        var hash = Convert.ToBase64String(System.Security.Cryptography.SHA512.HashData(File.ReadAllBytes(path)));

        Assert.Contains("more than", Assert.Throws<IngotException>(() => PackagedReference.TryExtract(path, hash, Target)).Diagnostic.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_package_is_refused()
    {
        var path = Path.Combine(_folder, "a.nupkg");
        File.WriteAllText(path, "no package");

        Assert.Equal("INGOT6021", Assert.Throws<IngotException>(() => PackagedReference.TryExtract(path, "hash", Target)).Diagnostic.Code);
    }

    private string Write(Action<Dictionary<string, byte[]>> edit) => TestPackage.Write(_folder, "1.0.0", edit: f =>
    {
        f["evidence/monitoring.parquet"] = "rows"u8.ToArray();
        f["evidence/monitoring.json"] = "{}"u8.ToArray();
        edit(f);
    });
}
