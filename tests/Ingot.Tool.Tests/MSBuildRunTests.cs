using Ingot.Tool.Workers;

namespace Ingot.Tool.Tests;

public class MSBuildRunTests
{
    [Theory]
    [InlineData("INGOT_FEED_KEY")]
    [InlineData("INGOT_KEY")]
    [InlineData("INGOT_KEY_PASSWORD")]
    [InlineData("INGOT_CERTIFICATE_PASSWORD")]
    public void A_build_does_not_see_the_secrets_of_the_verb_that_starts_it(string secret)
    {
        Environment.SetEnvironmentVariable(secret, "s3cret");
        try
        {
            var start = new MSBuildRun(".", "Build;Pack", "Release", [], Restore: true).StartInfo("log", showOutput: true);

            Assert.DoesNotContain(secret, start.Environment.Keys);
            Assert.Contains("PATH", start.Environment.Keys, StringComparer.OrdinalIgnoreCase);
        }
        finally
        {
            Environment.SetEnvironmentVariable(secret, null);
        }
    }
}
