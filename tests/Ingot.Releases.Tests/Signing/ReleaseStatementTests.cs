using System.Text.Json.Nodes;
using Ingot.Core.Diagnostics;
using Ingot.Releases.Packages;
using Ingot.Releases.Provenance;
using Ingot.Releases.Signing;
using Ingot.Tests.Shared;

namespace Ingot.Releases.Tests.Signing;

/// <summary>What is signed beside a package.</summary>
public sealed class ReleaseStatementTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ingot-statement-tests-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void It_is_the_package_s_provenance_with_the_package_first()
    {
        var package = ModelPackage.Read(TestPackage.Write(_folder, "1.0.0"));
        var statement = JsonNode.Parse(ReleaseStatement.ToJson(package, null, null))!;
        var subjects = statement["subject"]!.AsArray();

        Assert.Equal(
            (ProvenanceStatement.StatementType, ProvenanceStatement.PredicateType), ((string?)statement["_type"], (string?)statement["predicateType"]));
        Assert.Equal("pkg:nuget/Contoso.Churn@1.0.0", (string?)subjects[0]!["name"]);
        Assert.Equal(Convert.ToHexStringLower(Convert.FromBase64String(package.ContentHash)), (string?)subjects[0]!["digest"]!["sha512"]);
        Assert.Equal(package.Provenance!.Subjects.Select(s => s.Name), subjects.Skip(1).Select(s => (string?)s!["name"]));
        Assert.Equal(package.Provenance.Predicate.ToJsonString(), statement["predicate"]!.ToJsonString());
    }

    [Fact]
    public void Whoever_signs_may_say_who_built_it_and_in_which_run()
    {
        var package = ModelPackage.Read(Write("""{ "runDetails": { "builder": { "id": "urn:package", "version": { "dotnet": "10.0.401" } } } }"""));
        var run = JsonNode.Parse(ReleaseStatement.ToJson(package, "https://ci.example", "https://ci.example/runs/7"))!["predicate"]!["runDetails"]!;
        var builder = JsonNode.Parse(ReleaseStatement.ToJson(package, "https://ci.example", null))!["predicate"]!["runDetails"]!;
        var invocation = JsonNode.Parse(ReleaseStatement.ToJson(package, null, "https://ci.example/runs/7"))!["predicate"]!["runDetails"]!;

        Assert.Equal(
            """{"builder":{"id":"https://ci.example","version":{"dotnet":"10.0.401"}},"metadata":{"invocationId":"https://ci.example/runs/7"}}""", run.ToJsonString());
        Assert.Equal("""{"builder":{"id":"https://ci.example","version":{"dotnet":"10.0.401"}}}""", builder.ToJsonString());
        Assert.Equal(
            """{"builder":{"id":"urn:package","version":{"dotnet":"10.0.401"}},"metadata":{"invocationId":"https://ci.example/runs/7"}}""", invocation.ToJsonString());
    }

    [Fact]
    public void A_provenance_that_says_nothing_of_its_run_gets_what_is_said()
    {
        var package = ModelPackage.Read(Write("{}"));

        Assert.Equal(
            """{"builder":{"id":"https://ci.example","version":null}}""",
            JsonNode.Parse(ReleaseStatement.ToJson(package, "https://ci.example", null))!["predicate"]!["runDetails"]!.ToJsonString());
        Assert.Equal("{}", JsonNode.Parse(ReleaseStatement.ToJson(package, null, null))!["predicate"]!["runDetails"]!.ToJsonString());
    }

    [Fact]
    public void A_package_without_provenance_cannot_be_signed()
    {
        var package = ModelPackage.Read(TestPackage.Write(_folder, "1.0.0", attest: false));

        var refused = Assert.Throws<IngotException>(() => ReleaseStatement.ToJson(package, null, null)).Diagnostic;

        Assert.Equal(("INGOT6027", package.Path), (refused.Code, refused.Location.File));
        Assert.Equal("The package has no provenance to sign: evidence/provenance.json is missing. Pack it again without ModelAttestPackage=false.", refused.Message);
    }

    [Fact]
    public void A_statement_that_is_not_about_the_package_is_none()
    {
        var package = ModelPackage.Read(TestPackage.Write(_folder, "1.0.0"));
        var right = ReleaseStatement.ToJson(package, null, null);
        string? With(Action<JsonObject> edit)
        {
            var statement = JsonNode.Parse(right)!.AsObject();
            edit(statement);
            return ReleaseStatement.FaultOf(statement.ToJsonString(), package);
        }

        Assert.Null(With(_ => { }));
        Assert.Equal("It speaks of nothing, not of pkg:nuget/Contoso.Churn@1.0.0.", With(s => s["subject"] = new JsonArray()));
        Assert.Equal("It speaks of model/Churn.onnx, not of pkg:nuget/Contoso.Churn@1.0.0.", With(s => s["subject"]!.AsArray().RemoveAt(0)));
        Assert.Equal("The package's content is not the one that was signed.", With(s => s["subject"]![0]!["digest"]!["sha512"] = new string('0', 128)));
        Assert.Equal("The package's content is not the one that was signed.", With(s => s["subject"]![0]!["digest"] = new JsonObject()));
        Assert.Contains("There is no object 'predicate'", With(s => s.Remove("predicate")), StringComparison.Ordinal);
    }

    private string Write(string predicate) => TestPackage.Write(_folder, "1.0.0", attest: false, edit: files =>
        files["evidence/provenance.json"] = System.Text.Encoding.UTF8.GetBytes(
            $$"""{ "_type": "{{ProvenanceStatement.StatementType}}", "subject": [], "predicateType": "{{ProvenanceStatement.PredicateType}}", "predicate": {{predicate}} }"""));
}
