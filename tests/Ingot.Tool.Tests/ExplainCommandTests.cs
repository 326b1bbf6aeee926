using System.CommandLine;
using System.Text.Json;
using Ingot.Core.Diagnostics;
using Ingot.Tool.Commands;
using Ingot.Tool.Explanations;
using Spectre.Console;

namespace Ingot.Tool.Tests;

public class ExplainCommandTests
{
    [Fact]
    public void Every_diagnostic_has_an_explanation() =>
        Assert.Equal(DiagnosticCatalog.All.Select(d => (d.Code, d.Title)), DiagnosticsPage.All.Select(e => (e.Code, e.Title)));

    [Fact]
    public void A_code_is_explained_in_any_case_with_an_example_the_reason_and_the_remedy()
    {
        var (exitCode, output, error) = Run("explain", "ingot4002");

        Assert.Equal(0, exitCode);
        Assert.Empty(error);
        var lines = output.Split('\n');
        Assert.Equal("INGOT4002 (error): A metric regressed beyond its change threshold", lines[0]);
        Assert.StartsWith("    Churn.csproj(22,5): error INGOT4002: AUC on the reference data fell from 0.8517", lines[2], StringComparison.Ordinal);
        Assert.Equal(["Found", "Why it matters", "Remedy", "Silence"], lines[4..8].Select(l => l.Split(':')[0]));
    }

    [Fact]
    public void Redirected_text_has_neither_markdown_nor_colours()
    {
        var (_, output, _) = Run("explain", "INGOT4005");

        Assert.Contains("Min, Max or MaxRegression is no number", output, StringComparison.Ordinal);
        Assert.Contains("docs/gate.md has the units.", output, StringComparison.Ordinal);
        Assert.DoesNotContain('`', output);
        Assert.DoesNotContain('\x1b', output);
    }

    [Fact]
    public void As_JSON_it_has_its_parts()
    {
        var (exitCode, output, _) = Run("explain", "INGOT4008", "--json");

        Assert.Equal(0, exitCode);
        using var json = JsonDocument.Parse(output);
        var names = json.RootElement.EnumerateObject().Select(p => p.Name);
        Assert.Equal(["code", "severity", "title", "example", "found", "why", "remedy", "silence"], names);
        Assert.Equal("INGOT4008", json.RootElement.GetProperty("code").GetString());
        Assert.Equal("warning or error", json.RootElement.GetProperty("severity").GetString());
        Assert.Equal(
            "Look at the metrics, run dotnet ingot accept, and commit <Model>.accepted.json and <Model>.accepted.parquet.",
            json.RootElement.GetProperty("remedy").GetString());
    }

    [Fact]
    public void An_unknown_code_is_bad_input_and_the_known_ones_are_listed()
    {
        var (exitCode, output, error) = Run("explain", "INGOT0000");

        Assert.Equal(2, exitCode);
        Assert.Empty(output);
        Assert.StartsWith("There is no diagnostic 'INGOT0000'; expected one of INGOT1001, ", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_explanation_is_valid_markup_and_loses_nothing()
    {
        Assert.All(DiagnosticsPage.All, e =>
        {
            using var writer = new StringWriter();
            var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(writer) });
            console.Profile.Width = 100_000;
            console.MarkupLine(ExplanationText.ToMarkup(e));
            Assert.Contains(e.Example, writer.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain('`', writer.ToString());
        });
    }

    private static (int ExitCode, string Output, string Error) Run(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var exitCode = RootCommandFactory.Create().Parse(arguments).Invoke(new InvocationConfiguration { Output = output, Error = error });
        return (exitCode, output.ToString(), error.ToString());
    }
}
