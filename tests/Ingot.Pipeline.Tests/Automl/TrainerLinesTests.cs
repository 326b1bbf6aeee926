using Ingot.Core.Diagnostics;
using Ingot.Pipeline.Automl;

namespace Ingot.Pipeline.Tests.Automl;

public sealed class TrainerLinesTests : IDisposable
{
    private const string Two = """{"trainers":[{"name":"LightGbm","parameters":{"Leaves":"8"},"weight":3},{"name":"FastForest","parameters":{},"weight":1}],"why":"so"}""";
    private const string First = """<Trainer Include="LightGbm" Leaves="8" Weight="3" />""";
    private const string Second = """<Trainer Include="FastForest" Weight="1" />""";

    private readonly string _root = Directory.CreateTempSubdirectory("ingot-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [InlineData(
        "<Project>\n  <PropertyGroup>\n    <ModelEnsemble>Stack</ModelEnsemble>\n    <A>1</A>\n  </PropertyGroup>\n  <ItemGroup>\n    <!-- <Trainer Include='old' /> -->\n    <Trainer Include='FastTree' />\n    <Trainer Include='LightGbm'>\n      <Leaves>7</Leaves>\n    </Trainer>\n    <Gate Include='AUC' />\n  </ItemGroup>\n</Project>\n",
        "<Project>\n  <PropertyGroup>\n    <A>1</A>\n  </PropertyGroup>\n  <ItemGroup>\n    <!-- <Trainer Include='old' /> -->\n    1\n    2\n    <Gate Include='AUC' />\n  </ItemGroup>\n</Project>\n")]
    [InlineData(
        "<Project>\r\n  <PropertyGroup>\r\n    <ModelTrainer>Auto</ModelTrainer>\r\n  </PropertyGroup>\r\n</Project>",
        "<Project>\r\n  <PropertyGroup>\r\n  </PropertyGroup>\r\n  <ItemGroup>\r\n    1\r\n    2\r\n  </ItemGroup>\r\n</Project>")]
    [InlineData("<Project><ItemGroup><Trainer Include=\"Auto\" Trials=\"9\"/><Gate Include=\"Size\"/></ItemGroup></Project>", "<Project><ItemGroup>1\n2<Gate Include=\"Size\"/></ItemGroup></Project>")]
    public void They_stand_in_place_of_the_trainers_and_all_else_stays(string before, string after)
    {
        Lines(before).Write();

        Assert.Equal(after.Replace("1\r", First + "\r", StringComparison.Ordinal).Replace("1\n", First + "\n", StringComparison.Ordinal)
            .Replace("2\r", Second + "\r", StringComparison.Ordinal).Replace("2\n", Second + "\n", StringComparison.Ordinal).Replace("2<G", Second + "<G", StringComparison.Ordinal), File.ReadAllText(Project));
    }

    [Theory]
    [InlineData("<Project><ItemGroup Condition=\"'$(A)' == ''\"><Trainer Include=\"Auto\" /></ItemGroup></Project>", "has a Condition")]
    [InlineData("<Project><ItemGroup>", "it is no XML")]
    public void What_cannot_be_changed_safely_stays_and_the_lines_are_said(string before, string why)
    {
        var refused = Assert.Throws<IngotException>(() => Lines(before)).Diagnostic;

        Assert.Equal("INGOT2623", refused.Code);
        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
        Assert.Contains($"{First} {Second}", refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllText(Project));
    }

    [Fact]
    public void A_project_that_somebody_changes_meanwhile_stays()
    {
        var lines = Lines("<Project><ItemGroup><Trainer Include=\"Auto\" /></ItemGroup></Project>");
        File.AppendAllText(Project, "<!-- mine -->");

        Assert.Contains("somebody has changed it meanwhile", Assert.Throws<IngotException>(() => lines.Write()).Diagnostic.Message, StringComparison.Ordinal);
    }

    private string Project => Path.Combine(_root, "M.csproj");

    private TrainerLines Lines(string project)
    {
        File.WriteAllText(Project, project);
        File.WriteAllText(Path.Combine(_root, "choice.json"), Two);
        return new TrainerLines(Project, Path.Combine(_root, "choice.json"));
    }
}
