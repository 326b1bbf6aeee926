namespace Ingot.Artifacts.Tests;

/// <summary>Versions as NuGet spells them (docs of NuGet, "Normalized version numbers"): that is how packages are named on feeds and in folders.</summary>
public class ReleaseVersionTests
{
    [Theory]
    [InlineData("1.2.3", "1.2.3")]
    [InlineData("1", "1.0.0")]
    [InlineData("1.2", "1.2.0")]
    [InlineData("1.00.01", "1.0.1")]
    [InlineData("1.2.3.0", "1.2.3")]
    [InlineData("1.2.3.4", "1.2.3.4")]
    [InlineData(" 1.2.3-beta.1+abc ", "1.2.3-beta.1")]
    [InlineData("1.0.0+abc", "1.0.0")]
    [InlineData("2147483647.0.0", "2147483647.0.0")]
    [InlineData("2147483648.0.0", null)]
    [InlineData("1.2.3.4.5", null)]
    [InlineData("v1.2.3", null)]
    [InlineData("1.2.", null)]
    [InlineData("1.2.3-", null)]
    [InlineData("-1.2.3", null)]
    [InlineData("latest", null)]
    [InlineData("", null)]
    public void A_version_is_spelt_as_NuGet_does(string text, string? expected) => Assert.Equal(expected, ReleaseVersion.Normalize(text));

    [Theory]
    [InlineData("latest", true, false)]
    [InlineData(" Latest ", true, false)]
    [InlineData("best", false, true)]
    [InlineData(" BEST", false, true)]
    [InlineData("1.0.0", false, false)]
    [InlineData("", false, false)]
    public void Two_words_stand_for_versions(string text, bool isLatest, bool isBest) =>
        Assert.Equal((isLatest, isBest), (ReleaseVersion.IsLatest(text), ReleaseVersion.IsBest(text)));
}
