namespace Ingot.Artifacts.Tests;

public class ProjectPropertiesTests
{
    [Theory]
    [InlineData("ProjectFile")]
    [InlineData("ModelSchemaFile")]
    [InlineData("ModelAcceptedFile")]
    [InlineData("ModelBaselineFolder")]
    [InlineData("ModelReleaseFolders")]
    [InlineData("ModelBestOfFolders")]
    [InlineData("ModelContinueFolder")]
    [InlineData("AssetsFile")]
    [InlineData("ReproduceFolder")]
    [InlineData("RetrainFolder")]
    [InlineData("modelschemafile")]
    public void Where_something_lies_on_this_machine_is_no_part_of_the_model(string name) => Assert.False(ProjectProperties.IsOfModel(name));

    [Theory]
    [InlineData("IngotCacheFolder", false)]
    [InlineData("ingotThreads", false)]
    [InlineData("ModelRetrainPolicy", false)]
    [InlineData("ModelMonitorWindow", false)]
    [InlineData("modeldriftthreshold", false)]
    [InlineData("ModelMonitoringRows", true)]
    [InlineData("ModelSeed", true)]
    [InlineData("ModelLabel", true)]
    [InlineData("MyIngotCacheFolder", true)]
    public void What_says_something_about_the_model_is_a_part_of_it(string name, bool isOfModel) => Assert.Equal(isOfModel, ProjectProperties.IsOfModel(name));
}
