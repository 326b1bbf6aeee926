using Ingot.Sdk.Tasks;
using Microsoft.Build.Utilities;

namespace Ingot.Sdk.Tests;

/// <summary>A name that nobody reads and that is nearly one of Ingot's is found at its line; a name that anybody reads never is.</summary>
public sealed class MisspeltNameTests : IDisposable
{
    private static readonly IEnumerable<string> Sdk = Directory.GetFiles(Path.Combine(SdkFixture.Repository, "src", "Ingot.Sdk", "Sdk"));

    private readonly string _folder = Directory.CreateTempSubdirectory("ingot-names-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("<PropertyGroup><ModelSeeed>7</ModelSeeed></PropertyGroup>", "ModelSeed")]
    [InlineData("<PropertyGroup><ModelLable>y</ModelLable></PropertyGroup>", "ModelLabel")]
    [InlineData("<PropertyGroup><modelseeds>7</modelseeds></PropertyGroup>", "ModelSeed")]
    [InlineData("<PropertyGroup><IngotThread>2</IngotThread></PropertyGroup>", "IngotThreads")]
    [InlineData("<PropertyGroup><ModelQuiteAnotherWord>2</ModelQuiteAnotherWord></PropertyGroup>", null)]
    [InlineData("<PropertyGroup><AcceptModels>true</AcceptModels></PropertyGroup>", "AcceptModel")]
    [InlineData("<PropertyGroup><ModlLabel>y</ModlLabel></PropertyGroup>", "ModelLabel")]
    [InlineData("<PropertyGroup Condition=\"false\"><ModelSeeed Condition=\"'$(ModelSeeed)' == ''\">$(ModelSeeed)</ModelSeeed></PropertyGroup>", "ModelSeed")]
    [InlineData("<Target Name=\"T\"><PropertyGroup><ModelSeeed>7</ModelSeeed></PropertyGroup></Target>", "ModelSeed")]
    [InlineData("<Target Name=\"T\"><CreateProperty Value=\"7\"><Output TaskParameter=\"Value\" PropertyName=\"ModelSeeed\" /></CreateProperty></Target>", "ModelSeed")]
    [InlineData("<ItemGroup><Gates Include=\"AUC\" Min=\"0.9\" /></ItemGroup>", "Gate")]
    [InlineData("<ItemGroup><InvariantTest Include=\"age\" /></ItemGroup>", "InvarianceTest")]
    [InlineData("<ItemGroup><TrainngData Include=\"@(TrainngData)\" /></ItemGroup>", "TrainingData")]
    [InlineData("<ItemGroup><ModelReferences Include=\"A\" /></ItemGroup>", "ModelReference")]
    [InlineData("<ItemDefinitionGroup><Gates Min=\"0.9\" /></ItemDefinitionGroup>", "Gate")]
    [InlineData("<Choose><When Condition=\"true\"><ItemGroup><Colunm Include=\"a\" /></ItemGroup></When></Choose>", "Column")]
    public void Nobody_reads_it(string body, string? nearest)
    {
        var project = Write("M.csproj", $"<Project>\n  {body}\n</Project>");

        var (said, found) = Assert.Single(Names(project).Find([project], []));

        Assert.Equal((nearest ?? found, project, 2), (found, said.Place.File, said.Place.Line));
    }

    [Theory]
    [InlineData("<PropertyGroup><ModelSeed>7</ModelSeed><modellabel>y</modellabel><IngotRecordFolder>x</IngotRecordFolder><ModelChannelsFolder>x</ModelChannelsFolder></PropertyGroup>")]
    [InlineData("<PropertyGroup><Seed>7</Seed><Version>1</Version><ModuleName>x</ModuleName><_ModelSeeed>x</_ModelSeeed></PropertyGroup>")]
    [InlineData("<PropertyGroup><ModelRegion>eu</ModelRegion></PropertyGroup><Target Name=\"T\"><Exec Command=\"fetch $(ModelRegion.Trim())\" /></Target>")]
    [InlineData("<PropertyGroup><ModelSeeed>7</ModelSeeed></PropertyGroup><ItemGroup><IngotOwnName Include=\"A;ModelSeeed\" /></ItemGroup>")]
    [InlineData("<PropertyGroup><ModelSeeed>7</ModelSeeed></PropertyGroup><ItemGroup><CompilerVisibleProperty Include=\"ModelSeeed\" /></ItemGroup>")]
    [InlineData("<PropertyGroup><ModelA>7</ModelA><Other>$(ModelA)</Other></PropertyGroup>")]
    [InlineData("<ItemGroup><Gates Include=\"A\" /></ItemGroup><Target Name=\"T\"><Message Text=\"@(Gates->'%(Identity)')\" /></Target>")]
    [InlineData("<ItemGroup><Gates Include=\"A\" /></ItemGroup><Target Name=\"T\"><Message Text=\"%(Gates.Identity)\" /></Target>")]
    [InlineData("<ItemGroup><Gate Include=\"AUC\"><Mim>1</Mim></Gate><Content Include=\"a\" /><None Include=\"b\" /><Page Include=\"c\" /><Using Include=\"d\" /><Folder Include=\"e\" /></ItemGroup>")]
    public void Somebody_reads_it_or_it_is_another_word(string body)
    {
        var project = Write("M.csproj", $"<Project>\n  {body}\n</Project>");

        Assert.Empty(Names(project).Find([project], []));
    }

    [Fact]
    public void What_a_package_reads_is_right_and_what_it_sets_is_not_judged()
    {
        var project = Write("M.csproj", "<Project><PropertyGroup><ModelsMode>x</ModelsMode></PropertyGroup></Project>");
        var package = Write("P.targets", "<Project><PropertyGroup><ModelSeeed>7</ModelSeeed><Out>$(ModelsMode)</Out></PropertyGroup></Project>");

        Assert.Empty(Names(project, package).Find([project], []));
    }

    [Fact]
    public void What_projects_share_may_be_meant_for_another_one_unless_it_is_near()
    {
        var project = Write("M.csproj", "<Project />");
        var shared = Write("Directory.Build.props", "<Project><PropertyGroup><ModelsMode>x</ModelsMode><ModelSeeed>7</ModelSeeed></PropertyGroup></Project>");

        Assert.Equal(["ModelSeeed", "modelseeed"], Names(project, shared).Find([project, shared], ["ModelsMode", "modelseeed", "ModelSeed", "Configuration"]).Select(f => f.Said.Name));
    }

    [Theory]
    [InlineData("Chanel", "has the metadata Chanel, which nobody reads; the nearest is Channel")]
    [InlineData("PrivateAsset", "has the metadata PrivateAsset, which nobody reads; the nearest is PrivateAssets")]
    [InlineData("Purpose", null)]
    [InlineData("privateassets", null)]
    public void Metadata_of_a_reference_are_as_strict(string metadata, string? fault)
    {
        var item = new TaskItem("Contoso.Churn", new Dictionary<string, string> { ["Version"] = "1.0.0", [metadata] = "all" });

        Assert.Equal(fault, ModelReference.Read(item, _folder, string.Empty).FindFault());
    }

    private static MisspeltNames Names(params string[] files) => new(files[0], files, Sdk, ["Seed"]);

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
