using System.CommandLine;
using System.Text.Json;
using Ingot.Core.Schemas;
using Ingot.Releases.Channels;
using Ingot.Tests.Shared;
using Ingot.Tool.Commands;

namespace Ingot.Tool.Tests;

/// <summary>publish, list, show, history, compare and version suggest on a folder feed, as a command line.</summary>
public sealed class FeedCommandTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("ingot-feed-commands-").FullName;

    private string Feed => Path.Combine(_root, "feed");

    private string Channels => Path.Combine(_root, "channels");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task A_packed_package_is_published_once()
    {
        var package = TestPackage.Write(_root, "1.3.0");

        var (exitCode, output, error) = await RunAsync("publish", package, "--feed", Feed);

        Assert.Equal((0, string.Empty), (exitCode, error));
        Assert.Equal($"Published Contoso.Churn 1.3.0 to {Path.Combine(Feed, "Contoso.Churn.1.3.0.nupkg")}.\n", output);
        (exitCode, _, error) = await RunAsync("publish", package, "--feed", Feed);
        Assert.Equal(2, exitCode);
        Assert.Contains("error INGOT6002: Contoso.Churn 1.3.0 is already in", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_version_that_a_target_sets_and_the_feed_has_is_refused_before_anything_is_built()
    {
        await PublishAsync("1.3.0");
        var project = Path.Combine(Directory.CreateDirectory(Path.Combine(_root, "Churn")).FullName, "Churn.csproj");
        await File.WriteAllTextAsync(Path.Combine(_root, "nuget.config"), "<configuration><packageSources><clear /></packageSources></configuration>");
        await File.WriteAllTextAsync(project, $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <UsingIngotSdk>true</UsingIngotSdk>
                <PackageId>{TestPackage.Id}</PackageId>
                <GetPackageVersionDependsOn>SetVersion;$(GetPackageVersionDependsOn)</GetPackageVersionDependsOn>
              </PropertyGroup>
              <Target Name="SetVersion"><PropertyGroup><PackageVersion>1.3.0</PackageVersion></PropertyGroup></Target>
              <Target Name="Built" BeforeTargets="BeforeBuild"><WriteLinesToFile File="$(MSBuildProjectDirectory)/built.txt" Lines="yes" /></Target>
            </Project>
            """);

        var (exitCode, _, error) = await RunAsync("publish", project, "--feed", Feed);

        Assert.Equal(2, exitCode);
        Assert.Contains("error INGOT6002: Contoso.Churn 1.3.0 is already in", error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_root, "Churn", "built.txt")));
    }

    [Fact]
    public async Task A_broken_contract_is_published_only_when_it_is_allowed()
    {
        await PublishAsync("1.3.0");
        var broken = TestPackage.Write(_root, "1.4.0", schema: TestPackage.Schema with { Columns = [.. TestPackage.Schema.Columns.Where(c => c.Name != "senior")] });

        var (exitCode, _, error) = await RunAsync("publish", broken, "--feed", Feed);

        Assert.Equal(2, exitCode);
        Assert.Contains("error INGOT6040: Contoso.Churn 1.4.0 breaks the contract of 1.3.0: input 'senior' (true or false) is gone. Set Version to 2.0.0", error, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("publish", broken, "--feed", Feed, "--allow-breaking")).ExitCode);
    }

    [Fact]
    public async Task Versions_are_listed_newest_first_with_their_channels()
    {
        await PublishAsync("1.3.0", "1.10.0");
        ChannelFile.Write(
            new ChannelFolder(Channels).FileOf("production", TestPackage.Id),
            new ChannelState(TestPackage.Id, "production", 1, Release("1.3.0"), [], [new RetiredVersion("1.10.0", "alice", DateTimeOffset.UnixEpoch, "wrong")]));

        var (exitCode, table, error) = await RunAsync("list", "--feed", Feed, "--channels", Channels);
        Assert.Equal((0, string.Empty), (exitCode, error));
        Assert.True(table.IndexOf("1.10.0", StringComparison.Ordinal) < table.IndexOf("1.3.0", StringComparison.Ordinal), table);
        Assert.Contains("retired in production", table, StringComparison.Ordinal);

        using var json = JsonDocument.Parse((await RunAsync("list", TestPackage.Id, "--feed", Feed, "--channels", Channels, "--json")).Output);
        var versions = json.RootElement[0].GetProperty("versions").EnumerateArray().ToList();
        Assert.Equal(["1.10.0", "1.3.0"], versions.Select(v => v.GetProperty("version").GetString()));
        Assert.Equal("production", versions[1].GetProperty("channels")[0].GetString());
    }

    [Fact]
    public async Task A_version_is_shown_with_its_evidence()
    {
        await PublishAsync("1.3.0");

        var (exitCode, output, error) = await RunAsync("show", "Contoso.Churn@1.3.0", "--feed", Feed);

        Assert.Equal((0, string.Empty), (exitCode, error));
        Assert.All(["BinaryClassification", "tenure", "Month-to-month, Two year", "0.8000", "0.7000 to 0.9000", "Passed", "golden rows", "SHA-256"], t => Assert.Contains(t, output, StringComparison.Ordinal));
        using var json = JsonDocument.Parse((await RunAsync("show", "Contoso.Churn", "--feed", Feed, "--json")).Output);
        Assert.Equal(("1.3.0", 4), (json.RootElement.GetProperty("version").GetString(), json.RootElement.GetProperty("goldenRows").GetInt32()));
    }

    [Fact]
    public async Task Metrics_are_shown_over_the_versions()
    {
        await PublishAsync("1.3.0", "1.4.0");

        var (exitCode, output, _) = await RunAsync("history", TestPackage.Id, "--feed", Feed, "--metric", "auc");
        Assert.Equal(0, exitCode);
        Assert.Contains("AUC", output, StringComparison.Ordinal);
        Assert.Contains("0.8000 (0.7000 to 0.9000)", output, StringComparison.Ordinal);

        using var json = JsonDocument.Parse((await RunAsync("history", TestPackage.Id, "--feed", Feed, "--last", "1", "--json")).Output);
        var version = Assert.Single(json.RootElement.GetProperty("versions").EnumerateArray());
        Assert.Equal(("1.4.0", 0.8), (version.GetProperty("version").GetString(), version.GetProperty("metrics")[0].GetProperty("value").GetDouble()));
    }

    [Fact]
    public async Task Compare_is_diff()
    {
        await PublishAsync("1.3.0", "1.4.0");
        string[] arguments = ["Contoso.Churn@1.3.0", "Contoso.Churn@1.4.0", "--feed", Feed];

        var compared = await RunAsync(["compare", .. arguments]);

        Assert.Equal(0, compared.ExitCode);
        Assert.Equal(await RunAsync(["diff", .. arguments]), compared);
        Assert.Contains("Both carry the same ONNX file.", compared.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_version_is_suggested()
    {
        await PublishAsync("1.3.0");
        var other = TestPackage.Write(_root, "1.3.1", weight: -0.7);

        var (exitCode, output, error) = await RunAsync("version", "suggest", other, "--feed", Feed);
        Assert.Equal((0, string.Empty), (exitCode, error));
        Assert.StartsWith("1.4.0\nContoso.Churn: a minor step from 1.3.0; the project says 1.3.1, which is too low.", output, StringComparison.Ordinal);

        var unchanged = await RunAsync("version", "suggest", TestPackage.Write(_root, "1.3.2"), "--feed", Feed);
        Assert.StartsWith("1.3.1\nContoso.Churn: there is nothing to release: the ONNX file, inputs and outputs are those of 1.3.0.", unchanged.Output, StringComparison.Ordinal);

        using var json = JsonDocument.Parse((await RunAsync("version", "suggest", other, "--feed", Feed, "--json")).Output);
        Assert.Equal(("1.4.0", "minor"), (json.RootElement.GetProperty("version").GetString(), json.RootElement.GetProperty("step").GetString()));
    }

    [Theory]
    [InlineData("list", "Contoso.Nothing")]
    [InlineData("history", "Contoso.Nothing")]
    [InlineData("show", "Contoso.Nothing")]
    public async Task A_model_that_is_not_there_is_bad_input(string verb, string model)
    {
        await PublishAsync("1.3.0");

        var (exitCode, output, error) = await RunAsync(verb, model, "--feed", Feed);

        Assert.Equal((2, string.Empty), (exitCode, output));
        Assert.Contains("error INGOT6044: No model package 'Contoso.Nothing'", error, StringComparison.Ordinal);
    }

    private static ChannelRelease Release(string version) => new(
        version, Convert.ToBase64String(new byte[64]), new string('0', 64), 1, "alice", DateTimeOffset.UnixEpoch, "first", [], Evidence: null);

    private async Task PublishAsync(params string[] versions)
    {
        foreach (var version in versions)
        {
            Assert.Equal(0, (await RunAsync("publish", TestPackage.Write(_root, version), "--feed", Feed)).ExitCode);
        }
    }

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var exitCode = await RootCommandFactory.Create().Parse(arguments).InvokeAsync(new InvocationConfiguration { Output = output, Error = error });
        return (exitCode, output.ToString(), error.ToString());
    }
}
