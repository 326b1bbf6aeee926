namespace Ingot.Artifacts.Tests;

/// <summary>A release is a package and a version, or a version of the project's own package; all else is something else, such as a channel.</summary>
public class ReleaseNameTests
{
    [Theory]
    [InlineData("Contoso.Churn@1.2.0", "Contoso.Churn", "1.2.0")]
    [InlineData("1.2.0", "Own.Model", "1.2.0")]
    [InlineData(" Contoso_2-x.Churn @1.2.0-rc.1", "Contoso_2-x.Churn", "1.2.0-rc.1")]
    [InlineData("x@1.0", "x", "1.0.0")]
    public void A_release_has_a_package_and_a_version(string text, string package, string version) =>
        Assert.Equal((package, version), ReleaseName.Parse(text, "Own.Model"));

    [Theory]
    [InlineData("production")]
    [InlineData("")]
    [InlineData("@1.2.0")]
    [InlineData("Contoso.Churn@")]
    [InlineData("Contoso.Churn@latest")]
    [InlineData("Contoso/Churn@1.2.0")]
    [InlineData("Contoso Churn@1.2.0")]
    [InlineData("../x@1.2.0")]
    [InlineData("a@b@1.2.0")]
    public void Anything_else_is_no_release(string text) => Assert.Null(ReleaseName.Parse(text, "Own.Model"));

    [Fact]
    public void A_project_without_a_package_has_no_release_of_its_own() => Assert.Null(ReleaseName.Parse("1.2.0", string.Empty));
}
