using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Releases.Packages;
using Ingot.Serving.Channels;
using Ingot.Serving.Models;
using Ingot.Tests.Shared;

namespace Ingot.Serving.Tests;

/// <summary>A model is asked for its golden rows, whatever its schema allows in requests.</summary>
public sealed class GoldenCheckTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ingot-golden-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Rows_that_the_schema_refuses_in_requests_are_asked_too()
    {
        // No request may have any of the golden rows' values.
        var strict = Features(c => c.Type == ColumnType.Number ? c with { Min = 1000, Max = 2000 } : c);
        var model = Package("1.0.0", -0.5, strict);
        var other = Package("2.0.0", 3, strict);
        using var loaded = new Loaded(GoldenCheck.Load(model, threads: 1, TimeSpan.FromMinutes(1), CancellationToken.None));

        var thrown = Assert.Throws<IngotException>(() => GoldenCheck.Load(other with { Golden = model.Golden }, threads: 1, TimeSpan.FromMinutes(1), CancellationToken.None));

        Assert.Equal("INGOT7004", thrown.Diagnostic.Code);
        Assert.Contains("golden row", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_none_of_whose_rows_can_be_asked_is_not_served()
    {
        var model = Package("1.0.0", -0.5, TestPackage.Schema);
        var golden = model.Golden! with { Rows = [.. model.Golden.Rows.Select(r => r with { Inputs = new() { ["stranger"] = 1 } })] };

        var thrown = Assert.Throws<IngotException>(() => GoldenCheck.Load(model with { Golden = golden }, threads: 1, TimeSpan.FromMinutes(1), CancellationToken.None));

        Assert.Equal("INGOT7004", thrown.Diagnostic.Code);
        Assert.Contains("none of its 4 golden rows can be asked for", thrown.Message, StringComparison.Ordinal);
    }

    private static ModelSchema Features(Func<SchemaColumn, SchemaColumn> change) =>
        TestPackage.Schema with { Columns = [.. TestPackage.Schema.Columns.Select(c => c.Role == ColumnRole.Feature ? change(c) : c)] };

    private ModelArtifact Package(string version, double weight, ModelSchema schema) =>
        ModelArtifact.Of(ModelPackage.Read(TestPackage.Write(_folder, version, weight, schema)));

    private sealed class Loaded(ServedModel model) : IDisposable
    {
        public void Dispose() => model.Release();
    }
}
