namespace Ingot.Artifacts.Tests;

/// <summary>Where LightGBM's library is looked for.</summary>
public class LightGbmLocationTests
{
    [Theory]
    [InlineData("linux-x64", "", "", "")]
    [InlineData("win-x64", "", "", "")]
    [InlineData("osx-arm64", "", "", "none")]
    [InlineData("osx-arm64", "", "/opt/homebrew/opt/lightgbm/lib/lib_lightgbm.dylib", "/opt/homebrew/opt/lightgbm/lib/lib_lightgbm.dylib")]
    [InlineData("linux-arm64", "", "/usr/local/lib/lib_lightgbm.so", "/usr/local/lib/lib_lightgbm.so")]
    [InlineData("win-arm64", "", "/usr/local/lib/lib_lightgbm.so", "none")]
    [InlineData("linux-x64", "/mine/lib_lightgbm.so", "", "/mine/lib_lightgbm.so")]
    [InlineData("osx-arm64", "/mine/lib_lightgbm.dylib", "/opt/homebrew/opt/lightgbm/lib/lib_lightgbm.dylib", "/mine/lib_lightgbm.dylib")]
    public void It_comes_with_the_worker_or_from_the_machine_and_a_project_may_say(string platform, string asked, string there, string expected) =>
        Assert.Equal(expected, LightGbmLocation.Find(platform, asked, p => p == there));
}
