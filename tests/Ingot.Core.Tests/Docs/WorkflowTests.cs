using System.Text.RegularExpressions;

namespace Ingot.Core.Tests.Docs;

/// <summary>What the pipelines hand to others.</summary>
public partial class WorkflowTests
{
    [Fact]
    public void Actions_are_pinned_by_commit_and_say_their_version()
    {
        var uses = RepositoryRoot.Files(".github/workflows", "*.yml").SelectMany(f => RepositoryRoot.ReadText(f).Split('\n')).Where(l => l.Contains("uses:", StringComparison.Ordinal)).ToList();

        // A tag can be moved to other code, a commit cannot.
        Assert.NotEmpty(uses);
        Assert.All(uses, line => Assert.Matches(Pinned(), line));
    }

    [Fact]
    public void Secrets_stand_in_steps_that_publish_and_nowhere_else()
    {
        foreach (var file in RepositoryRoot.Files(".github/workflows", "*.yml").Concat(RepositoryRoot.Files(".azure-pipelines", "*.yml")))
        {
            var steps = RepositoryRoot.ReadText(file).Split("\n      - ");
            Assert.DoesNotContain("KEY", steps[0], StringComparison.Ordinal);
            Assert.All(
                steps.Where(s => s.Contains("INGOT_FEED_KEY", StringComparison.Ordinal)),
                s => Assert.Matches("^(run|bash): dotnet cake --target=Publish", s));
        }
    }

    [GeneratedRegex(@"uses: [\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+\s*$", RegexOptions.ExplicitCapture)]
    private static partial Regex Pinned();
}
