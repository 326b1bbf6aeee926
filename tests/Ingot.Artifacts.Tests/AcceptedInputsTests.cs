namespace Ingot.Artifacts.Tests;

/// <summary>What tasks read of an accepted result, without a reader of JSON.</summary>
public sealed class AcceptedInputsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Files_and_hashes_are_read_in_their_order()
    {
        var read = AcceptedInputs.TryRead(_folder.Write("M.accepted.json", """
            {
              "model": "M",
              "schemaSha256": "cc",
              "parametersSha256": "dd",
              "trainingFiles": [ { "file": "b.csv", "sha256": "11" }, { "file": "a.csv", "sha256": "22" } ],
              "referenceFiles": [ { "file": "r.csv", "sha256": "33" } ]
            }
            """))!;

        Assert.Equal([KeyValuePair.Create("b.csv", "11"), KeyValuePair.Create("a.csv", "22")], read.TrainingFiles);
        Assert.Equal([KeyValuePair.Create("r.csv", "33")], read.ReferenceFiles);
        Assert.Equal(("cc", "dd"), (read.SchemaSha256, read.ParametersSha256));
    }

    [Fact]
    public void What_an_older_file_does_not_have_is_empty()
    {
        var read = AcceptedInputs.TryRead(_folder.Write("M.accepted.json", """{ "trainingFiles": [ {} ] }"""))!;

        Assert.Equal([KeyValuePair.Create(string.Empty, string.Empty)], read.TrainingFiles);
        Assert.Empty(read.ReferenceFiles);
        Assert.Equal((string.Empty, string.Empty), (read.SchemaSha256, read.ParametersSha256));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("<<<<<<< HEAD")]
    [InlineData("{ \"schemaSha256\": \"c")]
    public void A_damaged_file_is_none(string text) => Assert.Null(AcceptedInputs.TryRead(_folder.Write("M.accepted.json", text)));

    [Fact]
    public void No_file_and_a_folder_are_none()
    {
        Assert.Null(AcceptedInputs.TryRead(_folder.At("M.accepted.json")));
        Assert.Null(AcceptedInputs.TryRead(_folder.Path));
    }

    [Fact]
    public void The_scores_lie_beside_it() => Assert.Equal(_folder.At("M.accepted.parquet"), AcceptedInputs.ScoresOf(_folder.At("M.accepted.json")));
}
