using System.Runtime.InteropServices;
using Ingot.Core.Platforms;

namespace Ingot.Core.Tests.Platforms;

/// <summary>A library that cannot be loaded is told by its product's name, with the reason and what works instead.</summary>
public class NativeLibraryFaultTests
{
    private const string Linux = "Unable to load shared library 'duckdb' or one of its dependencies. Consider a tool like strace.\n";

    [Fact]
    public void What_dotnet_throws_here_is_told()
    {
        var thrown = Record.Exception(() => NativeLibrary.Load("no-such-onnxruntime", typeof(NativeLibraryFaultTests).Assembly, null))!;

        var fault = NativeLibraryFault.Find(new AggregateException(new TypeInitializationException("Microsoft.ML.OnnxRuntime.NativeMethods", thrown)))!;

        Assert.Equal("INGOT9011", fault.Code);
        Assert.StartsWith(
            $"The native library of ONNX Runtime cannot be loaded on {RuntimeInformation.RuntimeIdentifier}: there is no such library, or one that it needs is missing. It comes with the package Ingot.Tool.",
            fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("libstdc++.so.6: cannot open shared object file: No such file or directory\n/t/libduckdb: cannot open shared object file: No such file or directory\n", "libstdc++.so.6: cannot open")]
    [InlineData("/t/libduckdb.so: file too short\nlibduckdb: cannot open shared object file: No such file or directory\n", "/t/libduckdb.so: file too short")]
    [InlineData("/t/libduckdb.so: cannot open shared object file: No such file or directory\n", "there is no such library")]
    public void The_loader_s_reason_is_told(string lines, string reason) =>
        Assert.Contains($"DuckDB cannot be loaded on linux-x64: {reason}", NativeLibraryFault.Find(new DllNotFoundException(Linux + lines), "linux-x64")!.Message, StringComparison.Ordinal);

    [Fact]
    public void Another_version_and_another_platform_s_library_are_told()
    {
        var function = NativeLibraryFault.Find(new EntryPointNotFoundException("Unable to find an entry point named 'duckdb_open' in shared library 'lib_lightgbm'."), "linux-x64")!;
        var format = NativeLibraryFault.Find(new BadImageFormatException("An attempt was made to load a program with an incorrect format. (0x8007000B)"), "win-x64")!;

        Assert.Contains("LightGBM cannot be loaded on linux-x64: it is another version", function.Message, StringComparison.Ordinal);
        Assert.Contains("it is for another platform, or damaged", format.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_platform_that_has_no_library_is_told_what_works_instead()
    {
        var missing = new TypeInitializationException("NativeMethods", new DllNotFoundException("Unable to load DLL 'onnxruntime'."));

        Assert.Contains("container of linux-x64", NativeLibraryFault.Find(missing, "osx-x64")!.Message, StringComparison.Ordinal);
        Assert.Equal("INGOT9010", NativeLibraryFault.Find(missing, "linux-musl-x64")!.Code);
        Assert.Equal("INGOT9010", NativeLibraryFault.FindUnsupported("alpine.3.22-arm64")!.Code);
        Assert.Null(NativeLibraryFault.FindUnsupported("linux-arm64"));
    }

    [Fact]
    public void Other_exceptions_are_not_its_own()
    {
        Assert.Null(NativeLibraryFault.Find(new InvalidOperationException("'duckdb'")));
        Assert.Null(NativeLibraryFault.Find(new BadImageFormatException("not an assembly", "Own.dll")));
    }
}
