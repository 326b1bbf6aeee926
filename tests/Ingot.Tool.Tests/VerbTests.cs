using System.CommandLine;
using Ingot.Pipeline;
using Ingot.Tool.Output;

namespace Ingot.Tool.Tests;

public class VerbTests
{
    [Fact]
    public async Task What_nobody_expected_has_a_code_and_an_exit_code()
    {
        using var error = new StringWriter();

        var exitCode = await Verb.RunAsync("show", new InvocationConfiguration { Error = error }, () => throw new InvalidCastException("A is no B."));

        Assert.Equal((int)StageOutcome.Infrastructure, exitCode);
        Assert.Contains(
            "error INGOT9001: show ended with an unexpected InvalidCastException: A is no B. This is a defect of Ingot; please report it.",
            error.ToString(), StringComparison.Ordinal);
    }
}
