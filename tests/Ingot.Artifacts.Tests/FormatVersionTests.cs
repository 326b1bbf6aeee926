namespace Ingot.Artifacts.Tests;

/// <summary>What tasks see of the form of a file: they bring no reader of JSON into MSBuild's process.</summary>
public sealed class FormatVersionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("""{ "formatVersion": 2, "trainingFiles": [] }""", 2)]
    [InlineData("""{ "formatVersion": 1, "trainingFiles": [] }""", null)]
    [InlineData("""{ "trainingFiles": [ { "formatVersion": 2 } ] }""", null)]
    [InlineData("""{ "formatVersion": "new" }""", null)]
    [InlineData("""{ "formatVersion": -2 }""", null)]
    [InlineData("formatVersion: 2", null)]
    [InlineData("", null)]
    [InlineData(" \n", null)]
    public void A_newer_form_is_seen_and_nothing_else(string json, int? newer)
    {
        var path = _folder.Write("Churn.accepted.json", json);

        Assert.Equal(newer, FormatVersion.NewerOf(path));
    }

    [Fact]
    public void No_file_has_no_form() => Assert.Null(FormatVersion.NewerOf("/nowhere/Churn.accepted.json"));

    [Fact]
    public void Inputs_of_a_newer_accepted_result_are_not_read()
    {
        Assert.Null(AcceptedInputs.TryRead(_folder.Write("newer.json", """{ "formatVersion": 2, "schemaSha256": "a" }""")));
        Assert.Equal("a", AcceptedInputs.TryRead(_folder.Write("known.json", """{ "schemaSha256": "a" }"""))!.SchemaSha256);
    }

    [Fact]
    public void The_refusal_says_both_forms_and_what_to_update() =>
        Assert.Contains($"has the form 7, so a newer Ingot wrote it; this one ({ToolVersion.Current}) knows forms up to 1. Update Ingot", FormatVersion.Refusal(7), StringComparison.Ordinal);

    public void Dispose() => _folder.Dispose();
}
