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
    public void A_code_is_explained_with_an_example_the_reason_and_the_remedy()
    {
        var (exitCode, output, error) = Run("explain", "INGOT4002");

        Assert.Equal(0, exitCode);
        Assert.Empty(error);
        var lines = output.Split('\n');
        Assert.Equal("INGOT4002 (error): A metric regressed beyond its change threshold", lines[0]);
        Assert.StartsWith("    Churn.csproj(22,5): error INGOT4002: AUC on the reference data fell from 0.8517", lines[2], StringComparison.Ordinal);
        Assert.Equal(["Found", "Why it matters", "Remedy", "Silence"], lines[4..8].Select(l => l.Split(':')[0]));
    }

    [Fact]
    public void No_code_at_all_is_wrong_use()
    {
        var (exitCode, output, error) = Run("explain", "");

        Assert.Equal((2, string.Empty), (exitCode, output));
        Assert.Contains("There is no code to explain", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Redirected_text_has_neither_markdown_nor_colours()
    {
        var (_, output, _) = Run("explain", "INGOT4005");

        Assert.Contains("Min, Max or MaxRegression is not a number", output, StringComparison.Ordinal);
        Assert.Contains("The page Gate of the documentation has the units.", output, StringComparison.Ordinal);
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

    [Theory]
    [InlineData("ingot4002")]
    [InlineData("Ingot4002")]
    [InlineData("4002")]
    [InlineData("4002,INGOT4002")]
    public void A_code_may_be_written_in_short_and_in_any_case(string code) =>
        Assert.Equal(Run("explain", "INGOT4002"), Run("explain", code));

    [Theory]
    [InlineData("4013", "ingot4002")]
    [InlineData("4013,4002")]
    [InlineData("INGOT4013;", "4002", "4013")]
    public void Several_codes_are_explained_in_the_order_in_which_they_were_asked_for(params string[] codes)
    {
        var (exitCode, output, error) = Run(["explain", .. codes]);

        Assert.Equal(0, exitCode);
        Assert.Empty(error);
        Assert.Equal(Run("explain", "4013").Output + "\n" + Run("explain", "4002").Output, output);
    }

    [Fact]
    public void As_JSON_several_codes_are_a_list()
    {
        var (exitCode, output, _) = Run("explain", "4013,4002", "--json");

        Assert.Equal(0, exitCode);
        using var json = JsonDocument.Parse(output);
        Assert.Equal(["INGOT4013", "INGOT4002"], json.RootElement.EnumerateArray().Select(e => e.GetProperty("code").GetString()));
        using var one = JsonDocument.Parse(Run("explain", "4002", "--json").Output);
        Assert.True(JsonElement.DeepEquals(one.RootElement, json.RootElement[1]));
    }

    [Theory]
    [InlineData("4019", "There is no diagnostic INGOT4019; near it are INGOT4016 (The accepted model fails its gates), INGOT4017 (The baseline has seen the reference rows), INGOT4020 (There is no released version to compare with).\n")]
    [InlineData("INGOT5001", "There is no diagnostic INGOT5001, and none that begins with INGOT5; they begin with INGOT1, INGOT2, INGOT3, INGOT4, INGOT6, INGOT7, INGOT8, INGOT9.\n")]
    [InlineData("CS1002", "'CS1002' is not the code of a diagnostic; expected INGOT and four digits, such as INGOT4002 or 4002.\n")]
    [InlineData("40022", "'40022' is not the code of a diagnostic; expected INGOT and four digits, such as INGOT4002 or 4002.\n")]
    public void An_unknown_code_is_bad_input_and_what_is_near_is_said(string code, string expected)
    {
        var (exitCode, output, error) = Run("explain", "4002", code);

        Assert.Equal(2, exitCode);
        Assert.Empty(output);
        Assert.Equal(expected, error);
    }

    [Fact]
    public void Beyond_the_last_code_the_last_ones_are_near()
    {
        var last = DiagnosticCatalog.All.OrderBy(d => d.Code, StringComparer.Ordinal).TakeLast(3).Select(d => $"{d.Code} ({d.Title})");
        Assert.Equal($"There is no diagnostic INGOT9999; near it are {string.Join(", ", last)}.\n", Run("explain", "4002", "ingot9999").Error);
    }

    [Fact]
    public void No_explanation_points_at_a_path_that_a_users_repository_does_not_have()
    {
        // An example may name any file.
        var explanations = DiagnosticsPage.All.Select(e => e with { Example = string.Empty });

        Assert.All(
            explanations.SelectMany(e => (string[])[ExplanationText.ToPlain(e), ExplanationText.ToMarkup(e), ExplanationText.ToJson(e)]),
            text => Assert.DoesNotMatch(@"\bdocs/|\.md\b|\]\(", text));
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
