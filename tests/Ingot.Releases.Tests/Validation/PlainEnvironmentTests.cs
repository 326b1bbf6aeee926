using System.Diagnostics;
using Ingot.Releases.Validation;

namespace Ingot.Releases.Tests.Validation;

public class PlainEnvironmentTests
{
    [Theory]
    [InlineData("PATH")]
    [InlineData("HOME")]
    [InlineData("USERPROFILE")]
    [InlineData("SYSTEMROOT")]
    [InlineData("WINDIR")]
    [InlineData("TEMP")]
    [InlineData("TMP")]
    [InlineData("TMPDIR")]
    [InlineData("LANG")]
    [InlineData("LC_ALL")]
    [InlineData("LD_LIBRARY_PATH")]
    [InlineData("DYLD_LIBRARY_PATH")]
    [InlineData("DOTNET_ROOT")]
    [InlineData("dotnet_SystemGlobalizationInvariant")]
    public void What_a_process_needs_to_start_stays(string name)
    {
        var start = new ProcessStartInfo("x");
        start.Environment[name] = "own";

        PlainEnvironment.Restrict(start, 1 << 20);

        Assert.Equal("own", start.Environment[name]);
    }

    [Theory]
    [InlineData("INGOT_FEED_KEY")]
    [InlineData("GITHUB_TOKEN")]
    [InlineData("AWS_SECRET_ACCESS_KEY")]
    [InlineData("NuGetPackageSourceCredentials_feed")]
    [InlineData("MY_PATH")]
    [InlineData("PATHS")]
    [InlineData("XDOTNET_ROOT")]
    [InlineData("ASPNETCORE_Kestrel__Certificates__Default__Password")]
    public void What_may_be_a_secret_goes(string name)
    {
        var start = new ProcessStartInfo("x");
        start.Environment[name] = "secret";

        PlainEnvironment.Restrict(start, 1 << 20);

        Assert.DoesNotContain(name, start.Environment.Keys);
        Assert.DoesNotContain("secret", start.Environment.Values);
    }

    [Fact]
    public void The_heap_is_small_and_limited_and_nobody_attaches_whatever_was_set()
    {
        var start = new ProcessStartInfo("x");
        (start.Environment["DOTNET_gcServer"], start.Environment["DOTNET_EnableDiagnostics"], start.Environment["DOTNET_GCHeapHardLimit"]) = ("1", "1", "FFFFFFFF");

        PlainEnvironment.Restrict(start, 0x244AA200);

        Assert.Equal(
            ["0", "0", "0", "0", "244AA200"],
            new[] { "DOTNET_gcServer", "DOTNET_gcConcurrent", "DOTNET_EnableDiagnostics", "DOTNET_TieredPGO", "DOTNET_GCHeapHardLimit" }.Select(n => start.Environment[n]));
        Assert.Throws<ArgumentNullException>(() => PlainEnvironment.Restrict(null!, 1));
    }
}
