using System.Text;
using System.Text.Json.Nodes;
using Ingot.Core.Diagnostics;
using Ingot.Core.Specs;
using Ingot.Releases.Provenance;
using Ingot.Tests.Shared;

namespace Ingot.Releases.Tests.Provenance;

public class ProvenanceStatementTests
{
    [Fact]
    public Task Statement() => Snapshot.Verify(ProvenanceStatement.ToJson(ReleaseSamples.Full), "json");

    /// <summary>What the specifications require: in-toto Statement v1, and SLSA provenance v1 at build level 1.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_required_fields_are_there(bool full)
    {
        var statement = JsonNode.Parse(ProvenanceStatement.ToJson(full ? ReleaseSamples.Full : ReleaseSamples.Least))!;
        var predicate = statement["predicate"]!;

        Assert.Equal(("https://in-toto.io/Statement/v1", "https://slsa.dev/provenance/v1"), ((string?)statement["_type"], (string?)statement["predicateType"]));
        Assert.NotEmpty(statement["subject"]!.AsArray());
        Assert.All(statement["subject"]!.AsArray(), s => Assert.Matches("^[0-9a-f]{64}$", (string)s!["digest"]!["sha256"]!));
        Assert.True(Uri.TryCreate((string?)predicate["buildDefinition"]!["buildType"], UriKind.Absolute, out _));
        Assert.NotEmpty(predicate["buildDefinition"]!["externalParameters"]!.AsObject());
        Assert.True(Uri.TryCreate((string?)predicate["runDetails"]!["builder"]!["id"], UriKind.Absolute, out _));
        Assert.All(
            predicate["buildDefinition"]!["resolvedDependencies"]!.AsArray(),
            d => Assert.True(d!["uri"] is not null || d["digest"] is not null));
    }

    [Fact]
    public void A_statement_is_read_back()
    {
        var read = ProvenanceFile.Parse(Encoding.UTF8.GetBytes(ProvenanceStatement.ToJson(ReleaseSamples.Full)), "x");

        Assert.Equal(["README.md", "lib/net10.0/Churn.dll"], read.Subjects.Select(s => s.Name));
        Assert.Equal("models/Churn/Churn.csproj", (string?)read.Predicate["buildDefinition"]!["externalParameters"]!["project"]);
    }

    [Fact]
    public void What_the_commit_does_not_hold_is_read_back()
    {
        var dirty = new SourceRecord(SourceState.Dirty, null, ["models/Churn/Extra.cs (untracked)"], 7);

        var read = Read(ReleaseSamples.Full with { Sources = dirty });

        Assert.Equal((ReleaseSamples.Full.Commit, dirty.State, 7), (read.Commit, read.Sources!.State, read.Sources.DifferCount));
        Assert.Equal(dirty.Differs, read.Sources.Differs);
        Assert.Equal(SourceState.Clean, Read(ReleaseSamples.Full).Sources!.State);
        Assert.Equal((SourceState.Unknown, "git is not installed"), (Read(ReleaseSamples.Full with { Sources = SourceRecord.NotAsked with { Reason = "git is not installed" } }).Sources is { } s ? (s.State, s.Reason) : default));
        Assert.Null(Read(ReleaseSamples.Least).Commit);
    }

    private static ProvenanceFile Read(ReleaseContent content) => ProvenanceFile.Parse(Encoding.UTF8.GetBytes(ProvenanceStatement.ToJson(content)), "x");

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{ "_type": "https://in-toto.io/Statement/v1", "predicateType": "https://slsa.dev/provenance/v1" }""")]
    [InlineData("""{ "_type": "https://in-toto.io/Statement/v1", "predicateType": "https://slsa.dev/provenance/v1", "subject": [ 1 ], "predicate": {} }""")]
    [InlineData("""{ "_type": "https://in-toto.io/Statement/v1", "predicateType": "https://slsa.dev/provenance/v1", "subject": [ { "digest": { "sha256": 1 } } ], "predicate": {} }""")]
    [InlineData("""{ "_type": "https://in-toto.io/Statement/v0.1", "predicateType": "https://slsa.dev/provenance/v1", "subject": [], "predicate": {} }""")]
    [InlineData("""{ "_type": "a", "_type": "b" }""")]
    public void What_is_not_a_statement_is_a_coded_error(string text) =>
        Assert.Equal("INGOT9006", Assert.Throws<IngotException>(() => ProvenanceFile.Parse(Encoding.UTF8.GetBytes(text), "x")).Diagnostic.Code);
}
