using Ingot.Tool.Commands;

namespace Ingot.Tool.Tests;

public class HelpTests
{
    [Fact]
    public async Task Every_verb_explains_itself()
    {
        var root = await Help();
        var verbs = RootCommandFactory.Create().Subcommands.Where(c => !c.Hidden).ToList();
        Assert.Contains(verbs, c => c.Name == "search");
        foreach (var verb in verbs)
        {
            Assert.Contains($"\n  {string.Join(", ", verb.Aliases.Prepend(verb.Name).Order(StringComparer.Ordinal))} ", root, StringComparison.Ordinal);
            Assert.Contains($"\nUsage:\n  dotnet ingot {verb.Name} ", (await Help(verb.Name)).ReplaceLineEndings("\n"), StringComparison.Ordinal);
        }

        Assert.Contains("\nUsage:\n  dotnet ingot [command] ", root.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.DoesNotContain("worker", root, StringComparison.Ordinal);
    }

    private static async Task<string> Help(params string[] verb)
    {
        using var output = new StringWriter();
        var exitCode = await RootCommandFactory.Create().Parse([.. verb, "--help"]).InvokeAsync(new() { Output = output });
        Assert.Equal(0, exitCode);
        return output.ToString();
    }
}
