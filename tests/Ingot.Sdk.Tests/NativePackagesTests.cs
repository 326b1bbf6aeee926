using System.Reflection;
using System.Text;
using Ingot.Sdk.Tasks;

namespace Ingot.Sdk.Tests;

/// <summary>The packages whose versions are in the keys of stages, found in the worker's list of dependencies.</summary>
public class NativePackagesTests
{
    [Fact]
    public void Whatever_has_a_native_library_is_found_and_nothing_else()
    {
        const string List = """
            {
              "runtimeTarget": { "name": ".NETCoreApp,Version=v10.0/linux-x64" },
              "targets": {
                ".NETCoreApp,Version=v10.0": {},
                ".NETCoreApp,Version=v10.0/linux-x64": {
                  "Worker/0.1.0": { "dependencies": { "Unthought.Of": "1.2.3" }, "runtime": { "Worker.dll": {} } },
                  "Unthought.Of/1.2.3": { "runtime": { "lib/net8.0/Unthought.Of.dll": {} }, "native": { "runtimes/linux-x64/native/libunthought.so": { "fileVersion": "0.0.0.0" } } },
                  "9 lives & more/2.0.0-beta.1": {
                    "runtimeTargets": {
                      "runtimes/win/lib/net8.0/lives.dll": { "rid": "win", "assetType": "runtime" },
                      "runtimes/osx-arm64/native/liblives.dylib": { "rid": "osx-arm64", "assetType": "native" }
                    }
                  },
                  "SQLitePCLRaw.lib.e_sqlite3/3.53.3": { "native": { "libe_sqlite3.so": {} } },
                  "Managed/3.0.0": { "runtime": { "lib/net8.0/Managed.dll": { "assemblyVersion": "3.0.0.0" } } },
                  "Managed.By.Platform/4.0.0": { "runtimeTargets": { "runtimes/unix/lib/net8.0/Managed.By.Platform.dll": { "rid": "unix", "assetType": "runtime" } } },
                  "Emptied/5.0.0": { "native": {} }
                }
              },
              "libraries": { "Unlisted.native/6.0.0": { "type": "package", "native": { "libunlisted.so": {} } } }
            }
            """;

        Assert.Equal(["9 lives & more/2.0.0-beta.1", "Unthought.Of/1.2.3"], NativePackages.Parse(Encoding.UTF8.GetBytes(List)));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{ "targets": {} }""")]
    [InlineData("""{ "targets": { ".NETCoreApp,Version=v10.0": {} } }""")]
    public void A_list_of_nothing_has_none(string list) => Assert.Empty(NativePackages.Parse(Encoding.UTF8.GetBytes(list)));

    [Theory]
    [InlineData("LightGBM")]
    [InlineData("DuckDB.NET.Bindings.Full")]
    [InlineData("Microsoft.ML.OnnxRuntime")]
    public void Those_of_the_worker_are_found(string package)
    {
        var found = NativePackages.Of(Worker);
        Assert.Single(found, p => p.StartsWith(package + "/", StringComparison.Ordinal));
        Assert.DoesNotContain(found, p => p.StartsWith("Ingot.", StringComparison.Ordinal));
    }

    private static string Worker => typeof(NativePackagesTests).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Worker").Value!;
}
