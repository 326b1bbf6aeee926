using System.Text.Json;
using Ingot.Tests.Shared;

namespace Ingot.Sdk.Tests;

/// <summary>Texts that a CI system or a terminal would obey, in the log of a build.</summary>
public class HostileOutputTests(SdkFixture fixture) : IClassFixture<SdkFixture>
{
    [Fact]
    public void Nothing_of_what_a_worker_says_or_recorded_reaches_the_log_as_a_command()
    {
        var model = new TinyModel(fixture);
        File.WriteAllText(model.At("said.json"), JsonSerializer.Serialize(HostileTexts.All));
        var says = new Dictionary<string, string> { ["SCRIPTED_SAYS"] = model.At("said.json"), ["IngotShowColumns"] = "true" };

        // Said now, then logged again from the record.
        foreach (var stages in new[] { "prepare train evaluate gate export", string.Empty })
        {
            var (exitCode, ran, output) = model.Run(null, says, "build", "-v:normal");
            Assert.Equal((0, stages), (exitCode, ran));
            Assert.Contains("warning INGOT1007: #\\u0023vso[task.setvariable", output, StringComparison.Ordinal);
            Assert.Contains("\\u001B]0;title", output, StringComparison.Ordinal);
            Assert.Empty(HostileTexts.Left(output));
        }
    }
}
