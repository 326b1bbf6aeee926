using Ingot.Core.Diagnostics;
using Ingot.Releases.Models;
using Ingot.Releases.Packages;
using Ingot.Tests.Shared;

namespace Ingot.Releases.Tests.Validation;

/// <summary>What is refused of ONNX files before ONNX Runtime sees them.</summary>
public sealed class OnnxFileCheckTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ingot-onnx-check-").FullName;

    public static TheoryData<string, string, string> Refused => new()
    {
        { nameof(HostileModels.External), "INGOT9022", "another file" },
        { nameof(HostileModels.ExternalInABranch), "INGOT9022", "another file" },
        { nameof(HostileModels.Function), "INGOT9023", "functions of its own" },
        { nameof(HostileModels.Foreign), "INGOT9023", "node Gelu is an operator of the domain 'com.microsoft'" },
        { nameof(HostileModels.Deep), "INGOT9024", "more than 8 deep" },
        { nameof(HostileModels.Sparse), "INGOT9024", "a sparse tensor" },
        { nameof(HostileModels.Liar), "INGOT9021", "claims to have 1,000,000,000 values" },
    };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_file_that_means_harm_is_refused_wherever_it_is_tried(string model, string code, string what)
    {
        var found = Refusal(Bytes(model), allowControlFlow: true);

        Assert.Equal(code, found.Code);
        Assert.Contains(what, found.Message, StringComparison.Ordinal);
        Assert.Equal("some.onnx", found.Location.File);
    }

    [Fact]
    public void Of_ONNX_Runtime_s_own_operators_those_that_take_text_apart_and_hash_it_are_taken()
    {
        Check(HostileModels.Foreign("com.microsoft", "Tokenizer"), allowControlFlow: false);
        Check(HostileModels.Foreign("com.microsoft", "MurmurHash3"), allowControlFlow: false);

        Assert.Equal("INGOT9023", Refusal(HostileModels.Foreign("ai.elsewhere", "Tokenizer"), allowControlFlow: false).Code);
        Assert.Equal("INGOT9023", Refusal(HostileModels.Foreign("com.microsoft", "Tokenizer2"), allowControlFlow: false).Code);
    }

    [Fact]
    public void Control_flow_needs_a_process_of_its_own()
    {
        Check(HostileModels.Endless(), allowControlFlow: true);

        var found = Refusal(HostileModels.Endless(), allowControlFlow: false);
        Assert.Equal("INGOT9025", found.Code);
        Assert.Contains("a node Loop with a graph of its own", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Graphs_may_be_as_deep_as_the_limit()
    {
        Check(HostileModels.Deep(OnnxLimits.Depth), allowControlFlow: true);

        // Far deeper than any stack: the walk ends at the limit.
        Assert.Equal("INGOT9024", Refusal(HostileModels.Deep(2000), allowControlFlow: true).Code);
    }

    [Fact]
    public void What_Ingot_writes_is_taken_and_each_of_its_beginnings_is_judged()
    {
        var model = ModelPackage.Read(TestPackage.Write(_folder, "1.0.0")).Onnx;
        Check(model, allowControlFlow: false);

        // Cut anywhere it is read to its end or refused; it never reads on behind it.
        Assert.All(Enumerable.Range(0, model.Length - 1), n => Assert.True(Record.Exception(() => Check(model.AsSpan(0, n), false)) is null or IngotException { Diagnostic.Code: "INGOT9021" }));
    }

    [Theory]
    [InlineData("3A FF FF FF FF FF FF FF FF FF 01", "claims to have 18446744073709551615 bytes")]
    [InlineData("3A 05 00", "claims to have 5 bytes where 1 are left")]
    [InlineData("3B", "the wire type 3")]
    [InlineData("02 00", "a field of the number 0")]
    [InlineData("3A 80 80 80 80 80 80 80 80 80 80 80 00", "a number in it has no end")]
    [InlineData("38 01", "a number where ONNX has a message")]
    [InlineData("08 08", "it has no graph")]
    [InlineData("", "it has no graph")]
    public void Lengths_and_fields_that_lie_are_found(string bytes, string what)
    {
        var found = Refusal(Convert.FromHexString(bytes.Replace(" ", string.Empty, StringComparison.Ordinal)), allowControlFlow: true);

        Assert.Equal("INGOT9021", found.Code);
        Assert.Contains(what, found.Message, StringComparison.Ordinal);
    }

    /// <summary>Protobuf cuts an enumeration to 32 bits, so this is EXTERNAL too; and the last of two counts, which is not asked which it is.</summary>
    [Fact]
    public void No_spelling_of_external_passes()
    {
        byte[] Tensor(params byte[] location) => [0x3A, (byte)(location.Length + 2), 0x2A, (byte)location.Length, .. location];

        Assert.Equal("INGOT9022", Refusal(Tensor(0x70, 0x81, 0x80, 0x80, 0x80, 0x10), true).Code);
        Assert.Equal("INGOT9022", Refusal(Tensor(0x70, 0x01, 0x70, 0x00), true).Code);
        Check(Tensor(0x70, 0x00, 0x08, 0x00), true);
    }

    private static byte[] Bytes(string model) => model switch
    {
        nameof(HostileModels.External) => HostileModels.External(),
        nameof(HostileModels.ExternalInABranch) => HostileModels.ExternalInABranch(),
        nameof(HostileModels.Function) => HostileModels.Function(),
        nameof(HostileModels.Foreign) => HostileModels.Foreign("com.microsoft"),
        nameof(HostileModels.Deep) => HostileModels.Deep(OnnxLimits.Depth + 1),
        nameof(HostileModels.Sparse) => HostileModels.Sparse(),
        _ => HostileModels.Liar(),
    };

    private static void Check(ReadOnlySpan<byte> model, bool allowControlFlow) => OnnxFileCheck.Require(model, new SourceLocation("some.onnx"), allowControlFlow);

    private static Diagnostic Refusal(byte[] model, bool allowControlFlow) => Assert.Throws<IngotException>(() => Check(model, allowControlFlow)).Diagnostic;
}
