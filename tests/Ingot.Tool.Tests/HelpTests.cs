using Ingot.Tool.Commands;

namespace Ingot.Tool.Tests;

public class HelpTests
{
    [Fact]
    public async Task Every_verb_explains_itself()
    {
        var root = await Help();
        foreach (var verb in new[] { "prepare", "train", "challenge", "evaluate", "gate", "export", "accept", "reproduce", "pack", "publish", "score", "list", "show", "history", "version", "diff", "keys", "sign", "verify", "promote", "approve", "reject", "rollback", "retire", "channels", "monitor", "runs", "serve", "log", "alerts", "explain" })
        {
            Assert.Contains(verb == "diff" ? "  compare, diff " : $"  {verb} ", root, StringComparison.Ordinal);
            Assert.Contains(" " + verb, await Help(verb), StringComparison.Ordinal);
        }

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
