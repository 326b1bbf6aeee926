using Ingot.Core.Diagnostics;
using Ingot.Runs.Stores;

namespace Ingot.Runs.Tests;

public sealed class LocationTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("ingot-runs-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [InlineData("none", null)]
    [InlineData("None ", null)]
    [InlineData("my.db", "my.db")]
    [InlineData("folder/", "folder/runs.db")]
    [InlineData("there", "there/runs.db")]
    public void What_is_said_counts(string said, string? file)
    {
        Directory.CreateDirectory(Path.Combine(_root, "there"));
        Assert.Equal(file is null ? null : Path.GetFullPath(Path.Combine(_root, file)), RunStoreLocation.Of(said, _root)?.File);
    }

    [Theory]
    [InlineData("Host=db;Database=models;Username=ingot;Password=x=y")]
    [InlineData("Server=db;Database=models")]
    public void A_connection_string_is_none_of_a_file(string said)
    {
        var location = RunStoreLocation.Of(said, _root)!;
        Assert.Null(location.File);
        Assert.IsType<PostgreSqlRunStore>(location.Open(new DiagnosticList(), TimeProvider.System));
    }

    [Fact]
    public void A_wrong_connection_string_is_said_without_its_password()
    {
        var e = Assert.Throws<IngotException>(() => RunStoreLocation.Of("Host=db;Passwort=hunter2", _root)!.Open(new DiagnosticList(), TimeProvider.System));
        Assert.Equal("INGOT9202", e.Diagnostic.Code);
        Assert.DoesNotContain("hunter2", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_models_of_a_repository_have_one_store()
    {
        var model = Directory.CreateDirectory(Path.Combine(_root, "models", "Churn")).FullName;
        Assert.Equal(Path.Combine(model, ".ingot", "runs.db"), RunStoreLocation.OfProject(model).File);
        Directory.CreateDirectory(Path.Combine(_root, ".git"));
        Assert.Equal(Path.Combine(_root, ".ingot", "runs.db"), RunStoreLocation.OfProject(model).File);
        Assert.Equal(Path.Combine(_root, ".ingot", "runs.db"), RunStoreLocation.OfWorkingFolder(Path.Combine(model, "nowhere")).File);
    }

    [Fact]
    public void Without_a_repository_the_nearest_store_above_is_looked_into()
    {
        var below = Directory.CreateDirectory(Path.Combine(_root, "Churn", "data")).FullName;
        RunStoreLocation.OfProject(Path.Combine(_root, "Churn")).Open(new DiagnosticList(), TimeProvider.System).Save([RunSamples.Full()], null, RunSamples.Start);
        Assert.Equal(Path.Combine(_root, "Churn", ".ingot", "runs.db"), RunStoreLocation.OfWorkingFolder(below).File);
    }
}
