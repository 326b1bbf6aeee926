using Ingot.Tool.Workers;

namespace Ingot.Tool.Tests;

/// <summary>What MSBuild would refuse in its own words is refused before, with a code and a remedy.</summary>
public sealed class StageArgumentTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ingot-arguments-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("Version", "'Version' is no property with a value; expected NAME=VALUE")]
    [InlineData("=1", "'=1' is no property with a value")]
    [InlineData("", "'' is no property with a value")]
    [InlineData("ModelUsers=nurses,doctors", "'doctors' in 'ModelUsers=nurses,doctors' is no property with a value; expected NAME=VALUE. In a value write %2C for a comma")]
    [InlineData("A=1;B", "'B' in 'A=1;B' is no property")]
    public void A_property_without_a_value_is_refused(string argument, string message)
    {
        var fault = PropertyArguments.FindFault(["Version=1.0.0", argument])!;

        Assert.Equal("INGOT1019", fault.Code);
        Assert.StartsWith(message, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Properties_with_values_are_passed_on() =>
        Assert.Null(PropertyArguments.FindFault(["Version=1.4.0", "ModelLabel=", "A=1;B=2", "ModelUsers=nurses%2Cdoctors", "ModelFilter=a = 'b'"]));

    [Theory]
    [InlineData("<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>", false)]
    [InlineData("no XML", false)]
    [InlineData("<Project Sdk=\"Ingot.Sdk/0.1.0\" />", true)]
    [InlineData("<Project><Import Project=\"Model.props\" /><Target Name=\"Build\" /></Project>", true)]
    public async Task Only_the_project_of_a_model_has_stages(string project, bool isModel)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "Model.props"), "<Project><PropertyGroup><UsingIngotSdk>true</UsingIngotSdk></PropertyGroup></Project>");
        var file = Path.Combine(_folder, "App.csproj");
        await File.WriteAllTextAsync(file, project);

        foreach (var argument in new[] { file, _folder })
        {
            var fault = await ModelProjectPath.FindFaultAsync(argument, CancellationToken.None);
            Assert.Equal(isModel ? null : "INGOT1016", fault?.Code);
            Assert.True(isModel || fault!.Message.StartsWith($"'{argument}' is not the project of a model: it does not use Ingot.Sdk.", StringComparison.Ordinal), fault?.Message);
        }
    }
}
