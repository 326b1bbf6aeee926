using Ingot.Core.Diagnostics;
using Ingot.Core.Specs;

namespace Ingot.Core.Tests.Specs;

public class CardPropertyTests
{
    [Theory]
    [InlineData(null, true)]
    [InlineData("true", true)]
    [InlineData("False", false)]
    public void Importance_is_measured_unless_the_project_says_no(string? value, bool expected) =>
        Assert.Equal(expected, Read(("ModelPermutationImportance", value ?? string.Empty)).PermutationImportance);

    [Fact]
    public void Anything_else_is_an_error()
    {
        var diagnostic = Assert.Throws<IngotException>(() => Read(("ModelPermutationImportance", "often"))).Diagnostic;

        Assert.Equal("INGOT1001", diagnostic.Code);
        Assert.Contains("expected true or false", diagnostic.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ModelSeed", "1.5")]
    [InlineData("ModelSeed", "-1")]
    [InlineData("ModelGoldenRows", "2.7")]
    [InlineData("ModelGoldenRows", "1001")]
    public void A_number_that_must_be_whole_is_not_cut_off(string property, string value) =>
        Assert.Contains("expected a whole number from", Assert.Throws<IngotException>(() => Read((property, value))).Diagnostic.Message, StringComparison.Ordinal);

    [Fact]
    public void Considerations_are_lists_with_semicolons()
    {
        var said = Read(("ModelUsers", "Customer care"), ("ModelUseCases", " Offers ;; Planning; "), ("ModelLimitations", ";")).Considerations;

        Assert.Equal(["Customer care"], said.Users);
        Assert.Equal(["Offers", "Planning"], said.UseCases);
        Assert.Empty(said.Limitations);
        Assert.False(said.IsEmpty);
        Assert.True(Read().Considerations.IsEmpty);
    }

    private static ModelSpec Read(params (string Name, string Value)[] properties)
    {
        var all = new Dictionary<string, string>
        {
            ["ModelName"] = "M", ["ProjectFile"] = "/m/M.csproj", ["ModelSchemaFile"] = "/m/M.schema.json", ["ModelAcceptedFile"] = "/m/M.accepted.json", ["ModelLabel"] = "left",
        };
        foreach (var (name, value) in properties)
        {
            all[name] = value;
        }

        return ModelSpecReader.Read(new ProjectDocument(all, [Data("TrainingData"), Data("ReferenceData")]));
    }

    private static ProjectItem Data(string type) => new(type, "/data/" + type + ".csv", new Dictionary<string, string>(), SourceLocation.None);
}
