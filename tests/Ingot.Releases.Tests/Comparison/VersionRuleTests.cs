using Ingot.Core.Diagnostics;
using Ingot.Core.Metrics;
using Ingot.Core.Schemas;
using Ingot.Releases.Comparison;
using NuGet.Versioning;
using static Ingot.Tests.Shared.Schemas;

namespace Ingot.Releases.Tests.Comparison;

public class VersionRuleTests
{
    private static readonly ModelSchema Old = Binary(Number("tenure"), Text("contract", 0, "a", "b"));

    [Theory]
    [InlineData("1.4.2", VersionStep.Patch, "1.4.3")]
    [InlineData("1.4.2", VersionStep.Minor, "1.5.0")]
    [InlineData("1.4.2", VersionStep.Major, "2.0.0")]
    [InlineData("0.4.2", VersionStep.Minor, "0.4.3")]
    [InlineData("0.4.2", VersionStep.Major, "0.5.0")]
    public void The_next_version(string released, VersionStep step, string expected) =>
        Assert.Equal(expected, VersionRule.Next(NuGetVersion.Parse(released), step).ToString());

    [Theory]
    [InlineData("1.4.0", "1.5.0", true)]
    [InlineData("1.4.0", "2.0.0", false)]
    [InlineData("1.4.0", "2.0.0-beta", false)]
    [InlineData("0.4.0", "0.4.1", true)]
    [InlineData("0.4.0", "0.5.0", false)]
    [InlineData("0.4.0", "1.0.0", false)]
    [InlineData("1.4.0", "1.3.9", false)]
    public void A_broken_contract_needs_a_new_major_version(string released, string version, bool isFault)
    {
        var fault = VersionRule.FaultOf(
            VersionDifference.Of(Evidence(released, Old), Evidence(version, Binary(Number("tenure")))), SourceLocation.None);

        Assert.Equal(isFault ? "INGOT6040" : null, fault?.Code);
    }

    [Fact]
    public void The_message_names_every_column_its_types_and_the_right_version()
    {
        var now = Binary(Number("contract"), Number("age") with { MinFraction = 1 });

        Assert.StartsWith(
            "Contoso.Churn 1.5.0 breaks the contract of 1.4.0: input 'tenure' (number) is gone; input 'contract': text became number; input 'age' (number) is new and required. Set Version to 2.0.0 or higher",
            VersionRule.FaultOf(VersionDifference.Of(Evidence("1.4.0", Old), Evidence("1.5.0", now)), SourceLocation.None)?.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Another_output_breaks_the_contract() => Assert.Contains(
        "the output: BinaryClassification became Regression",
        VersionRule.FaultOf(VersionDifference.Of(Evidence("1.4.0", Old), Evidence("1.5.0", Regression([.. Old.Features]))), SourceLocation.None)?.Message,
        StringComparison.Ordinal);

    [Fact]
    public void The_predecessor_is_the_newest_lower_release()
    {
        var versions = new[] { "1.3.0", "1.10.0", "1.11.0-beta", "2.0.0" }.Select(NuGetVersion.Parse).ToList();

        Assert.Equal("1.10.0", VersionRule.PredecessorOf(NuGetVersion.Parse("1.12.0"), versions)?.ToString());
        Assert.Null(VersionRule.PredecessorOf(NuGetVersion.Parse("1.0.0"), versions));
    }

    [Fact]
    public void A_version_is_suggested_by_what_differs()
    {
        var released = Evidence("1.4.0", Old);
        var wider = Binary(Number("tenure"), Text("contract", 0, "a", "b"), Number("age"));

        Assert.Equal(("1.4.1", VersionStep.Patch, false), Suggest(released, released));
        Assert.Equal(("1.5.0", VersionStep.Minor, true), Suggest(released, Evidence("1.5.0", Old, onnx: "other")));
        Assert.Equal(("1.5.0", VersionStep.Minor, false), Suggest(released, Evidence("1.4.1", wider)));
        Assert.Equal(("2.0.0", VersionStep.Major, true), Suggest(released, Evidence("2.0.0-beta", Binary(Number("age")))));
        Assert.Equal(("1.5.0", null, true), Suggest(null, Evidence("1.5.0", Old)));
    }

    private static (string, VersionStep?, bool) Suggest(PackageEvidence? released, PackageEvidence built)
    {
        var suggestion = VersionSuggestion.Of(released, built);
        Assert.NotEmpty(suggestion.Reasons);
        return (suggestion.Version.ToString(), suggestion.Step, suggestion.IsEnough);
    }

    private static PackageEvidence Evidence(string version, ModelSchema schema, string onnx = "same") => new(
        "Contoso.Churn", version, schema,
        new MetricsReport { Model = "Churn", Version = version, Task = schema.Task, OnnxSha256 = onnx, ReferenceRows = 10, Metrics = [] });
}
