using System.CommandLine;
using System.IO.Compression;
using Ingot.Tool.Commands;

namespace Ingot.Tool.Tests;

public sealed class DiffCommandTests : IDisposable
{
    private const string Schema = """
        { "task": "Regression", "columns": [ { "name": "price", "type": "Number", "role": "Label" }, { "name": "carat", "type": "Number", "role": "Feature" } ] }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("ingot-diff-tests-").FullName;

    [Fact]
    public async Task Two_packages_are_compared_by_their_evidence()
    {
        var (exitCode, output, error) = await RunAsync("diff", Package("1.0.0", Schema, 554), Package("1.1.0", Schema.Replace("carat", "weight", StringComparison.Ordinal), 500));

        Assert.Equal((0, string.Empty), (exitCode, error));
        Assert.StartsWith("## Contoso.Diamonds 1.0.0 → 1.1.0", output, StringComparison.Ordinal);
        Assert.Contains("| carat | number | gone | **yes** |", output, StringComparison.Ordinal);
        Assert.Contains("| RMSE | all rows | 554.00 | 500.00 | -54.00 | better |", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gone.nupkg", "INGOT6020: The package 'gone.nupkg' cannot be found: the file does not exist")]
    [InlineData("Churn", "neither a .nupkg file nor an Id@version")]
    [InlineData("../../etc@1.0", "neither a .nupkg file nor an Id@version")]
    [InlineData("Churn@latest", "neither a .nupkg file nor an Id@version")]
    public async Task What_is_not_a_package_is_bad_input(string argument, string message)
    {
        var (exitCode, output, error) = await RunAsync("diff", argument, Package("1.0.0", Schema, 1));

        Assert.Equal((2, string.Empty), (exitCode, output));
        Assert.Contains(message, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no zip", "it is not a NuGet package")]
    [InlineData("no evidence", "it has 0 files evidence/<Model>.schema.json")]
    [InlineData("damaged", "its schema is damaged: The schema cannot be read")]
    [InlineData("huge", "has more than the 67108864 bytes that are read")]
    public async Task A_package_that_is_not_a_model_package_is_refused(string kind, string message)
    {
        var path = Path.Combine(_folder, "strange.nupkg");
        switch (kind)
        {
            case "no zip":
                await File.WriteAllTextAsync(path, "PK no");
                break;
            case "no evidence":
                Write(path, "1.0.0", []);
                break;
            case "damaged":
                Write(path, "1.0.0", [("evidence/metrics.json", Metrics(1)), ("evidence/Diamonds.schema.json", "{ \"task\":")]);
                break;
            default:
                Write(path, "1.0.0", [("evidence/metrics.json", new string(' ', 65 << 20)), ("evidence/Diamonds.schema.json", Schema)]);
                break;
        }

        var (exitCode, _, error) = await RunAsync("diff", path, Package("1.0.0", Schema, 1));

        Assert.Equal(2, exitCode);
        Assert.Contains("INGOT6021", error, StringComparison.Ordinal);
        Assert.Contains(message, error, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Package(string version, string schema, double rmse)
    {
        var path = Path.Combine(_folder, $"Contoso.Diamonds.{version}.nupkg");
        Write(path, version, [("evidence/metrics.json", Metrics(rmse)), ("evidence/Diamonds.schema.json", schema)]);
        return path;
    }

    private static string Metrics(double rmse) => FormattableString.Invariant(
        $$"""{ "model": "Diamonds", "version": "1.0.0", "task": "Regression", "onnxSha256": "{{rmse}}", "referenceRows": 10, "metrics": [ { "name": "RMSE", "value": {{rmse}}, "rows": 10 } ] }""");

    private static void Write(string path, string version, (string Name, string Text)[] files)
    {
        using var archive = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var (name, text) in files.Prepend(("Contoso.Diamonds.nuspec", $"""
            <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
              <metadata><id>Contoso.Diamonds</id><version>{version}</version><authors>a</authors><description>d</description></metadata>
            </package>
            """)))
        {
            using var writer = new StreamWriter(archive.CreateEntry(name).Open());
            writer.Write(text);
        }
    }

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exitCode = await RootCommandFactory.Create().Parse(arguments).InvokeAsync(new InvocationConfiguration { Output = output, Error = error });
        return (exitCode, output.ToString(), error.ToString());
    }
}
